"""Fixtures of the tests of article bodies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from exporter.content import Body, PictureError, body_from_html, body_from_markdown
from exporter.model import Picture

ARTICLE = "a-01-01"


def resolve(name: str) -> Picture:
    """Find any .jpg; every other picture is missing."""
    if not name.endswith(".jpg"):
        raise PictureError("issue-picture-missing", f"`{name}` does not exist", "draw it")
    return Picture(path=Path("/issue/01", name), media_type="image/jpeg", width=40, height=30)


@pytest.fixture(scope="session")
def from_markdown() -> Callable[[str], Body]:
    return lambda text: body_from_markdown(text, ARTICLE, resolve)


@pytest.fixture(scope="session")
def from_html() -> Callable[[str], Body]:
    return lambda html: body_from_html(html, ARTICLE, resolve)


@pytest.fixture(scope="session")
def parse() -> Callable[[str], etree._Element]:
    """Parse a fragment as the XHTML document does that it will stand in."""

    def parsed(xhtml: str) -> etree._Element:
        namespaces = (
            'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        )
        root = etree.fromstring(f"<body {namespaces}>{xhtml}</body>".encode())
        for element in root.iter():
            element.tag = etree.QName(element).localname
        return root

    return parsed


@pytest.fixture(scope="session")
def text_of(parse: Callable[[str], etree._Element]) -> Callable[[str], str]:
    """Return the text content of a fragment."""
    return lambda xhtml: "".join(map(str, parse(xhtml).itertext()))
