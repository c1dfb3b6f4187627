"""SVG: what may stand in it, how large it is, how far it may unfold."""

import pytest

from exporter.pictures import svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str = "", attributes: str = 'viewBox="0 0 40 30"') -> bytes:
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>@import url(https://e.example/)</style>",
        "<foreignObject><p>x</p></foreignObject>",
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
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<font-face><font-face-src><font-face-uri href='https://e.example'/></font-face-src>"
        "</font-face>",
        '<g xml:base="https://e.example/"/>',
    ],
)
def test_nothing_that_runs_or_leads_out_is_left(inside):
    clean = svg.sanitize(drawing(inside)).lower()
    for danger in (b"script", b"e.example", b"file:", b"127.0.0.1", b"onclick", b"<style"):
        assert danger not in clean
    for danger in (b"foreignobject", b"other.svg", b"svg+xml;", b"xml:base", b"\\"):
        assert danger not in clean


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" fill="url(#g)"/>',
        "<text>文字</text>",
        '<use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<linearGradient id="g"><stop offset="0"/></linearGradient>',
    ],
)
def test_what_draws_is_kept(inside):
    assert inside.encode() in svg.sanitize(drawing(inside))


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
        ('width="-1" height="x"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_the_size_is_that_of_css(attributes, size):
    assert svg.size(drawing(attributes=attributes)) == size


def test_a_drawing_without_a_view_box_gets_one():
    assert b'viewBox="0 0 40 30"' in svg.sanitize(drawing(attributes='width="40" height="30"'))


BOMB = "".join(
    f'<g id="n{level}">' + f'<use href="#n{level - 1}"/>' * 10 + "</g>" for level in range(1, 10)
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg", "well-formed"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "is not SVG"),
        (b"<svg/>", "is not SVG"),
        (b"<!DOCTYPE svg [<!ENTITY a 'x'>]>" + drawing("&a;"), "entities"),
        (drawing("<g/>" * 20_001), "elements"),
        (drawing(f'<rect id="n0"/>{BOMB}'), "unfolds"),
        (drawing('<g id="a"><use href="#a"/></g>'), "unfolds"),
        (drawing(f"<desc>{'x' * 4_000_000}</desc>"), "MB"),
    ],
)
def test_a_bad_drawing_is_refused_with_the_reason(data, why):
    with pytest.raises(svg.BadSvg, match=why):
        svg.size(data)
