"""What a user is told of a PDF: characters and fonts that are missing, pictures that fail."""

import logging
from pathlib import Path

import pytest

from exporter import Options, build, fonts, read
from exporter.edition import make_edition
from exporter.engine.messages import log_findings
from exporter.errors import InvalidSource
from exporter.findings import Finding, Place
from exporter.writers.pdf.source_pictures import with_files


@pytest.fixture
def findings(issue_folder, tmp_path):
    def make(files=None):
        return build(issue_folder(files), [tmp_path / "a.pdf"], Options(layout="flow")).findings

    return make


def article(text="Text.", headline="H"):
    return {"01/10-a.md": f"---\nheadline: {headline}\n---\n{text}\n"}


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\U0010abcd", "U+10ABCD a character without a name"),
        ("\u0378", "U+0378 a character without a name"),
        ("\U000f1234", "U+F1234 a character without a name"),
        ("\U00014400", "U+14400 ANATOLIAN HIEROGLYPH A001"),
    ],
)
def test_a_character_that_no_font_has_is_named(findings, character, shown):
    (finding,) = findings(article(f"Before {character} after."))
    assert (finding.rule, str(finding.severity)) == ("pdf-glyph-missing", "warning")
    assert shown in finding.message


def test_a_missing_character_is_reported_once_in_an_issue(findings):
    other = article("\U0010abcd", "Another")["01/10-a.md"]
    assert len(findings(article("\U0010abcd \U0010abcd") | {"01/20-b.md": other})) == 1


@pytest.mark.parametrize(
    "files",
    [
        article("A \U0010abcd."),
        article(headline="A \U0010abcd"),
        article("[x](https://a.example '\U0010abcd') \U0010abcd"),
    ],
)
def test_a_missing_character_is_reported_with_the_article_that_has_it(findings, files):
    (finding,) = findings(files)
    assert finding.path.name == "10-a.md"


@pytest.mark.parametrize("field", ["name", "publisher", "tagline"])
def test_a_missing_character_in_issue_yaml_is_reported_too(findings, field):
    publication = {"name": "N", "language": "en", field: '"a \\U0010abcd"'}
    lines = "".join(f"  {key}: {value}\n" for key, value in publication.items())
    found = findings({"issue.yaml": f"publication:\n{lines}date: 2026-06-16\n"})
    assert [finding.rule for finding in found] == ["pdf-glyph-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "Plain — “text”, café, 中文，日本語、한국어",
        "&nbsp;soft&shy;hyphen&zwj;joined&zwnj;not",
        "\u2060word\u200bjoiner\ufeff\u2009thin\u3000wide",
        "direction\u200e\u200f\u202a\u202c\u2066\u2069",
        "variation 葛\U000e0100 and ☺\ufe0e",
        "1\u2028 2\u2029 3",
    ],
)
def test_characters_that_are_shown_or_have_no_shape_are_not_reported(findings, text):
    assert findings(article(text)) == ()


def test_a_family_that_is_missing_is_named(findings, monkeypatch):
    monkeypatch.setattr(fonts, "has", lambda family: "Serif" not in family)
    issue = "publication: {name: 报, language: zh-Hant}\ndate: 2026-06-16\n"
    (finding,) = findings({"issue.yaml": issue})
    assert (finding.rule, str(finding.severity)) == ("pdf-font-missing", "warning")
    assert "Noto Serif CJK TC" in finding.message
    assert "apt-get install" in finding.advice


def test_a_picture_that_cannot_be_decoded_is_named(findings, picture):
    data = bytearray(picture("WEBP", (200, 200)))
    data[30:] = b"\0" * (len(data) - 30)
    with pytest.raises(InvalidSource, match=r"`broken.webp` can't be read as a picture"):
        findings({**article("![](broken.webp)"), "01/broken.webp": bytes(data)})


def test_a_sound_issue_has_no_findings(findings, picture):
    assert findings({**article("![](a.png)"), "01/a.png": picture()}) == ()


@pytest.fixture
def pictured(issue_folder, picture):
    """An edition with two pictures of one size and one of another, and a drawing."""
    sizes = {"one.png": (30, 20), "two.jpg": (30, 20), "other.png": (40, 20)}
    lines = "".join(f"  - {{image: {name}, alt: A}}\n" for name in (*sizes, "map.svg"))
    files = {
        f"01/{name}": picture("JPEG" if name.endswith("jpg") else "PNG", size)
        for name, size in sizes.items()
    }
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
    story = f"---\nheadline: H\nfigures:\n{lines}---\nText.\n"
    folder = issue_folder(files | {"01/10-a.md": story, "01/map.svg": drawing})
    return make_edition(read(folder).issue)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("picture of 40 × 20 px", "picture of 40 × 20 px (`01/other.png`)"),
        ("picture of 30 × 20 px", "picture of 30 × 20 px"),  # two have so many
        ("picture of 5 × 5 px", "picture of 5 × 5 px"),
        ("picture of 9 × 9 px", "picture of 9 × 9 px"),  # as wide and high as the drawing
        ("“picture of”", "“picture of”"),
    ],
)
def test_a_picture_is_named_by_its_file(pictured, told, named):
    finding = Finding("pdf-image-dpi", Path("a.pdf"), 0, "coarse", place=Place(1, object=told))
    [found] = with_files([finding], pictured)
    assert found.place.object == named


@pytest.mark.parametrize(
    ("logged", "told"),
    [
        ("Failed to load image at 'exporter:{}': no rest", "can't be set as a PDF (no rest)"),
        ("Failed to render SVG image exporter:{}", "can't be drawn"),
    ],
)
def test_a_drawing_that_fails_is_named_by_its_file(pictured, logged, told):
    [name] = (each for each in pictured.resources if each.endswith(".svg"))
    record = logging.LogRecord("w", logging.ERROR, "", 0, logged.format(name), (), None)
    [found] = log_findings(pictured, [record])
    assert (found.path.name, found.message) == ("map.svg", told)


def test_a_picture_within_a_drawing_that_fails_has_no_address(pictured):
    text = "Failed to load image at 'data:image/png;base64,AAAA': broken"
    record = logging.LogRecord("w", logging.ERROR, "", 0, text, (), None)
    [found] = log_findings(pictured, [record])
    assert found.message == "a picture within a drawing can't be set as a PDF (broken)"
