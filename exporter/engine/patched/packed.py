"""Streams of a PDF compressed, and its fonts cut down, while its pages are painted.

zlib and HarfBuzz let other threads run, so that both take no time of their own where there is a
second core. What is not a stream is written as it is: qpdf packs it when the PDF is finished.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import document
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream

from exporter.engine.patched import late_pictures
from exporter.engine.patched.kept_fonts import cut_down, entry
from exporter.engine.patched.painted import PaintedPage
from exporter.engine.patched.patches import Patches
from exporter.kept import Entries, used

if TYPE_CHECKING:
    from weasyprint.document import Document
    from weasyprint.pdf.fonts import Font

THREADS = 2
LEVEL = 6  # half the time of pydyf's 9: fonts are .3 % larger, what pages show 1.6 %


class _Packing:
    """The threads, while a PDF is written, and what they have compressed, by its identity."""

    def __init__(self) -> None:
        self.pool: ThreadPoolExecutor | None = None
        self.known: dict[int, tuple[bytes, Future[bytes]]] = {}
        self.cut: dict[str, Future[dict[int, str]]] = {}  # the glyphs of fonts, by their file

    def writing(self, write_pdf: Callable[..., object]) -> Callable[..., object]:
        """Have threads while a PDF is written that is compressed."""

        def write(self_: Document, *arguments: object, **options: object) -> object:
            with late_pictures.pictures_of(self_.url_fetcher):
                return packed(self_, *arguments, **options)

        def packed(self_: Document, *arguments: object, **options: object) -> object:
            if self.pool or options.get("uncompressed_pdf"):
                return write_pdf(self_, *arguments, **options)
            try:
                # Pictures have threads of their own: the largest font would come after all.
                with ThreadPoolExecutor(THREADS) as self.pool, ThreadPoolExecutor(THREADS) as other:
                    if not options.get("full_fonts"):
                        self._begin(self.pool, other, self_, bool(options.get("hinting")))
                    return write_pdf(self_, *arguments, **options)
            finally:
                self.pool = None
                self.known.clear()
                self.cut.clear()

        return write

    def _begin(
        self, pool: Executor, for_pictures: Executor, document: Document, hinting: bool
    ) -> None:
        """Begin with pictures and fonts, if all that the pages use of them is known before."""
        pages = document.pages
        if all(isinstance(page, PaintedPage) for page in pages):
            pictures = chain.from_iterable(page.pictures for page in pages)
            late_pictures.expect(pictures, for_pictures)
            stream = Stream(document.fonts, (), {}, {}, None, {}, None)
            for page in pages:
                page.add_fonts(stream)
            self._submit(pool, _files(document.fonts), hinting)

    def _submit(self, pool: Executor, files: Sequence[list[Font]], hinting: bool) -> None:
        for same in files:
            known = self.cut.get(same[0].hash)
            glyphs = _glyphs(same)
            if known is None or known.result() != glyphs:
                kept = used(), entry(same[0], glyphs, hinting)
                self.cut[same[0].hash] = pool.submit(self._cut, same[0], glyphs, hinting, *kept)

    def expect(self, content: bytes) -> None:
        """Compress what will be the only content of a stream."""
        if self.pool:
            self.known[id(content)] = content, self.pool.submit(_compress, content)

    def data(self, stream: pydyf.Stream, data: Callable[[pydyf.Stream], bytes]) -> bytes:
        """Return a stream as it is in the file."""
        found = self.known.get(id(stream.stream[0])) if len(stream.stream) == 1 else None
        if found is None or not stream.compress:
            return data(stream)
        packed = found[1].result()
        extra = pydyf.Dictionary(stream.extra.copy())
        extra["Filter"], extra["Length"] = "/FlateDecode", len(packed)
        return b"\n".join((extra.data, b"stream", packed, b"endstream"))

    def cutting(self, build: Callable[..., object]) -> Callable[..., object]:
        """Cut all fonts down at once, before their dictionaries are made one by one."""

        def made(
            pdf: object, used: dict[str, Font], compress: object, subset: bool, options: Any
        ) -> object:
            if self.pool and subset:
                files = _files(used)
                self._submit(self.pool, files, options["hinting"])
                for same in files:
                    self.cut[same[0].hash].result()
                    same[0].clean = _nothing
            return build(pdf, used, compress, subset, options)

        return made

    def _cut(
        self, font: Font, glyphs: dict[int, str], hinting: bool, entries: Entries, key: str
    ) -> dict[int, str]:
        """Cut a font down and pack it, as `build_fonts_dictionary` does."""
        packed = cut_down(font, glyphs, hinting, _compress, entries, key)
        self.known[id(font.file_content)] = font.file_content, _done(packed)
        return glyphs


_packing = _Packing()
expect = _packing.expect


def install(patches: Patches) -> None:
    """Replace the functions that compress streams and cut fonts down."""
    patches.method(document.Document, "write_pdf", _packing.writing(document.Document.write_pdf))
    patches.function(fonts.build_fonts_dictionary, _packing.cutting(fonts.build_fonts_dictionary))
    plain = pydyf.Stream.data.fget
    patches.method(pydyf.Stream, "data", property(lambda each: _packing.data(each, plain)))
    patches.method(pydyf.PDF, "write", _unpacked(pydyf.PDF.write))
    patches.method(pydyf, "_to_bytes", _quick(pydyf._to_bytes))


def _unpacked(write: Callable[..., None]) -> Callable[..., None]:
    """Write objects one by one, not in a stream of them."""

    def plain(
        pdf: pydyf.PDF,
        output: object,
        version: object = b"1.7",
        identifier: object = False,
        *_: object,
    ) -> None:
        write(pdf, output, version, identifier)

    return plain


def _quick(to_bytes: Callable[[object], bytes]) -> Callable[[object], bytes]:
    """Return what makes bytes of an object, sooner if it is of a kind that there are many of."""

    def made(item: object) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[return-value]
        if kind is str:
            return item.encode("ascii")  # type: ignore[attr-defined,no-any-return]
        if type(item) is float and not item.is_integer():
            return (b"%f" % item).rstrip(b"0")
        if kind is int:
            return str(item).encode("ascii")
        return to_bytes(item)

    return made


def _files(used: Mapping[str, Font]) -> list[list[Font]]:
    """Return the fonts to be cut down, by their files."""
    files: dict[str, list[Font]] = {}
    for font in used.values():
        files.setdefault(font.hash, []).append(font)
    return [each for each in files.values() if not each[0].bitmap and not each[0].used_in_forms]


def _glyphs(same_file: list[Font]) -> dict[int, str]:
    """Return what is used of the fonts of one file."""
    glyphs: dict[int, str] = {}
    for font in same_file:
        glyphs |= font.to_unicode
    return glyphs


def _nothing(*_: object) -> None:
    """Stand for `clean` of a font that is cut down already."""


def _done(packed: bytes) -> Future[bytes]:
    done = Future[bytes]()
    done.set_result(packed)
    return done


def _compress(content: bytes) -> bytes:
    packer = zlib.compressobj(level=LEVEL)
    return packer.compress(content) + packer.flush()
