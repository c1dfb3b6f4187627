"""Pictures of painted pages are encoded once, for the largest size: the same PDF."""

import base64
import io

import pytest
import weasyprint
from PIL import Image
from weasyprint.images import RasterImage

from exporter.edition.style.css import BASE
from exporter.engine import transfer
from exporter.engine.font_configuration import font_configuration, new_font_configuration
from exporter.engine.patched import engine, late_pictures
from exporter.engine.patched.late_pictures import identity
from exporter.engine.patched.painted import Elements, PaintedPage
from exporter.engine.transfer import dumps, loads
from exporter.kept import Entries, using
from exporter.profiles import find_profile

SIZES = "@page { size: 200px 100px } img { display: block; width: 20px } .large { width: 40px }"


def address(kind, mode):
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert(mode).save(stream, kind)
    return f"data:image/{kind};base64,{base64.b64encode(stream.getvalue()).decode()}"


@pytest.fixture
def encoded(monkeypatch):
    """The sizes that pictures were encoded for."""
    found = []
    encode = RasterImage.get_x_object

    def watch(self, interpolate, ratio):
        found.append(ratio)
        return encode(self, interpolate, ratio)

    monkeypatch.setattr(RasterImage, "get_x_object", watch)
    return found


def written(address, late):
    """Return the PDF of three pages that show a picture, painted here and written elsewhere."""
    html = f'<style>{SIZES}</style><img src="{address}">' + "<p>words" * 9
    html += f'<img class=large src="{address}">' + "<p>words" * 9 + f'<img src="{address}">'
    fonts, elements = font_configuration(), Elements()
    with engine(lean=True):
        document = weasyprint.HTML(string=html).render(font_config=fonts, dpi=30)
        made = [PaintedPage(page, fonts, False, elements, late) for page in document.pages]
        assert sum(len(page.pictures) for page in made) == 3
        return document.copy(loads(dumps(made), fonts)).write_pdf(dpi=30)


@pytest.mark.parametrize(("kind", "mode"), [("jpeg", "RGB"), ("png", "RGB"), ("png", "RGBA")])
def test_a_picture_that_the_writer_has_is_encoded_once(encoded, kind, mode):
    url = address(kind, mode)
    known = written(url, {identity(url): url})
    once = encoded[:]
    assert known == written(url, {})
    assert once == [max(encoded)]
    assert len(encoded) == len(once) + 3


def test_pictures_are_begun_while_fonts_are_found(monkeypatch):
    """To find the fonts of all pages keeps one thread busy, with nothing for others to do."""
    begun, expect, add_fonts = [], late_pictures.expect, PaintedPage.add_fonts
    monkeypatch.setattr(
        late_pictures, "expect", lambda *given: begun.append("pictures") or expect(*given)
    )
    monkeypatch.setattr(
        PaintedPage, "add_fonts", lambda *given: begun.append("fonts") or add_fonts(*given)
    )
    url = address("jpeg", "RGB")
    written(url, {identity(url): url})
    assert begun[:2] == ["pictures", "fonts"]


def test_fonts_are_found_when_a_page_comes_from_another_process():
    """Not when it is written, with nothing else to do meanwhile."""
    fonts, others = font_configuration(), new_font_configuration()
    with engine(lean=True):
        document = weasyprint.HTML(string="<p>words<p>字").render(font_config=fonts)
        [page] = loads(dumps([PaintedPage(document.pages[0], fonts, False, Elements())]), others)
    assert vars(others)["faces"].keys() == {face.description for face in page.faces} != set()


def test_a_page_that_shows_a_picture_twice_tells_the_larger_size():
    url = address("jpeg", "RGB")
    small, large = (f'<img {kind} src="{url}">' for kind in ("", "class=large"))
    html = "<hr style='break-after: page'>".join((small, large, large + small))
    fonts, elements = font_configuration(), Elements()
    with engine(lean=True):
        document = weasyprint.HTML(
            string=f"<style>{SIZES} @page {{ margin: 0 }}</style>{html}"
        ).render(font_config=fonts, dpi=30)
        pages = [PaintedPage(page, fonts, False, elements, {}) for page in document.pages]
    one, other, both = (picture.ratio for page in pages for picture in page.pictures)
    assert both == max(one, other) > min(one, other)


@pytest.mark.parametrize("lean", [True, False])
def test_pictures_are_left_to_the_writer_only_where_it_packs_the_pdf(monkeypatch, lean):
    found = []
    monkeypatch.setattr(transfer, "PaintedPage", lambda *given: found.append(given[-1]))
    with engine(lean=lean):
        pack = transfer.packer(find_profile("screen"), font_configuration(), ["a.png"])
        pack([None])
    assert [[*late.values()] for late in found] == [[f"{BASE}a.png"] * lean]


def test_encoded_pictures_are_kept_on_disk(encoded, tmp_path):
    url = address("jpeg", "RGB")
    with using(Entries(tmp_path)):
        first = written(url, {identity(url): url})
        assert written(url, {identity(url): url}) == first
    assert len(encoded) == 1
