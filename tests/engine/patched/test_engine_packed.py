"""PDFs are compressed and their fonts cut down in threads: the same streams, and the same file."""

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest
from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts

from exporter.engine.patched import engine, kept_fonts, packed
from exporter.engine.patched.patches import Patches
from exporter.kept import Entries, using

VALUES = (
    *(b"bytes", "text", 5, -1, 0, True, 2.0, 0.5, None, pydyf.Array([1, "/a", 2.5])),
    *(-0.0, 1e-9, -1 / 3, 1234567.1239996, 1e20, 0.1 + 0.2, -2.5e-7, float("inf")),
    pydyf.Dictionary({"Kind": "/a", "Size": 3}),
    type("Text", (str,), {})("text"),
)


@pytest.fixture
def html(documents):
    return documents.html(f"<h1>Head</h1>{documents.paragraphs(2, 3)}", "h1 { font-family: serif }")


def finished(data: bytes) -> bytes:
    """Write a PDF as the exporter finishes one, with all streams compressed alike."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stream = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(stream, deterministic_id=True, object_stream_mode=mode, recompress_flate=True)
        return stream.getvalue()


@pytest.mark.parametrize("options", [{}, {"pdf_variant": "pdf/ua-1"}])
def test_the_finished_pdf_is_that_of_one_thread(documents, html, without, options):
    tags = bool(options)
    with engine(lean=True, tags=tags):
        both = documents.pdf(html, **options)
    without("packed")
    with engine(lean=True, tags=tags):
        alone = documents.pdf(html, **options)
    assert b"/ObjStm" in alone
    assert b"/ObjStm" not in both
    assert finished(both) == finished(alone)


def test_streams_are_compressed_in_threads(documents, html, monkeypatch):
    made = []
    compress = packed._compress
    monkeypatch.setattr(packed, "_compress", lambda data: made.append(data) or compress(data))
    with engine(lean=True):
        data = documents.pdf(html)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() in made
        found = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        files = [each[key] for each in found for key in ("/FontFile2", "/FontFile3") if key in each]
        assert files
        assert all(each.read_bytes() in made for each in files)


def test_what_cannot_be_cut_down_is_said(documents, html, monkeypatch):
    def fail(*_):
        raise OSError("no font")

    with engine(lean=True):
        monkeypatch.setattr(fonts.Font, "clean", fail)
        with pytest.raises(OSError, match="no font"):
            documents.pdf(html)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_object_is_written_as_pydyf_writes_it(value):
    patches, before = Patches(), pydyf._to_bytes(value)
    packed.install(patches)
    try:
        assert pydyf._to_bytes(value) == before
    finally:
        patches.undo()


class Face:
    """Stands for a font: notes what it is cut down to."""

    hash, file_content, bitmap, used_in_forms = "face", b"font", False, False

    def __init__(self):
        self.to_unicode, self.cut = {1: "a"}, []

    def clean(self, glyphs, hinting):
        self.cut.append((dict(glyphs), hinting))


def test_a_font_is_cut_down_again_only_if_more_of_it_is_used():
    packing, face = packed._Packing(), Face()
    build = packing.cutting(lambda *_: "built")
    with ThreadPoolExecutor(1) as packing.pool:
        packing._submit(packing.pool, [[face]], False)
        packing._submit(packing.pool, [[face]], False)
        face.to_unicode[2] = "b"
        assert build(None, {"face": face}, True, True, {"hinting": False}) == "built"
    assert face.cut == [({1: "a"}, False), ({1: "a", 2: "b"}, False)]
    face.clean({}, False)  # as the dictionaries are made: nothing is left to do
    assert len(face.cut) == 2


@pytest.fixture
def cut(monkeypatch):
    """Note the fonts that are cut down, by their glyphs."""
    clean, found = fonts.Font.clean, []

    def noting(font, glyphs, hinting):
        found.append(len(glyphs))
        clean(font, glyphs, hinting)

    monkeypatch.setattr(fonts.Font, "clean", noting)
    return found


def test_a_font_that_was_cut_before_is_found(documents, html, cut, tmp_path):
    def made(html, **options):
        cut.clear()
        with engine(lean=True), using(Entries(tmp_path)):
            return documents.pdf(html, **options), len(cut)

    first, number = made(html)
    assert number > 1
    assert made(html) == (first, 0)
    assert made(html, hinting=True)[1] == number
    more, again = made(html.replace("Head", "Headline"))
    assert 0 < again < number
    with engine(lean=True):
        assert documents.pdf(html.replace("Head", "Headline")) == more
        assert documents.pdf(html) == first


def test_what_fails_is_told_again(documents, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts.Font, "subset", lambda *_: None)
    html = documents.html("<p>Ann</p>", "p { font-family: DejaVu Sans }")  # a small file
    with engine(lean=True), using(Entries(tmp_path)):
        documents.pdf(html)
    assert not [*tmp_path.glob("*/*")]


def test_fonts_are_packed_once(documents, html, monkeypatch):
    """HarfBuzz's data was copied at each look at it: what a thread had packed was not found."""
    packed_later, write = [], pydyf.Stream.data.fget

    def plain(stream):
        packed_later.append(sum(map(len, stream.stream)))
        return write(stream)

    monkeypatch.setattr(pydyf.Stream, "data", property(plain))
    with engine(lean=True):
        data = documents.pdf(html)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        files = [each[key] for each in found for key in ("/FontFile2", "/FontFile3") if key in each]
        sizes = {len(each.read_bytes()) for each in files}
    assert sizes
    assert sizes.isdisjoint(packed_later)


def test_a_font_file_that_changed_is_cut_anew(documents, tmp_path):
    """Of the same name, with the same glyphs: another outline alone tells the files apart."""
    source = subprocess.run(
        ["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True
    ).stdout
    font = TTFont(source, fontNumber=0)
    if "glyf" not in font:
        pytest.skip("no font with TrueType outlines")
    file = tmp_path / "own.ttf"
    html = documents.html(
        "<p>HE</p>",
        f'@font-face {{ font-family: Own; src: url("{file.as_uri()}") }} p {{ font-family: Own }}',
    )

    def kept_and_made():
        with engine(lean=True):
            made = documents.pdf(html)
        with engine(lean=True), using(Entries(tmp_path / "kept")):
            return documents.pdf(html), made

    font.save(file)
    first, made = kept_and_made()
    assert first == made
    names = font.getBestCmap()
    font["glyf"][names[ord("H")]] = font["glyf"][names[ord("E")]]
    font.save(file)
    second, made = kept_and_made()
    assert second == made != first
    data = bytearray(file.read_bytes())
    saved = TTFont(file)
    glyph = saved.reader.tables["glyf"].offset + saved["loca"][saved.getGlyphID(names[ord("H")])]
    data[glyph + 9] ^= 1  # its yMax, with the checksum of the table left as it was
    file.write_bytes(data)
    third, made = kept_and_made()
    assert third == made != second


def test_a_font_with_a_glyph_for_what_is_missing_is_another_one(monkeypatch):
    monkeypatch.setattr(kept_fonts, "_content", lambda _: b"")
    monkeypatch.setattr(kept_fonts, "_versions", lambda: ())
    keys = {
        kept_fonts._key(SimpleNamespace(missing=missing), {number: "a"}, hinting)
        for missing in ((), ("x",))
        for number in (1, 2)
        for hinting in (False, True)
    }
    assert len(keys) == 8
