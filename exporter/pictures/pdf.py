"""PDFs of others, judged before they are drawn: readable, and not endless when they unfold."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from exporter.guard import guarded
from exporter.limits import ADVICE, PDF_CONTENT, allowed
from exporter.pictures.files import PictureError

MAX_FILE = 200_000_000  # bytes
MAX_DEPTH = 20
LEAST_PT, MOST_PT = 1, 1_000_000  # sides of a page in points: others are none of a sheet
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
HEX = re.compile(rb"#([0-9a-fA-F]{2})")


def judge_pdf(path: Path) -> None:
    """Refuse a PDF whose first page can't be drawn within the budget: `PictureError`.

    A form may draw others many times, and these others (ISO 32000-1 §8.10): what counts is the
    length of all instructions, each use of a form with its own.
    """
    if path.stat().st_size > MAX_FILE:
        raise too_large(path, f"has more than {MAX_FILE // 1_000_000} MB")
    limit = allowed(PDF_CONTENT)
    unfolding = _Unfolding(limit)
    with guarded(lambda why: _broken(path, why), PictureError), pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        for box in (page.mediabox, page.trimbox):
            _judge_size(path, *map(float, box))
        contents = page.obj.get("/Contents", Array())
        parts = [contents] if isinstance(contents, Stream) else list(contents)
        if sum(unfolding.cost(part, page.resources) for part in parts) > limit:
            raise too_large(path, "expands to too much when it is drawn")


def _judge_size(path: Path, left: float, bottom: float, right: float, top: float) -> None:
    """Refuse a page without an area, or far larger than any sheet."""
    width, height = abs(right - left), abs(top - bottom)
    if not (min(width, height) >= LEAST_PT and max(width, height) <= MOST_PT):
        raise _broken(path, f"its first page is {width:.4g} × {height:.4g} pt")


def _broken(path: Path, why: str) -> PictureError:
    message = f"PDF `{path.name}` can't be read ({why.removeprefix(f'{path}: ')})"
    return PictureError("issue-picture-broken", message, "export it again, without a password")


def too_large(path: Path, why: str) -> PictureError:
    """Return the error for a PDF that costs more than the budget; `why` says what does."""
    advice = f"export it again as a flat PDF, {ADVICE}"
    return PictureError("issue-picture-too-large", f"PDF `{path.name}` {why}", advice)


def _content(stream: Object, limit: int) -> bytes:
    """Return the instructions of a page or a form, a deflated one up to a little over the limit."""
    if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
        return zlib.decompressobj().decompress(stream.read_raw_bytes(), limit + 1)
    return bytes(stream.read_bytes())


class _Unfolding:
    """What forms cost when every use of another one is followed; a circle costs too much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.known: dict[tuple[int, int], int] = {}
        self.active: set[tuple[int, int]] = set()

    def cost(self, stream: Object, resources: Object) -> int:
        """Return the bytes of instructions that a stream comes to."""
        content = _content(stream, self.limit)
        objects = resources.get("/XObject", Dictionary())
        total = len(content)
        for match in DRAWN.finditer(content):
            name = HEX.sub(lambda hexed: bytes([int(hexed[1], 16)]), match[1])
            form = objects.get("/" + name.decode("utf-8", "replace"))
            if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
                total += self.form(form, resources)
            if total > self.limit:
                break
        return total

    def form(self, form: Object, outer: Object) -> int:
        """Return the cost of a form; one without resources takes those around it."""
        key = form.objgen
        if key in self.active or len(self.active) > MAX_DEPTH:
            return self.limit + 1
        if key not in self.known:
            self.active.add(key)
            self.known[key] = self.cost(form, form.get("/Resources", outer))
            self.active.discard(key)
        return self.known[key]
