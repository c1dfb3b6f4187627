"""PDF pages of others, judged before they are drawn: what they unfold to, and what they carry."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from exporter.guard import guarded
from exporter.pictures.files import PictureError

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage

DPI = 200
POINTS = 72  # an inch
MAX_DRAWN = 60_000_000  # bytes of instructions, every form as often as it is drawn
MAX_CONTENT = 30_000_000  # bytes of instructions of one stream
MAX_DEPTH = 20  # forms in forms
DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
HEX = re.compile(rb"#([0-9a-fA-F]{2})")
# What a stream, a graphics state and a resource dictionary may have: what draws (ISO 32000-1,
# tables 5, 34, 58, 75, 89 and 95). Scripts, proxies, alternates, files of elsewhere are not.
STREAM = frozenset("/Type /Subtype /Filter /DecodeParms /Length /Resources".split())
FORM = STREAM | frozenset("/FormType /BBox /Matrix /Group".split())
PATTERN = FORM | frozenset("/PatternType /PaintType /TilingType /XStep /YStep /Shading".split())
IMAGE = STREAM | frozenset(
    "/Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate"
    " /SMask /SMaskInData /Matte".split()
)
KINDS = frozenset("/XObject /Font /ExtGState /ColorSpace /Pattern /Shading /ProcSet".split())


def judge_page(path: Path) -> None:
    """Refuse a PDF whose first page expands to more than can be drawn: `PictureError`."""

    def refuse(why: str) -> PictureError:
        message = f"PDF `{path.name}` can't be used ({why})"
        return PictureError("issue-picture-broken", message, "save it again as a simpler PDF")

    with guarded(refuse), pikepdf.open(path) as pdf:
        page = pdf.pages[0].obj
        contents = page.get("/Contents", Array())
        parts = [contents] if isinstance(contents, Stream) else list(contents)
        resources = pdf.pages[0].resources
        if sum(_cost(part, resources, {}, 0) for part in parts) > MAX_DRAWN:
            raise ValueError("its forms expand to too many instructions")


def _cost(stream: Object, resources: Object, known: dict[object, int], depth: int) -> int:
    """Return how many bytes of instructions a stream comes to, up to a little over the limit."""
    if depth > MAX_DEPTH:
        return MAX_DRAWN + 1
    content = _content(stream)
    total = len(content)
    forms = resources.get("/XObject", Dictionary()) if resources is not None else Dictionary()
    for match in DRAWS.finditer(content):
        name = HEX.sub(lambda hexed: bytes([int(hexed[1], 16)]), match[1])
        form = forms.get("/" + name.decode("utf-8", "replace"))
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            if form.objgen not in known:
                inner = form.get("/Resources", resources)
                known[form.objgen] = _cost(form, inner, known, depth + 1)
            total += known[form.objgen]
        if total > MAX_DRAWN:
            break
    return min(total, MAX_DRAWN + 1)


def _content(stream: Object) -> bytes:
    """Return the instructions of a stream; raises `ValueError` if they are too many."""
    if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
        data = zlib.decompressobj().decompress(stream.read_raw_bytes(), MAX_CONTENT + 1)
    else:
        data = stream.read_bytes()
    if len(data) > MAX_CONTENT:
        raise ValueError("it has too many instructions")
    return data


def shown_box(page: PdfPage, bleeds: bool) -> tuple[float, float, float, float]:
    """Return the box of a page that is shown: its trim, or its bleed if it has one."""
    beyond = page.get_bleedbox(fallback_ok=False) if bleeds else None
    left, bottom, right, top = beyond or page.get_trimbox()
    return left, bottom, right, top


def pixels(path: Path, bleeds: bool) -> tuple[int, int]:
    """Return width and height of the first page of a PDF as a picture of 200 dpi.

    Raises `PictureError` if it can't be read.
    """
    import pypdfium2

    with guarded(_not_shown(path)), pypdfium2.PdfDocument(str(path)) as document:
        page = document[0]
        left, bottom, right, top = shown_box(page, bleeds)
        size = [max(1, round(side * DPI / POINTS)) for side in (right - left, top - bottom)]
        width, height = reversed(size) if page.get_rotation() % 180 else size
    return width, height


def draw_page(path: Path, bleeds: bool, dpi: float) -> Image.Image:
    """Return the first page of a PDF as a picture; raises `PictureError` if it can't be drawn."""
    import pypdfium2

    judge_page(path)
    with guarded(_not_shown(path)), pypdfium2.PdfDocument(str(path)) as document:
        page = document[0]
        page.set_cropbox(*shown_box(page, bleeds))
        image: Image.Image = page.render(scale=dpi / POINTS).to_pil()
        return image.convert("RGB")


def _not_shown(path: Path) -> Callable[[str], PictureError]:
    def broken(why: str) -> PictureError:
        message = f"PDF `{path.name}` can't be shown ({why})"
        return PictureError("issue-picture-broken", message, "save it again")

    return broken


def keep_what_draws(form: Object) -> set[str]:
    """Take from a form all that draws nothing; return the keys of what went."""
    gone: set[str] = set()
    seen: set[object] = set()
    todo = [form]
    while todo:
        stream = todo.pop()
        if stream.objgen in seen and stream.objgen != (0, 0):
            continue
        seen.add(stream.objgen)
        gone |= _limit(stream, _allowed(stream))
        todo += _inner(stream, gone)
    return gone


def _allowed(stream: Object) -> frozenset[str]:
    if stream.get("/Subtype") == Name.Image:
        return IMAGE
    return PATTERN if "/PatternType" in stream else FORM


def _limit(holder: Object, allowed: frozenset[str]) -> set[str]:
    """Remove from a dictionary all keys but these."""
    extra = set(map(str, holder.keys())) - allowed
    for key in extra:
        del holder[key]
    return extra


def _inner(stream: Object, gone: set[str]) -> Iterator[Object]:
    """Yield the streams that a stream draws with, its resources limited to what draws."""
    for key in ("/SMask", "/Mask"):
        if isinstance(stream.get(key), Stream):
            yield stream[key]
    resources = stream.get("/Resources")
    if not isinstance(resources, Dictionary):
        return
    gone |= _limit(resources, KINDS)
    for kind in ("/XObject", "/Pattern"):
        yield from (each for each in dict(resources.get(kind, {})).values() if _is_stream(each))
    for state in dict(resources.get("/ExtGState", {})).values():
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and _is_stream(mask.get("/G")):
            yield mask["/G"]


def _is_stream(thing: Object | None) -> bool:
    return isinstance(thing, Stream)
