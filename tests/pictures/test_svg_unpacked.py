"""Drawings that are compressed or in UTF-16, as programs save them."""

import gzip
from pathlib import Path

import pytest

from exporter.pictures import svg
from exporter.pictures.files import PictureError, measure
from exporter.pictures.svg.parse import MAX_BYTES
from exporter.pictures.svg.unpacked import unpacked

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><title>渡口 quay</title>'
    '<rect width="40" height="30" fill="red"/><text x="2" y="9">渡口</text></svg>'
)
DECLARED = f'<?xml version="1.0" encoding="UTF-16" standalone="no"?>\n{DRAWING}'
FORMS = {
    "gzip": gzip.compress(DRAWING.encode()),
    "gzip of UTF-16": gzip.compress(DECLARED.encode("utf-16")),
    "UTF-16 with a mark": DECLARED.encode("utf-16"),
    "UTF-16, big end first": DECLARED.encode("utf-16-be"),
    "UTF-16 without a declaration": DRAWING.encode("utf-16-le"),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS.keys())
def test_each_form_is_the_same_drawing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.svgz"
    path.write_bytes(data)
    picture = measure(path)
    assert (picture.media_type, picture.width, picture.height) == ("image/svg+xml", 40, 30)
    assert svg.clean(data).data == svg.clean(DRAWING.encode()).data


def test_plain_ones_are_as_they_were() -> None:
    for data in (DRAWING.encode(), b"\xef\xbb\xbf" + DRAWING.encode(), b"", b"<"):
        assert unpacked(data, 100) == data


def test_a_compressed_one_is_not_unpacked_beyond_the_limit() -> None:
    bomb = gzip.compress(b"<svg>" + b" " * 50_000_000)
    assert len(unpacked(bomb, MAX_BYTES)) == MAX_BYTES + 1
    with pytest.raises(svg.BadSvg, match="more than 4 MB"):
        svg.size(bomb)


def test_a_compressed_one_that_is_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.svgz"
    path.write_bytes(FORMS["gzip"][:-30])
    with pytest.raises(PictureError) as caught:
        measure(path)
    assert caught.value.rule == "issue-picture-broken"
