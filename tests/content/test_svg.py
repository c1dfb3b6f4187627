"""SVG: what may stand in it, how large it is, how far it may unfold, what its style comes to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from exporter import api, limits
from exporter.pictures import drawings, svg
from exporter.pictures.files import measure
from exporter.pictures.svg import described
from exporter.pictures.svg import text_boxes as words

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str = "", attributes: str = 'viewBox="0 0 40 30"') -> bytes:
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


def cleaned(inside: str) -> etree._Element:
    return etree.fromstring(svg.clean(drawing(inside)).data)


def attribute(inside: str, name: str, element: str = "rect") -> str | None:
    return cleaned(inside).find(f".//{{*}}{element}").get(name)


def lost(inside: str) -> dict[str, str]:
    return {each.element: each.words for each in svg.clean(drawing(inside)).dropped}


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>@import url(https://e.example/)</style>",
        "<style>rect{fill:url(https://e.example/#a)}</style><rect/>",
        "<style>@font-face{font-family:a;src:url(https://e.example/)}</style>",
        '<rect onclick="alert(1)"/>',
        '<a href="https://e.example/"><rect/></a>',
        '<image href="https://e.example/a.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://127.0.0.1/"/>',
        '<use href="https://e.example/#a"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect fill="url(https://e.example/#a)"/>',
        '<rect style="background: url(file:///etc/passwd)"/>',
        '<rect style="x: \\75rl(https://e.example)"/>',
        '<rect style="fill: var(--a, url(https://e.example/))"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<font-face><font-face-src><font-face-uri href='https://e.example'/></font-face-src>"
        "</font-face>",
        '<g xml:base="https://e.example/"/>',
        '<foreignObject><div style="color: rgb(url(https://e.example))">x</div></foreignObject>',
        '<switch><foreignObject><p onclick="alert(1)">x</p></foreignObject></switch>',
    ],
)
def test_nothing_that_runs_or_leads_out_is_left(inside):
    clean = svg.clean(drawing(inside)).data.lower()
    for danger in (b"script", b"e.example", b"file:", b"127.0.0.1", b"onclick", b"<style"):
        assert danger not in clean
    for danger in (b"foreignobject", b"other.svg", b"svg+xml;", b"xml:base", b"\\"):
        assert danger not in clean


@pytest.mark.parametrize(
    ("inside", "element", "words"),
    [
        ("<script>alert(1)</script>", "script", ""),
        ('<rect onload="go()"/>', "script", "onload"),
        ('<a href="https://e.example/"><rect/></a>', "a", "https://e.example/"),
        ('<use href="b.svg#a"/>', "use", "b.svg#a"),
        ("<animate/>", "animation", "animate"),
        ("<style>@import 'a.css'; rect:nth-child( {}</style>", "@import", '"a.css"'),
        ("<style>@font-face{font-family:Mine}</style>", "@font-face", "Mine"),
        ("<video>Three films</video>", "video", "Three films"),
    ],
)
def test_what_a_drawing_loses_is_told(inside, element, words):
    assert lost(inside)[element] == words


def test_a_link_in_a_text_is_told_once():
    dropped = svg.clean(drawing('<text><a href="https://e.example/">Quay</a></text>')).dropped
    assert [(each.element, each.words) for each in dropped] == [("a", "https://e.example/")]


@pytest.mark.parametrize("inside", ["<metadata>x</metadata>", "<title>Chart</title>", "<!-- x -->"])
def test_what_shows_nothing_goes_without_a_word(inside):
    assert not lost(inside)


def test_a_style_sheet_beside_the_drawing_is_told():
    data = b'<?xml-stylesheet href="look.css"?>' + drawing()
    assert [each.words for each in svg.clean(data).dropped] == ["look.css"]


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" fill="url(#g)"/>',
        "<text>文字</text>",
        '<use href="#a"/>',
        '<linearGradient id="g"><stop offset="0"/></linearGradient>',
    ],
)
def test_what_draws_is_kept(inside):
    assert inside.encode() in svg.clean(drawing(inside)).data


@pytest.mark.parametrize(
    ("inside", "fill"),
    [
        ('<style>.a{fill:#123456}</style><rect class="a"/>', "#123456"),
        ('<style>.a{fill:#111}</style><rect class="b a" fill="#222"/>', "#111"),
        ('<style>rect{fill:#111} #r{fill:#222}</style><rect id="r"/>', "#222"),
        ("<style>#r{fill:#222} rect{fill:#111}</style><rect id='r'/>", "#222"),
        ("<style>rect{fill:#111}</style><rect style='fill:#222'/>", "#222"),
        ("<style>rect{fill:#111!important}</style><rect style='fill:#222'/>", "#111"),
        ("<style>g>rect{fill:#111}</style><g><rect/></g>", "#111"),
        ("<style><![CDATA[.a{fill:#111}]]></style><rect class='a'/>", "#111"),
        ("<defs><style>rect{fill:#111}</style></defs><rect/>", "#111"),
        ("<rect/><style>rect{fill:#111}</style>", "#111"),
        ("<style>@media print{rect{fill:#111}}</style><rect/>", "#111"),
        ("<style>@media (prefers-color-scheme:dark){rect{fill:#111}}</style><rect/>", None),
        ("<style>rect:hover{fill:#111}</style><rect/>", None),
        ("<style>svg{--c:#111} rect{fill:var(--c)}</style><rect/>", "#111"),
        ("<style>rect{fill:var(--c,#222)}</style><rect/>", "#222"),
        ("<rect fill='light-dark(#111, #eee)'/>", "#111"),
        ("<style>rect{fill:#111;behaviour:x;-moz-x:1}</style><rect/>", "#111"),
    ],
)
def test_style_sheets_become_attributes(inside, fill):
    assert attribute(inside, "fill") == fill


def test_shorthands_and_units_become_what_attributes_take():
    text = "<style>text{font:italic bold 12px 'A B',serif;transform:rotate(90deg)}</style><text/>"
    found = cleaned(text).find("{*}text").attrib
    assert found["font-size"] == "12px"
    assert found["font-family"] == '"A B",serif'
    assert found["font-weight"] == "bold" and found["font-style"] == "italic"
    assert found["transform"] == "rotate(90)"
    assert (
        attribute("<style>path{marker:url(#m)}</style><path/>", "marker-end", "path") == "url(#m)"
    )


def test_rules_that_only_style_knows_stay_there():
    assert attribute("<rect style='mix-blend-mode:multiply;fill:#111'/>", "style") == (
        "mix-blend-mode:multiply"
    )


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<a href='https://e.example/'><text>Port</text></a>", "Port"),
        ("<text>To <a href='https://e.example/'>the port</a> road</text>", "To the port road"),
        ("<switch><text systemLanguage='fr'>Quai</text><text>Quay</text></switch>", "Quay"),
        ("<switch><text requiredExtensions='x'>No</text><g><text>Yes</text></g></switch>", "Yes"),
        ("<foreignObject width='99'><p xmlns='h'>In a <b>box</b></p></foreignObject>", "In a box"),
        ("<flowRoot><flowPara>Flowed</flowPara></flowRoot>", "Flowed"),
        (
            "<switch><foreignObject width='99'><p xmlns='h'>All of the label</p></foreignObject>"
            "<text x='9' y='9'>All of…</text></switch>",
            "All of the label",
        ),
        (
            "<switch><g requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'/>"
            "<text>Your reader shows no text</text></switch>",
            "",
        ),
    ],
)
def test_the_words_of_a_drawing_are_its_readers(inside, shown):
    assert "".join("".join(cleaned(inside).itertext()).split()) == shown.replace(" ", "")


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<title> The\ntide </title><text>10 am</text>", "The tide"),
        ("<desc>Low at ten</desc>", "Low at ten"),
        ("<text>10 am</text><text>4 pm</text>", "10 am, 4 pm"),
        ("<rect/>", ""),
        ("<switch><text systemLanguage='fr'>Quai</text><text>Quay</text></switch>", "Quay"),
        ("<switch><g><text>Yes</text></g><g><text>No</text></g></switch><text>A</text>", "Yes, A"),
        (
            "<switch><foreignObject><p xmlns='h'>All</p></foreignObject><text>A…</text></switch>",
            "All",
        ),
    ],
)
def test_what_a_drawing_says_of_itself_is_what_it_shows(inside: str, said: str) -> None:
    assert described.words(svg.parse(drawing(inside))) == said


def test_the_title_of_a_drawing_describes_its_picture(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(drawing("<title>The tide</title><text>10 am</text>"))
    assert measure(tmp_path / "a.svg").words.alt == "The tide"


def test_words_of_a_box_stand_where_its_program_put_them():
    label = "<switch><foreignObject width='100%' height='100%'><div xmlns='h'>One</div>"
    text = cleaned(f"{label}</foreignObject><text x='7' y='9'>O…</text></switch>").find(
        ".//{*}text"
    )
    assert (text[0].get("x"), text[0].get("y")) == ("7", "9")
    centred = "<foreignObject x='10' width='20' height='30'><p xmlns='h' align='center'>a</p>"
    text = cleaned(f"{centred}</foreignObject>").find(".//{*}text")
    assert (text.get("text-anchor"), text[0].get("x")) == ("middle", "20")


def test_long_words_of_a_box_are_broken_within_it():
    box = words.Box(["渡口的水位今天早上又涨了三厘米"], 0, 0, 80, 90, {"font-size": "10px"})
    assert box.wrapped() == ["渡口的水位今天早", "上又涨了三厘米"]
    box = words.Box(["the keeper winds the rope"], 0, 0, 80, 90, {"font-size": "10px"})
    assert box.wrapped() == ["the keeper", "winds the rope"]
    assert len(words.Box(["a b"] * 2, 0, 0, 1, 1).wrapped()) == 2


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('width="80" height="60" viewBox="0 0 40 30"', (80, 60)),
        ('width="80" viewBox="0 0 40 30"', (80, 60)),
        ('height="60px" viewBox="0 0 40 30"', (80, 60)),
        ('width="1in" height="2in"', (96, 192)),
        ('width="100%" height="100%" viewBox="0 0 40 30"', (40, 30)),
        ('width="1e9" height="1e9"', (20_000, 20_000)),
        ('width="-1" height="x"', (1, 150)),
        ('width="30.." height="1e999"', (300, 20_000)),
        ('viewBox="0 0 30.. 1e400"', (300, 150)),
        ('viewBox="0 0 1e300 1e300"', (300, 150)),
        ('viewBox="-5,-5,40,30"', (40, 30)),
        ("", (300, 150)),
    ],
)
def test_the_size_is_that_of_css(attributes, size):
    assert svg.size(drawing(attributes=attributes)) == size


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_size_is_one_or_is_refused(width, box):
    root = etree.Element("{http://www.w3.org/2000/svg}svg")
    try:
        root.set("width", width)
        root.set("viewBox", box)
    except ValueError:  # what XML can't hold
        return
    assert all(0 < side <= 20_000 for side in svg.size(etree.tostring(root)))


def test_a_drawing_without_a_view_box_gets_one():
    clean = svg.clean(drawing(attributes='width="40" height="30"')).data
    assert b'viewBox="0 0 40 30"' in clean


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0 0 30.. 40", "0 0 30 40"),
        ("0,0 ,30,40", "0,0 ,30,40"),
        ("0-5 30 40", "0-5 30 40"),
        ("0 0 30 x", None),
    ],
)
def test_a_view_box_is_written_as_it_is_read(written, kept):
    inner = cleaned(f'<svg viewBox="{written}"><rect/></svg>').find("{*}svg")
    assert inner.get("viewBox") == kept


def test_plain_entities_are_put_in_their_places():
    data = drawing("<text>&who;</text>").replace(
        b"<svg", b'<!DOCTYPE svg [<!ENTITY who "Li">]><svg', 1
    )
    assert b"Li" in svg.clean(data).data


BOMB = "".join(
    f'<g id="n{level}">' + f'<use href="#n{level - 1}"/>' * 10 + "</g>" for level in range(1, 10)
)


def nested(element: str, reference: str) -> str:
    """Return elements that each draw the next one many times."""
    parts = f'<path d="M0 0 1 1 2 2 3 3" {reference}="url(#n{{}})"/>' * 6
    return "".join(
        f'<{element} id="n{level}">{parts.format(*[level + 1] * 6)}</{element}>'
        for level in range(12)
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg", "well-formed"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "is not SVG"),
        (b"<svg/>", "is not SVG"),
        (b"<!DOCTYPE svg [<!ENTITY a '&b;'>]>" + drawing("&a;"), "entities"),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///x'>]>" + drawing("&a;"), "entities"),
        (drawing("<g/>" * 20_001), "elements"),
        (drawing("<g>" * 120 + "</g>" * 120), "deep"),
        (drawing(f'<rect id="n0"/>{BOMB}'), "expands"),
        (drawing('<g id="a"><use href="#a"/></g>'), "expands"),
        (drawing(nested("mask", "mask")), "expands"),
        (drawing(nested("clipPath", "clip-path")), "expands"),
        (drawing(nested("pattern", "fill")), "expands"),
        (drawing(nested("marker", "marker-mid")), "expands"),
        (drawing(f"<desc>{'x' * 4_000_000}</desc>"), "MB"),
    ],
)
def test_a_bad_drawing_is_refused_with_the_reason(data, why):
    with pytest.raises(svg.BadSvg, match=why):
        svg.size(data)


def test_a_selector_without_end_is_refused():
    with pytest.raises(svg.BadSvg, match="selector"):
        svg.clean(drawing(f"<style>{'g ' * 40}rect{{fill:red}}</style>"))


def test_what_a_drawing_in_a_text_loses_is_named_by_the_articles_file(issue_folder):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><audio>beep</audio></svg>'
    folder = issue_folder({"01/10-a.md": f"---\nheadline: A\n---\nText.\n\n{drawing}\n"})
    found = [each for each in api.read(folder).findings if each.rule == "issue-dropped-element"]
    assert found
    # The line in the drawing is not the article's.
    assert {each.line for each in found if each.message.startswith("the drawing")} == {0}
    assert {each.path.name for each in found} == {"10-a.md"}


def test_a_drawing_in_a_text_shows_the_pictures_beside_the_text(issue_folder):
    """One that is not there is named with the line of the article, and the folder to put it in."""
    shapes = '<image href="quay.png" width="9" height="9"/><image xlink:href="gone.png?a=1&amp;b"/>'
    drawing = f'<svg viewBox="0 0 9 9"><rect width="9" height="9"/>{shapes}</svg>'
    folder = issue_folder({"01/10-a.md": f"---\nheadline: A\n---\nText.\n\n{drawing}\n"})
    Image.new("RGB", (3, 3), "red").save(folder / "01" / "quay.png")
    reading = api.read(folder)
    (figure,) = reading.issue.articles[0].figures
    shown = drawings.drawing(figure.picture, drawings.Setting(folder))
    assert shown.data.count(b"<image") == shown.data.count(b"data:image/png;base64,") == 1
    assert shown.dropped == ()
    (finding,) = reading.findings
    assert (finding.rule, finding.path.name, finding.line) == (
        "issue-dropped-element",
        "10-a.md",
        6,
    )
    assert "picture `gone.png?a=1&b` does not exist" in finding.message
    assert finding.advice == "put the file in 01/ and write only its name"


def test_a_drawing_in_an_address_is_told_to_hold_its_pictures(issue_folder):
    """The folder that it is written to is nobody's."""
    address = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 9"
    picture = f'<img alt="x" src="{address}%22%3E%3Cimage href=%22a.png%22/%3E%3C/svg%3E">'
    folder = issue_folder({"01/10-a.md": f"---\nheadline: A\n---\n{picture}\n"})
    (finding,) = api.read(folder).findings
    assert "the drawing loses its <image>: picture `a.png`" in finding.message
    assert finding.advice == "keep all in one file"


def test_a_drawing_names_its_picture_that_is_too_large(issue_folder, monkeypatch):
    """By the file that people know, the line and the limit."""
    shape = drawing('\n<image href="wide.png"/>')
    folder = issue_folder(
        {"01/10-a.md": "---\nheadline: A\n---\n![chart](a.svg)\n", "01/a.svg": shape.decode()}
    )
    Image.new("RGB", (300, 100)).save(folder / "01" / "wide.png")
    monkeypatch.setattr(limits, "PICTURE_BYTES", 1000)
    monkeypatch.chdir(folder.parent)
    (finding,) = [
        each for each in api.check(Path(folder.name)) if each.rule == "issue-dropped-element"
    ]
    assert (finding.path, finding.line) == (Path(folder.name, "01", "a.svg"), 2)
    assert "picture `wide.png` has 300 × 100 pixels" in finding.message
    assert "save it smaller" in finding.advice
