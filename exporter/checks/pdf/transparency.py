"""Where a PDF is transparent: in graphics states, soft masks, forms and patterns."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Object

from exporter.checks.pdf.veils import is_veil

HELD = ("/XObject", "/Pattern")


def is_transparent(holder: Object, seen: set[tuple[int, int]] | None = None) -> bool:
    """Return whether a page, form, pattern or picture has anything transparent in it."""
    seen = set() if seen is None else seen
    if holder.objgen != (0, 0):
        if holder.objgen in seen:
            return False
        seen.add(holder.objgen)
    if "/SMask" in holder:
        return True
    resources = holder.get("/Resources")
    if not isinstance(resources, Dictionary):
        return False
    states = resources.get("/ExtGState", Dictionary())
    return any(map(is_veil, states.values())) or any(
        is_transparent(each, seen) for each in _held(resources)
    )


def drawn_by(holder: Object) -> list[Object]:
    """Return the forms, patterns, pictures and soft masks that a page draws, nested ones too."""
    found: dict[tuple[int, int], Object] = {}
    todo = [holder]
    while todo:
        resources = todo.pop().get("/Resources", Dictionary())
        new = {each.objgen: each for each in (*_held(resources), *_masks(resources))}
        todo += [each for key, each in new.items() if key not in found]
        found |= new
    return list(found.values())


def _masks(resources: Object) -> Iterator[Object]:
    for state in resources.get("/ExtGState", Dictionary()).values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            yield mask.G


def _held(resources: Object) -> Iterator[Object]:
    for kind in HELD:
        for each in resources.get(kind, Dictionary()).values():
            if isinstance(each, pikepdf.Stream):
                yield each
