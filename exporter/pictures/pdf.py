"""PDFs of others, judged before they are drawn: readable, and not endless when they unfold."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Object

from exporter.guard import guarded
from exporter.limits import ADVICE, PDF_CONTENT, allowed
from exporter.pictures.files import PictureError

MAX_FILE = 200_000_000  # bytes
MAX_DEPTH = 20
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


def judge_pdf(path: Path) -> None:
    """Refuse a PDF whose first page can't be drawn within the budget: `PictureError`.

    A form may draw others many times, and these others (ISO 32000-1 §8.10): what counts is the
    length of all instructions, each use of a form with its own.
    """
    if path.stat().st_size > MAX_FILE:
        raise _too_large(path, f"has more than {MAX_FILE // 1_000_000} MB")
    with guarded(lambda why: _broken(path, why), PictureError), pikepdf.open(path) as pdf:
        page = pdf.pages[0].obj
        cost = _Unfolding(allowed(PDF_CONTENT)).cost(page, _content(page))
        if cost > allowed(PDF_CONTENT):
            raise _too_large(path, "expands to too much when it is drawn")


def _broken(path: Path, why: str) -> PictureError:
    message = f"PDF `{path.name}` can't be read ({why.removeprefix(f'{path}: ')})"
    return PictureError("issue-picture-broken", message, "export it again, without a password")


def _too_large(path: Path, why: str) -> PictureError:
    advice = f"export it again as a flat PDF, {ADVICE}"
    return PictureError("issue-picture-too-large", f"PDF `{path.name}` {why}", advice)


def _content(page: Object) -> bytes:
    """Return the instructions of a page or a form."""
    if isinstance(page, pikepdf.Stream):
        return bytes(page.read_bytes())
    content = page.get("/Contents", ())
    streams = [content] if isinstance(content, pikepdf.Stream) else list(content)
    return b"\n".join(bytes(stream.read_bytes()) for stream in streams)


class _Unfolding:
    """What forms cost when every use of another one is followed; a circle costs too much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.known: dict[tuple[int, int], int] = {}
        self.active: set[tuple[int, int]] = set()

    def cost(self, holder: Object, content: bytes) -> int:
        objects = holder.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        total = len(content)
        for match in DRAWN.finditer(content):
            form = objects.get("/" + match[1].decode("latin-1"))
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == pikepdf.Name.Form:
                total += self.form(form)
            if total > self.limit:
                break
        return total

    def form(self, form: Object) -> int:
        key = form.objgen
        if key in self.active or len(self.active) > MAX_DEPTH:
            return self.limit + 1
        if key not in self.known:
            self.active.add(key)
            self.known[key] = self.cost(form, _content(form))
            self.active.discard(key)
        return self.known[key]
