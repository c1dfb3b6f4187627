"""exporter check."""

import json

import pytest


@pytest.fixture
def folder(issue_folder, picture):
    text = "---\nheadline: H\n---\n![](a.jpg)\n"
    return issue_folder({"01/10-a.md": text, "01/a.jpg": picture("JPEG")})


def test_a_sound_issue_has_nothing_found(run, issue_folder):
    ended = run("check", issue_folder())
    assert (ended.code, ended.out, ended.err) == (0, "", "nothing found\n")


def test_what_is_wrong_is_said_and_nothing_written(run, issue_folder, tmp_path):
    folder = issue_folder({"01/10-a.md": "---\nheadline: H\n---\n![](gone.jpg)\n"})
    ended = run("check", folder)
    assert ended.code == 3
    assert ended.err.startswith(f"error: {folder}/01/10-a.md:4: picture `gone.jpg` does not exist")
    assert list((tmp_path / "work").iterdir()) == []


def test_a_warning_is_no_failure_and_quiet_leaves_it_out(run, folder):
    ended = run("check", folder)
    assert ended.code == 0
    assert "has no alternative text" in ended.err
    assert run("check", folder, "-q").err == ""


def test_a_picture_that_is_broken_in_the_middle_is_found(run, issue_folder, picture):
    data = bytearray(picture("WEBP", (200, 200)))
    data[30:] = b"\0" * (len(data) - 30)
    text = "---\nheadline: H\nfigures: [{image: a.webp, alt: x}]\n---\n"
    ended = run("check", issue_folder({"01/10-a.md": text, "01/a.webp": bytes(data)}))
    assert ended.code == 3
    assert "broken inside" in ended.err


@pytest.mark.parametrize("alt", ["Photo", "a.webp", "IMG_0042"])
def test_words_that_describe_no_picture_are_named_as_in_the_book(run, issue_folder, picture, alt):
    text = f"---\nheadline: H\nfigures: [{{image: a.webp, alt: {alt}}}]\n---\n"
    files = {"01/10-a.md": text, "01/a.webp": picture("WEBP", (200, 200))}
    ended = run("check", issue_folder(files))
    assert f"the alternative text of picture `a.webp` is only `{alt}`" in ended.err


def test_pictures_and_drawings_without_words_are_found_by_line(run, issue_folder, picture):
    drawing = '<svg viewBox="0 0 9 9">{}<path d="M0 0h9"/></svg>'
    silent, titled = drawing.format(""), drawing.format("<title>The tide</title>")
    text = f"---\nheadline: H\n---\n{silent}\n\n{titled}\n\n{silent}\n\n![](a.webp)\n"
    ended = run(
        "check", issue_folder({"01/10-a.md": text, "01/a.webp": picture("WEBP", (200, 200))})
    )
    assert ended.err.count("10-a.md:4: a drawing in the text has no alternative text") == 1
    assert ended.err.count("10-a.md:8: a drawing in the text has no alternative text") == 1
    assert ended.err.count("10-a.md:10: picture `a.webp` has no alternative text") == 1
    assert ended.err.count("alternative text") == 3


def test_json_is_the_report(run, folder):
    ended = run("check", folder, "--json")
    (report,) = json.loads(ended.out)
    assert ended.err == ""
    assert [finding["rule"] for finding in report["findings"]] == ["issue-figure-alt"]


def test_several_issues_are_all_checked(run, folder, tmp_path):
    ended = run("check", tmp_path / "gone", folder)
    assert ended.code == 6
    assert "there is no such file or folder" in ended.err
    assert "has no alternative text" in ended.err
