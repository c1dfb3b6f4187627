import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.errors import InvalidSource
from exporter.readers import read

Make = Callable[..., Path]
HEAD = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
PAGES = HEAD + "pages:\n  - label: '01'\n"
DAY = "write YYYY-MM-DD, such as 2018-07-03"
QUOTE = 'put a value with ": ", " #", quotes or brackets between quotation marks'
FENCE = "begin the file with a line `---`, then `headline: A headline`, then a line `---`"
not_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def story(more: str = "", body: str = "Text.") -> str:
    return f"---\nheadline: A\n{more}---\n{body}\n"


def said(root: Path) -> list[str]:
    """Return what reading says, without the folder before each file."""
    with pytest.raises(InvalidSource) as caught:
        read(root)
    return [
        str(finding).replace(f"{root}/", "").replace(str(root), ".")
        for finding in caught.value.findings
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + "nmuber: 4",
            "issue.yaml:3: unknown key `nmuber`, did you mean `number`?",
        ),
        (
            "publication:\n  name: A\n  langauge: en\n  language: en\ndate: 2026-06-16",
            "issue.yaml:3: unknown key `publication.langauge`, did you mean `language`?",
        ),
        (
            "publication: {name: A, language: en}\ndate: 2018-02-30",
            f"issue.yaml:2: `date: 2018-02-30` is not a date, {DAY}",
        ),
        (
            "publication: {name: A, language: en}\ndate: 2018-13-01",
            f"issue.yaml:2: `date: 2018-13-01` is not a date, {DAY}",
        ),
        (
            "publication: {name: A, language: en}\ndate: yesterday",
            f"issue.yaml:2: `date: yesterday` is not a date, {DAY}",
        ),
        (
            "publication: {name: A, language: en}\ndate: 1530605225",
            f"issue.yaml:2: `date: 1530605225` is not a date, {DAY}",
        ),
        (
            "publication:\n  name: A\n  language: zh_Hans\ndate: 2026-06-16",
            "issue.yaml:3: `publication.language: zh_Hans` is not a language tag, "
            "such as zh-Hans, zh-Hant, en or en-GB, correct it",
        ),
        (
            "publication:\n  name: A\n  language: en\n  issn: 1234-5678\ndate: 2026-06-16",
            "issue.yaml:4: `publication.issn: 1234-5678` has a wrong check digit; "
            "with these numbers it would be 9, correct it or leave it out",
        ),
        (
            "publication:\n  name: A\n  language: en\n  issn: 12345679\ndate: 2026-06-16",
            "issue.yaml:4: `publication.issn: 12345679` is not an ISSN, "
            "which looks like 1234-5679, correct it or leave it out",
        ),
        (
            "publication: {name: '', language: en}\ndate: 2026-06-16",
            "issue.yaml:1: `publication.name` is empty, fill it in",
        ),
        (
            "publication: {language: en}\ndate: 2026-06-16",
            "issue.yaml:1: `publication.name` is missing, add `name:`",
        ),
        (
            "publication: {name: A, language: en}",
            "issue.yaml:1: `date` is missing, add `date:`",
        ),
        (
            PAGES + "  - label: '01'",
            "issue.yaml:5: page `01` is listed twice, give each page its own label",
        ),
        (
            HEAD + "pages:\n  - label: a1\n  - label: '01'\n  - label: A1\n",
            "issue.yaml:6: page `A1` is listed twice, give each page its own label",
        ),
        (
            PAGES + "  - label: a/b",
            "issue.yaml:5: `a/b` can't be a page label, write it as printed, such as 01 or A01",
        ),
        (
            PAGES + "  - label: a\\b",
            "issue.yaml:5: `a\\b` can't be a page label, write it as printed, such as 01 or A01",
        ),
        (
            PAGES + "  - label: ..",
            "issue.yaml:5: `..` can't be a page label, write it as printed, such as 01 or A01",
        ),
        (
            PAGES + "    facsimile:\n      image: 01.png\n",
            "issue.yaml:6: picture `01.png` does not exist, "
            "put the file in issue/ and write only its name",
        ),
        (
            PAGES + "    facsimile:\n      pdf: 01.pdf\n",
            "issue.yaml:6: picture `01.pdf` does not exist, "
            "put the file in issue/ and write only its name",
        ),
        (
            PAGES + "    facsimile:\n      regions:\n        - points: [[0, 0], [1, 0], [1, 1]]\n"
            "          article: 20-x.md\n",
            "issue.yaml:8: a region names `20-x.md`, which is not an article of its page, "
            "write the file name of an article in the folder of the page",
        ),
        (
            PAGES + "cover: ../cover.png",
            "issue.yaml:5: picture `../cover.png` is outside the issue folder, "
            "put the file in issue/ and write only its name",
        ),
        (
            PAGES + "cover: https://pictures.example/cover.png",
            "issue.yaml:5: picture `https://pictures.example/cover.png` is not a file of the "
            "issue folder, put the file in issue/ and write only its name",
        ),
        ("", "issue.yaml:1: `publication` is missing, add `publication:`"),
        ("- a\n- b\n", "issue.yaml:1: has no `key: value` lines, write one key on each line"),
        (
            HEAD + "title: a: b",
            "issue.yaml:3: the text of `title` has a colon with a space, which begins a value in "
            "YAML, "
            "put the whole text between quotation marks: `title: 'a: b'`",
        ),
        (
            HEAD + "title: *name",
            "issue.yaml:3: the text of `title` begins with a character that has a special meaning "
            "in YAML, "
            "put the whole text between quotation marks: `title: '*name'`",
        ),
        (HEAD + "---\n", "issue.yaml:3: begins a second document, keep one"),
        (HEAD + "date: 2026-06-17", "issue.yaml:3: has the key `date` twice, keep one of them"),
        (
            HEAD.encode() + "title: 标题".encode("gb18030"),
            "issue.yaml:3: is not UTF-8 text, save the file as UTF-8",
        ),
    ],
)
def test_what_is_wrong_with_issue_yaml_is_said_with_its_line(
    issue_folder: Make, text: str | bytes, expected: str
) -> None:
    assert said(issue_folder({"issue.yaml": text}))[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            story("titel: x\n"),
            "3: unknown key `titel`, known keys here: `kicker`, `headline`, `deck`, `summary`, "
            "`byline`, `dateline`, `credit`, `column`, `people`, `organisations`, `places`, "
            "`subjects`, `kind`, `language`, `columns`, `rank`, `place`, `continues`, `figures`",
        ),
        (story("bylines: x\n"), "3: unknown key `bylines`, did you mean `byline`?"),
        (story("byline: [a, b]\nbyline: c\n"), "4: has the key `byline` twice, keep one of them"),
        (
            story("kind: gossip\n"),
            "3: `kind` can't be `gossip`, use 'news', 'brief', 'opinion', 'feature', 'interview', "
            "'letters', 'results', 'notice', 'advertisement', 'puzzle', 'listing' or 'classified'",
        ),
        (
            story("language: Chinese\n"),
            "3: `language: Chinese` is not a language tag, such as zh-Hans, zh-Hant, en or "
            "en-GB, correct it or leave it out",
        ),
        ("---\ndeck: x\n---\n", "2: `headline` is missing, add `headline:`"),
        ("---\ndeck: x\nheadline:\n---\n", "3: `headline` is empty, fill it in"),
        ("---\nheadline: ''\n---\n", "2: `headline` is empty, fill it in"),
        ("---\nheadline: []\n---\n", "2: `headline` is empty, fill it in"),
        ("---\nheadline: ['', ' \u3000']\n---\n", "2: `headline` is empty, fill it in"),
        ('---\nheadline: "\\x07"\n---\n', "2: `headline` is empty, fill it in"),
        (
            "---\nheadline:\n  - A\n  - b: c\n---\n",
            "4: `headline.2` reads as a key and its value, put the text between quotation marks",
        ),
        (
            "---\nheadline: A\nfigures: {image: a.png}\n---\n",
            "3: `figures` has the wrong shape, write a list here, each part after `- `",
        ),
        (
            "---\nheadline: A\nfigures:\n  - caption: x\n---\n",
            "4: `figures.1.image` is missing, add `image:`",
        ),
        ("---\nheadline: [A\n---\n", "3: is not YAML (did not find expected ',' or ']'), " + QUOTE),
        (
            "---\nheadline: A\ndeck: b: c\n---\n",
            "3: the text of `deck` has a colon with a space, which begins a value in YAML, "
            "put the whole text between quotation marks: `deck: 'b: c'`",
        ),
        (
            "---\nheadline: A\nfigures:\n\t- image: x\n---\n",
            "4: is indented with a tab, indent with spaces",
        ),
        ("---\njust words\n---\n", "2: has no `key: value` lines, write one key on each line"),
        ("---\n---\nText.", "2: `headline` is missing, add `headline:`"),
        ("Text.\n", f"1: there is no front matter, so no headline, {FENCE}"),
        ("", f"1: there is no front matter, so no headline, {FENCE}"),
        ("\n---\nheadline: A\n---\n", f"1: there is no front matter, so no headline, {FENCE}"),
        (
            "---\nheadline: A\n\nText.\n",
            "1: the front matter does not end, close it with a line `---`",
        ),
        (
            b"---\nheadline: A\n---\nOne.\n\nTw\xe9.\n",
            "6: is not UTF-8 text, save the file as UTF-8",
        ),
        (b"---\rheadline: A\r---\rTw\xe9.\r", "4: is not UTF-8 text, save the file as UTF-8"),
        (b"\xef\xbb\xbf---\n\n\xe9", "3: is not UTF-8 text, save the file as UTF-8"),
        (
            story().encode("utf-16"),
            "1: is not UTF-8 text, but probably UTF-16, save the file as UTF-8",
        ),
        (
            story("figures:\n  - image: a.png\n  - image: b.png\n", ""),
            "4: picture `a.png` does not exist, put the file in 01/ and write only its name",
        ),
        (
            story("", "One.\n\nTwo.\n\n![alt](b.png)"),
            "8: picture `b.png` does not exist, put the file in 01/ and write only its name",
        ),
        (
            story("", "![alt](/etc/passwd)"),
            "4: picture `/etc/passwd` is not a file of the issue folder, "
            "put the file in 01/ and write only its name",
        ),
        (
            story("", "![alt](../../other/a.png)"),
            "4: picture `../../other/a.png` is outside the issue folder, "
            "put the file in 01/ and write only its name",
        ),
    ],
)
def test_what_is_wrong_with_an_article_is_said_with_its_line(
    issue_folder: Make, text: str | bytes, expected: str
) -> None:
    assert said(issue_folder({"01/10-a.md": text}))[0] == f"01/10-a.md:{expected}"


@pytest.mark.parametrize(
    "text", ["Text.", "---\nheadline:\n---\n", story("bogus: 1\n"), story("figures: 1\n")]
)
def test_an_error_of_an_article_comes_alone(issue_folder: Make, text: str) -> None:
    assert len(said(issue_folder({"01/10-a.md": text}))) == 1


@pytest.mark.parametrize("line", ["bogus: 1", "pages: 7", "pages: [{section: x}]", "- a", "date:"])
def test_an_error_of_issue_yaml_comes_alone(issue_folder: Make, line: str) -> None:
    assert len(said(issue_folder({"issue.yaml": HEAD + line}))) == 1


def test_a_missing_picture_of_nearly_the_same_name_is_offered(
    issue_folder: Make, picture: Callable
) -> None:
    root = issue_folder({"01/10-a.md": story("", "![x](foto.png)"), "01/photo.png": picture()})
    assert said(root) == [
        "01/10-a.md:4: picture `foto.png` does not exist, did you mean `photo.png`?"
    ]


def test_a_folder_of_articles_must_be_listed(issue_folder: Make) -> None:
    root = issue_folder({"issue.yaml": PAGES, "01/10-a.md": story(), "02/10-b.md": story()})
    assert said(root) == [
        "02: folder `02` has articles but is not listed under `pages:`, "
        "add `- label: 02` to issue.yaml or move the folder away"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD,
            "issue.yaml: the issue has no pages, list them under `pages:`, "
            "or make a folder for each with its articles in it",
        ),
        (
            PAGES,
            "issue.yaml: the issue has no articles, "
            "put one Markdown file for each article into the folder of its page",
        ),
    ],
)
def test_an_issue_has_articles(issue_folder: Make, text: str, expected: str) -> None:
    assert said(issue_folder({"issue.yaml": text, "01/10-story.md": None})) == [expected]


def test_an_article_over_five_megabytes_is_refused(issue_folder: Make) -> None:
    root = issue_folder({"01/10-a.md": story("", "x " * 3_000_000)})
    assert said(root) == ["01/10-a.md: has more than 5 MB, split it"]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "10-a.md").write_text(story("", "A secret."))
    return folder


def test_an_article_that_is_a_link_out_is_refused(issue_folder: Make, outside: Path) -> None:
    root = issue_folder()
    (root / "01" / "20-b.md").symlink_to(outside / "10-a.md")
    assert said(root) == [
        "01/20-b.md: links out of the issue folder, copy the file into the issue folder"
    ]


@pytest.mark.parametrize("text", [HEAD, PAGES + "  - label: '02'"])
def test_a_page_folder_that_is_a_link_out_is_refused(
    issue_folder: Make, outside: Path, text: str
) -> None:
    root = issue_folder({"issue.yaml": text})
    (root / "02").symlink_to(outside, target_is_directory=True)
    assert said(root) == [
        "02: links out of the issue folder, copy the folder into the issue folder"
    ]


def test_an_issue_yaml_that_is_a_link_out_is_refused(issue_folder: Make, outside: Path) -> None:
    root = issue_folder()
    (outside / "other.yaml").write_text(HEAD)
    (root / "issue.yaml").unlink()
    (root / "issue.yaml").symlink_to(outside / "other.yaml")
    assert said(root) == [
        "issue.yaml: links out of the issue folder, copy the file into the issue folder"
    ]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to itself", "link to nothing"])
def test_an_article_that_is_no_file_is_refused(issue_folder: Make, kind: str) -> None:
    root = issue_folder()
    path = root / "01" / "20-b.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name if kind == "link to itself" else "nothing")
    assert said(root) == ["01/20-b.md: is not a file, move it away"]


@pytest.fixture
def locked() -> Iterator[Callable[[Path], None]]:
    """Take all rights from a file or folder, and give them back at the end."""
    paths: list[Path] = []

    def lock(path: Path) -> None:
        paths.append(path)
        path.chmod(0)

    yield lock
    for path in reversed(paths):
        path.chmod(0o700)


@not_root
def test_a_file_without_rights_is_said_so(issue_folder: Make, locked: Callable) -> None:
    root = issue_folder()
    locked(root / "01" / "10-story.md")
    assert said(root) == ["01/10-story.md: can't be read (Permission denied), check the file"]


@not_root
def test_a_page_folder_without_rights_is_said_so(issue_folder: Make, locked: Callable) -> None:
    root = issue_folder()
    locked(root / "01")
    assert said(root) == ["01: can't be read (Permission denied), check the folder"]


@not_root
def test_a_picture_without_rights_is_said_so(
    issue_folder: Make, picture: Callable, locked: Callable
) -> None:
    root = issue_folder({"01/10-a.md": story("", "![x](a.png)"), "01/a.png": picture()})
    locked(root / "01" / "a.png")
    assert said(root) == [
        "01/10-a.md:4: picture `a.png` can't be read (Permission denied), check the file"
    ]


def test_everything_that_is_wrong_is_said_at_once(issue_folder: Make, outside: Path) -> None:
    root = issue_folder(
        {
            "issue.yaml": """\
publication:
  name: The Example
  language: zh_Hans
  issn: 1234-5678
date: 2018-02-30
nmuber: 4
cover: cover.png
pages:
  - label: "01"
    secton: Front Page
  - label: "01"
  - label: a/b
  - label: "02"
    facsimile:
      image: 02.png
      regions:
        - article: 99-none.md
          points: [[0, 0], [1, 0], [1, 1]]
  - label: "04"
""",
            "01/10-a.md": story(
                "kind: gossip\ntitel: x\nfigures:\n  - image: no.png\n", "![](n.png)"
            ),
            "01/20-b.md": "Text.",
            "01/30-c.md": "---\nheadline: [\n---\n",
            "02/10-a.md": "---\ndeck: x\nbogus: 1\n---\n![](none.png)",
            "02/20-b.md": b"---\nheadline: A\n---\n\xff",
            "02/30-c.md": "---\nheadline: A\n",
            "03/10-a.md": story(),
        }
    )
    (root / "04").symlink_to(outside, target_is_directory=True)
    found = said(root)
    parts = [
        "issue.yaml:3: `publication.language: zh_Hans` is not a language tag",
        "issue.yaml:4: `publication.issn: 1234-5678` has a wrong check digit",
        "issue.yaml:5: `date: 2018-02-30` is not a date",
        "issue.yaml:6: unknown key `nmuber`, did you mean `number`?",
        "issue.yaml:7: picture `cover.png` does not exist",
        "issue.yaml:10: unknown key `pages.1.secton`, did you mean `section`?",
        "issue.yaml:11: page `01` is listed twice",
        "issue.yaml:12: `a/b` can't be a page label",
        "issue.yaml:15: picture `02.png` does not exist",
        "issue.yaml:17: a region names `99-none.md`",
        "01/10-a.md:3: `kind` can't be `gossip`",
        "01/10-a.md:4: unknown key `titel`",
        "01/10-a.md:6: picture `no.png` does not exist",
        "01/10-a.md:8: picture `n.png` does not exist",
        "01/20-b.md:1: there is no front matter",
        "01/30-c.md:3: is not YAML",
        "02/10-a.md:2: `headline` is missing",
        "02/10-a.md:3: unknown key `bogus`",
        "02/10-a.md:5: picture `none.png` does not exist",
        "02/20-b.md:4: is not UTF-8 text",
        "02/30-c.md:1: the front matter does not end",
        "03: folder `03` has articles but is not listed",
        "04: links out of the issue folder",
    ]
    assert [part for part in parts if not any(line.startswith(part) for line in found)] == []


def test_each_error_is_said_once(issue_folder: Make) -> None:
    root = issue_folder(
        {
            "issue.yaml": HEAD + "pages:\n  - label: '01'\n  - label: '01'\nbogus: 1\n",
            "01/10-a.md": story("bogus: 1\n"),
        }
    )
    found = said(root)
    assert len(found) == len(set(found)) == 3


def test_a_region_of_an_article_with_errors_is_no_second_error(issue_folder: Make) -> None:
    region = "{article: 10-a.md, points: [[0, 0], [1, 0], [1, 1]]}"
    text = f"{HEAD}pages: [{{label: '01', facsimile: {{regions: [{region}]}}}}]"
    found = said(issue_folder({"issue.yaml": text, "01/10-a.md": "Text."}))
    assert found == [f"01/10-a.md:1: there is no front matter, so no headline, {FENCE}"]


def test_the_articles_are_judged_though_issue_yaml_is_broken(issue_folder: Make) -> None:
    found = said(issue_folder({"issue.yaml": "a: [", "02/10-a.md": "Text."}))
    assert [line.split(":")[0] for line in found] == ["issue.yaml", "02/10-a.md"]


@pytest.mark.parametrize("name", ["_drafts", ".trash"])
def test_a_folder_that_begins_with_a_mark_is_no_page(issue_folder: Make, name: str) -> None:
    files = {"01/10-a.md": story(), f"{name}/20-b.md": "no article yet", f"{name}/x.jpg": "x"}
    reading = read(issue_folder(files))
    assert [page.label for page in reading.issue.pages] == ["01"]
    assert not reading.findings


def test_a_hidden_folder_is_no_page_though_it_is_listed(issue_folder: Make) -> None:
    files = {"01/10-a.md": story(), ".trash/20-b.md": story()}
    listed = issue_folder({"issue.yaml": f"{HEAD}pages: [{{label: .trash}}]\n"} | files)
    assert "issue.yaml:3: `.trash` can't be a page label" in said(listed)[0]


def test_findings_of_one_file_are_sorted_by_line(issue_folder: Make) -> None:
    text = f"{HEAD}numbre: 4\ncover: none.jpg\npages:\n  - label: '01'\n    sectoin: A\nfooo: 1\n"
    lines = [line.split(":")[1] for line in said(issue_folder({"issue.yaml": text}))]
    assert lines == ["3", "4", "7", "8"]


def test_a_file_in_gbk_is_told_apart_from_other_bytes(tmp_path):
    (tmp_path / "01").mkdir()
    (tmp_path / "issue.yaml").write_text(
        "publication: {name: 灯, language: zh}\ndate: 2026-06-16\n", "utf-8"
    )
    text = "---\nheadline: 灯亮了\n---\n灯是昨晚亮的，守桥人先看见了。\n"
    (tmp_path / "01" / "10-a.md").write_bytes(text.encode("gbk"))
    with pytest.raises(InvalidSource) as refused:
        read(tmp_path)
    [finding] = refused.value.findings
    assert (finding.rule, finding.line) == ("issue-encoding", 2)
    assert finding.message == "is not UTF-8 text, but probably GBK"
