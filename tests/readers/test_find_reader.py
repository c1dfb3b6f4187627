import re
from contextlib import suppress
from pathlib import Path

import pytest

from exporter.checks.languages import check_languages
from exporter.errors import InvalidSource, UnknownSource
from exporter.findings import Severity
from exporter.messages import translated
from exporter.messages.catalogue import PROSE
from exporter.options import ReadOptions
from exporter.readers import examine, find_reader, read


def test_the_reader_of_an_issue_folder_is_found(issue_folder) -> None:
    assert find_reader(issue_folder()).name == "issue folder"


def test_a_source_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="there is no such file or folder, check the name"):
        find_reader(tmp_path / "nothing")


def refused(source: Path) -> str:
    with pytest.raises(UnknownSource) as caught:
        find_reader(source)
    return str(caught.value)


def test_an_empty_folder_is_refused_with_what_a_source_is(tmp_path: Path) -> None:
    said = refused(tmp_path)
    assert "no file in the folder" in said and "issue.yaml" in said and "saved-page" not in said


def test_a_file_of_another_kind_is_refused_by_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.indd").write_bytes(b"PK")
    assert "files of this kind (.indd)" in refused(tmp_path / "a.indd")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "渡口新桥通车。\n", "as saved-page, it has no list of pages"),
        ("a.txt", "第01版：要闻\n第02版：副刊\n渡口\n", "as saved-page, it has no date"),
        ("a.xml", "<menu><dish/></menu>", "as newsml, it begins with <menu>"),
        ("a.xml", "<menu/>", "as feed, it has no <rss>"),
        ("a.json", '{"a": 1}', "as ninjs, it has no field that only news items have"),
        ("a.md", "Only words.\n", "as markdown, it has fewer than two headings"),
        ("node_2.htm", "<p>cut", "as founder, it has no list of articles"),
        ("paper.yaml", "a: 1\n", "as issue-folder, it is not called issue.yaml"),
    ],
)
def test_a_refusal_says_who_came_near(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = refused(tmp_path / name)
    assert expected in said and "--from" in said
    assert expected.replace(", it", f", {name}") in refused(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("a.txt", "渡口新桥通车。\n"), ("a.txt", "第01版：要闻\n第02版：副刊\n渡口\n")),
        *(("a.xml", "<menu/>"), ("a.xml", "menu"), ("a.json", "{}"), ("a.md", "Words.\n")),
        *(("node_2.htm", "<p>cut"), ("node_2.htm", "<h1>A</h1>"), ("paper.yaml", "a: 1\n")),
        *(("a.doc", ""), ("a.indd", "")),
    ],
)
def test_a_refusal_in_chinese_has_no_words_of_another_language(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    names = re.escape(str(tmp_path)), re.escape(name), r"`[^`]*`", "--from [a-z]+"
    for source in (tmp_path / name, tmp_path):
        said = re.sub("|".join(names), "", translated(refused(source), "zh-Hans"))
        assert not PROSE.search(said), said


def test_page_folders_without_their_issue_file_are_named(issue_folder) -> None:
    root = issue_folder()
    (root / "issue.yaml").unlink()
    assert "as issue-folder, it has no issue.yaml" in refused(root)


def test_articles_with_a_headline_beside_each_other_are_articles(tmp_path: Path) -> None:
    """As in an issue folder, but in no folder of a page."""
    (tmp_path / "01").mkdir()
    for name in ("a", "b"):
        text = f"---\nheadline: {name}\n---\nText.\n"
        (tmp_path / "01" / f"{name}.md").write_text(text, encoding="utf-8")
    assert find_reader(tmp_path / "01").name == "articles"
    (tmp_path / "issue.yaml").touch()
    assert "no reader knows" in refused(tmp_path / "01")


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "x/" * 3000])
def test_a_name_that_can_be_no_file_is_unknown(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownSource):
        find_reader(tmp_path / name)


def test_read_raises_every_finding_warnings_included(issue_folder) -> None:
    text = "---\nheadline: A\nbogus: 1\n---\n[a](file:///etc/passwd)\n"
    with pytest.raises(InvalidSource) as caught:
        read(issue_folder({"01/10-a.md": text}))
    severities = [finding.severity for finding in caught.value.findings]
    assert severities == [Severity.ERROR, Severity.WARNING]


def test_read_returns_warnings_with_the_issue(issue_folder) -> None:
    text = "---\nheadline: A\n---\n[a](file:///etc/passwd)\n"
    reading = read(issue_folder({"01/10-a.md": text}))
    assert reading.issue
    assert [finding.severity for finding in reading.findings] == [Severity.WARNING]


def test_a_reader_that_can_not_read_a_file_is_named_and_the_next_one_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def knows(*_: object) -> bool:
        raise OSError(5, "Input/output error", "disk")

    (tmp_path / "a.md").write_text("# Paper 1\n\n## One\n\nText.\n\n## Two\n\nText.\n")
    monkeypatch.setattr("exporter.readers.folder.IssueFolder.knows", knows)
    reading = examine(tmp_path / "a.md")
    (failed,) = [each for each in reading.findings if each.rule == "plugin-broken"]
    assert "the reader issue folder can't examine it" in failed.message


def test_what_concerns_an_issue_names_its_one_file_or_its_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\ntitle: A\ndate: 2018-07-03\n---\nText.\n")
    for source in (Path("a.md"), Path()):
        issue = read(source, ReadOptions(language="vo")).issue
        assert issue.origin == source
        assert [each.path for each in check_languages(issue)] == [source]


def test_what_many_files_miss_is_said_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("Words of a file.\n")
    with pytest.raises(UnknownSource) as caught:
        find_reader(tmp_path)
    said = str(caught.value)
    assert said.count("as saved-page, ") == 1 and said.count("--from articles") == 1
    assert "c.md has fewer than two headings" in said


STORY = "渡口重开\n\n　　渡口昨天重开，摆渡人收了三次绳。\n"
MIDDLE = "渡口重开\n\n　　渡口昨天重开。摆渡人收了三次绳（摄影：石桥）\n"
NOTE = "Read this before you begin\n\nSee b.\n"
PAGE = "第01版：要闻\n第02版：副刊\n渡口\n渡口重开了。\n"


@pytest.mark.parametrize(
    ("files", "reader"),
    [
        ({"1.txt": STORY, "2.txt": STORY, "2.jpg": ""}, "articles"),
        ({"02/1.txt": STORY, "03/2.txt": STORY, "4.txt": "note"}, "articles"),
        ({"1.txt": MIDDLE, "2.txt": MIDDLE}, "articles"),
        ({"1.txt": STORY}, ""),
        ({"1.txt": STORY, "2.txt": STORY, "run.py": ""}, ""),
        ({"1.txt": STORY, "2.txt": "numpy==1.2\nscipy", "3.txt": "2018/a\n2018/b"}, ""),
        ({"1.txt": PAGE, "2.txt": PAGE}, ""),
        ({"1.txt": NOTE, "2.txt": NOTE}, ""),
    ],
)
def test_a_folder_of_texts_is_read_if_most_look_like_articles(tmp_path, files, reader):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("gb18030"))
    found = ""
    with suppress(UnknownSource):
        found = find_reader(tmp_path).name
    assert found == reader
