"""Pages of PDFs of others that are placed as forms, freed from all that draws nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Stream

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
