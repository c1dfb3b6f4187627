"""WeasyPrint gets the pictures of the edition and nothing else."""

import pytest
import weasyprint

from exporter.edition import make_edition
from exporter.engine.fetcher import BASE, EditionFetcher
from exporter.readers import read


@pytest.fixture
def fetcher(issue_folder, picture):
    files = {"01/1.md": "---\nheadline: H\n---\n![](a.png)\n", "01/a.png": picture()}
    return EditionFetcher(make_edition(read(issue_folder(files)).issue))


def test_a_picture_of_the_edition_is_served_from_memory(fetcher, picture):
    response = fetcher.fetch(f"{BASE}images/01-a.png")
    assert response.read() == picture()
    assert response.headers["Content-Type"] == "image/png"
    assert fetcher.refused == []


@pytest.mark.parametrize(
    "address",
    [
        "https://issue.invalid/images/other.png",
        "https://issue.invalid/",
        "https://issue.invalid/images/",
        "https://issue.invalid/images/../images/01-a.png",
        "https://issue.invalid//images/01-a.png",
        "https://issue.invalid/images%2f01-a.png",
        "https://issue.invalid.example/images/01-a.png",
        "https://example.com/images/01-a.png",
        "https://user@issue.invalid/images/01-a.png",
        "https://issue.invalid:444/images/01-a.png",
        "http://issue.invalid/images/01-a.png",
        "HTTP://127.0.0.1/images/01-a.png",
        "//issue.invalid/images/01-a.png",
        "images/01-a.png",
        "/images/01-a.png",
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "file://localhost/etc/hostname",
        "ftp://127.0.0.1/a",
        "data:image/svg+xml;base64,AAAA",
        "data:text/html;base64,AAAA",
        "data:text/css,p{}",
        "jar:file:///a.jar!/b",
        "",
    ],
)
def test_any_other_address_is_refused_and_noted(fetcher, address):
    with pytest.raises(ValueError, match="not a picture of the issue"):
        fetcher.fetch(address)
    assert fetcher.refused == [address]


def test_a_picture_inside_a_drawing_is_its_own_data(fetcher):
    response = fetcher.fetch("data:image/png;base64,AAAA")
    assert (response.read(), response.content_type) == (b"\0\0\0", "image/png")


def test_a_drawing_of_a_style_sheet_is_its_own_text(fetcher):
    response = fetcher.fetch("data:image/svg+xml,<svg viewBox='0 0 1 1'>%3Cg/></svg>")
    assert (response.read(), response.content_type) == (
        b"<svg viewBox='0 0 1 1'><g/></svg>",
        "image/svg+xml",
    )


def test_a_long_address_is_cut_in_the_note(fetcher):
    with pytest.raises(ValueError, match="not a picture") as caught:
        fetcher.fetch("data:," + "x" * 100_000)
    assert len(fetcher.refused[0]) == 200
    assert len(str(caught.value)) < 200


def test_weasyprint_asks_the_fetcher_for_everything(fetcher):
    html = """
    <link rel=stylesheet href="style.css"><link rel=attachment href="file:///etc/hostname">
    <style>@import url(other.css); @font-face { font-family: F; src: url(font.woff) }
    p { background: url(file:///etc/hostname); font-family: F }</style>
    <p>Text <img src="images/01-a.png"><img src="/etc/hostname">
    <a rel=attachment href="attached.txt">a</a><object data="http://127.0.0.1:9/o"></object>
    """
    weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher).write_pdf()
    asked = set(fetcher.refused)
    assert asked >= {
        f"{BASE}style.css",
        f"{BASE}other.css",
        f"{BASE}font.woff",
        f"{BASE}etc/hostname",
        f"{BASE}attached.txt",
        "file:///etc/hostname",
        "http://127.0.0.1:9/o",
    }
