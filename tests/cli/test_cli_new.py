"""exporter new."""

import re
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from documents import docx, image, p

from exporter import read
from exporter.cli import new
from exporter.messages import translated


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_new_folder_can_be_built_at_once(run, language):
    ended = run("new", "made", "--language", language)
    assert (ended.code, ended.out) == (0, "made\n")
    assert "exporter build made" in ended.err
    assert run("build", "made", "-o", "a.epub").code == 0


def test_a_folder_with_something_in_it_is_left_alone(run, issue_folder):
    ended = run("new", issue_folder())
    assert (ended.code, ended.out) == (5, "")
    assert "not empty" in ended.err


def test_what_is_no_language_is_refused(run):
    ended = run("new", "made", "--language", "Chinese!")
    assert ended.code == 2
    assert "is not a language tag" in ended.err


def test_a_new_folder_has_the_pages_and_the_name_asked_for(run, tmp_path):
    assert (
        run("new", "made", "--publication", "灯: 报", "--language", "zh-Hans", "--pages", "3").code
        == 0
    )
    issue = read("made").issue
    assert issue.publication.name == "灯: 报"
    assert [page.label for page in issue.pages] == ["01", "02", "03"]
    assert len(issue.articles) == 3


def test_without_a_folder_and_a_terminal_it_asks_for_a_folder(run):
    ended = run("new")
    assert ended.code == 2
    assert "no folder to make" in ended.err


AFTER = """publication: {name: 灯报, language: zh-Hans}
date: 2026-06-16
number: 407
total_number: 1407
revision: 2
corrections: The date of the ferry.
description: The ferry stays.
previous: {date: 2026-06-09, number: 406}
pages:
  - {label: "01", section: 头版, editor: 林晚, advertisements: [{width_mm: 60, height_mm: 40}]}
  - {label: "02"}
"""


@pytest.mark.parametrize("kept", [True, False])
def test_the_next_issue_has_the_pages_of_the_one_before(run, tmp_path, kept):
    for name in ("01", "02"):
        (tmp_path / "a" / name).mkdir(parents=True)
        (tmp_path / "a" / name / "10-a.md").write_text("---\nheadline: 灯\n---\n亮。\n", "utf-8")
    (tmp_path / "a" / "issue.yaml").write_text(AFTER, "utf-8")
    ended = run("new", "b", "--after", tmp_path / "a", *[] if kept else ["--no-advertisements"])
    assert (ended.code, ended.out) == (0, "b\n")
    (Path("b") / "02" / "10-a.md").write_text("---\nheadline: 灯\n---\n亮。\n", "utf-8")
    issue = read("b").issue
    assert (issue.date, issue.number, issue.total_number) == (date(2026, 6, 23), "408", "1408")
    assert (issue.revision, issue.previous.number) == (1, "407")
    assert (issue.corrections, issue.description) == ((), "")
    assert [(page.label, page.section, page.editor) for page in issue.pages] == [
        ("01", "头版", "林晚"),
        ("02", "", ""),
    ]
    assert len(issue.pages[0].advertisements) == kept
    assert [article.title for article in issue.articles] == ["灯"]


def test_a_pile_of_documents_becomes_an_issue_folder(run, tmp_path):
    docx(tmp_path / "pile" / "A01 灯.docx", [p("灯亮了"), p("灯是昨晚亮的。"), p(inner=image())])
    ended = run("new", "made", "--from", tmp_path / "pile", "--publication", "灯报")
    assert (ended.code, ended.out) == (0, "made\n")
    assert f"the issue is dated today, {date.today()}; --date" in ended.err
    issue = read("made").issue
    assert (issue.date, issue.publication.name) == (date.today(), "灯报")
    assert [(page.label, len(page.articles)) for page in issue.pages] == [("A01", 1)]
    assert len(issue.articles[0].figures) == 1


def test_a_folder_named_by_a_date_is_dated_by_it(run, tmp_path):
    for name in ("2026-06-16", "2026-02-30"):  # no day of that name
        assert run("new", tmp_path / name).code == 0
    assert run("new", tmp_path / "2026-06-30", "--after", tmp_path / "2026-06-16").code == 0
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text("# One\n\nText.\n", encoding="utf-8")
    ended = run("new", tmp_path / "2026-07-14", "--from", tmp_path / "texts")
    assert (ended.code, "today" in ended.err) == (0, False)
    assert run("new", tmp_path / "2026-07-21", "--date", "2026-07-22").code == 0
    dated = {path.parent.name: path.read_text("utf-8") for path in tmp_path.glob("*/issue.yaml")}
    found = {name: re.search(r"^date: '?([0-9-]+)", text, re.M)[1] for name, text in dated.items()}
    assert found.pop("2026-02-30") == date.today().isoformat()
    assert found.pop("2026-07-21") == "2026-07-22"
    assert all(name == day for name, day in found.items())


def test_it_asks_in_the_users_language_and_again_after_what_can_not_be_used(
    monkeypatch, tmp_path, capsys
):
    class Terminal(StringIO):
        def isatty(self):
            return True

    (tmp_path / "full" / "x").mkdir(parents=True)
    answers = ["渡口报", "中文", "zh-Hans", "四", "0", "2", str(tmp_path / "full"), "next"]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))
    monkeypatch.setattr(new, "translated", partial(translated, language="zh-Hans"))
    assert new._asked("", "", 1) == (Path("next"), "渡口报", "zh-Hans", 2)
    said = capsys.readouterr().err
    for words in ("报刊名称", "`中文` 不是语言代码", "请写整数", "0 版", "文件夹", "full"):
        assert words in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--after", "x", "--pages", "4"), "--pages and --after: use one of them"),
        (("--after", "x", "--from", "y"), "--from and --after: use one of them"),
        (("--no-advertisements",), "--no-advertisements is only for --after"),
        (("--style", "--from", "y"), "--from and --style: use one of them"),
        (("--style", "--after", "x"), "--after and --style: use one of them"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(run, tmp_path, options, message):
    ended = run("new", str(tmp_path / "next"), *options)
    assert ended.code == 2 and message in ended.err


SHARED = "name: 青沙周报\nlanguage: zh-Hans\nstyle: look\nmasthead: name.png\n"


@pytest.fixture
def newspaper(tmp_path, picture):
    """A publication with a style and a masthead of its own."""
    (tmp_path / "weekly" / "look").mkdir(parents=True)
    (tmp_path / "weekly" / "look" / "style.yaml").write_text("extends: newspaper\n")
    (tmp_path / "weekly" / "publication.yaml").write_text(SHARED, encoding="utf-8")
    (tmp_path / "weekly" / "name.png").write_bytes(picture())
    return tmp_path / "weekly"


def judge_inherits(folder: Path) -> None:
    """Check that an issue repeats nothing of its publication, and has it all."""
    issue = read(folder).issue
    assert issue and issue.style and issue.masthead
    assert (issue.publication.name, issue.publication.language) == ("青沙周报", "zh-Hans")
    assert "publication:" not in (folder / "issue.yaml").read_text(encoding="utf-8")
    assert not (folder / "style").exists()


def test_new_issues_of_a_publication_inherit_from_it(run, newspaper, tmp_path):
    (tmp_path / "word" / "01").mkdir(parents=True)
    (tmp_path / "word" / "01" / "a.md").write_text("# 渡船\n\n文字。\n", encoding="utf-8")
    first, second, third = (newspaper / f"2026-06-{day}" for day in ("02", "09", "16"))
    ended = run("new", first, "--from", tmp_path / "word")
    assert (ended.code, "names no publication" in ended.err) == (0, False)
    assert run("new", second, "--after", first).code == 0
    (second / "01" / "10-a.md").write_text("---\nheadline: 灯\n---\n亮。\n", "utf-8")
    assert run("new", third).code == 0
    for folder in (first, second, third):
        judge_inherits(folder)


def test_each_finding_is_listed(run, tmp_path, picture):
    """There is no --json that could list the rest."""
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.md").write_text("# One\n\nText.\n", encoding="utf-8")
    for number in range(9):
        (tmp_path / "pile" / f"x{number}.png").write_bytes(picture(size=(40, 30 + number)))
    (tmp_path / "pile" / "b.md").write_text("# Two\n\nText.\n", encoding="utf-8")
    ended = run("new", "made", "--from", tmp_path / "pile")
    assert "--json" not in ended.err
    assert [number for number in range(9) if f"x{number}.png" not in ended.err] == []
