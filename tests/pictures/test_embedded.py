"""Pictures that are in their address."""

import base64
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from exporter.content.lazy import settled
from exporter.pictures.embedded import embedded, is_blank, taken_out
from exporter.pictures.files import PictureError
from exporter.readers import examine

HEAD = "publication: {name: Lamp, language: en}\ndate: 2026-06-16\npages: [{label: '01'}]\n"


def address(side: int, kind: str = "PNG", noise: bool = False) -> str:
    stream = io.BytesIO()
    image = Image.effect_noise((side, side), 90) if noise else Image.new("RGB", (side, side), "red")
    image.save(stream, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(stream.getvalue()).decode()}"


BROKEN = "data:image/png;base64,AAAA"
SVG = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'"


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "JPEG"])
def test_an_embedded_picture_is_one_like_others(kind: str) -> None:
    picture = embedded(address(24, kind))
    assert (picture.width, picture.media_type) == (24, f"image/{kind.lower()}")
    assert picture.path == embedded(address(24, kind).rstrip("=")).path


@pytest.mark.parametrize("text", [BROKEN, "data:image/png;base64,A", "data:image/png,%00"])
def test_a_broken_one_is_named(text: str) -> None:
    with pytest.raises(PictureError, match="embedded picture `data:image/png") as caught:
        embedded(text)
    assert caught.value.rule == "issue-picture-broken"


@pytest.mark.parametrize("side", [1, 2])
@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_what_keeps_a_place_is_blank(side: int, kind: str) -> None:
    assert is_blank(address(side, kind)) and settled(f'<img src="{address(side, kind)}">') == ""


@pytest.mark.parametrize("text", ["data:,", f"{SVG}/%3E"])
def test_so_is_what_draws_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [address(24), BROKEN, f"{SVG}%3E%3Crect/%3E%3C/svg%3E"])
def test_a_small_picture_stays_whether_it_is_whole_or_not(text: str) -> None:
    assert not is_blank(text) and settled(f'<img src="{text}">') == f'<img src="{text}">'


def test_a_long_one_leaves_the_text() -> None:
    html, files = taken_out(f'<p>Words <img alt="Quay" src="{address(99, noise=True)}"> more.</p>')
    found = re.fullmatch(r'<p>Words <img alt="Quay" src="([^"]+)"> more.</p>', html)
    assert found and list(files) == [found[1]] and files[found[1]].is_file()


def test_an_article_shows_the_one_and_names_the_other(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "issue.yaml").write_text(HEAD)
    body = f"Words.\n\n![Quay]({address(24)})\n\n![]({BROKEN})\n"
    (tmp_path / "01/10-a.md").write_text(f"---\nheadline: A\n---\n{body}")
    found = [each for each in examine(tmp_path).findings if each.line]
    assert [(each.rule, each.line) for each in found] == [("issue-picture-broken", 8)]


def test_a_page_with_a_photograph_in_it_keeps_the_words_after_it(tmp_path: Path) -> None:
    photo = address(1300, noise=True)
    assert len(photo) > 2_000_000
    source = tmp_path / "feed.json"
    item = {"id": "1", "title": "A", "date_published": "2026-06-16T10:00:00Z"}
    item["content_html"] = f'<p>Words.</p><img alt="" src="{photo}"><p>Last.</p>'
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lamp", "items": [item]}
    source.write_text(json.dumps(feed))
    reading = examine(source)
    assert reading.issue
    (article,) = reading.issue.pages[0].articles
    assert "Last." in article.body and len(article.figures) == 1
