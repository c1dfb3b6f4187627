"""Which transparency groups of a PDF are needed: of those alone, something shines through.

A renderer draws a page with a group by other code, slower, and type a hair heavier. And what
overprints inside of a group that is isolated knocks out what is beneath the group.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Object

from exporter.checks.pdf.transparency import drawn_by, is_transparent
from exporter.checks.pdf.veils import veils_after

Id = tuple[int, int]


def drop_groups(pdf: pikepdf.Pdf) -> None:
    """Remove transparency groups in which nothing is transparent, drawn as they are."""
    walk = _Walk()
    for page in pdf.pages:
        if is_transparent(page.obj):
            walk.needed.add(page.obj.objgen)
            walk.stream(page.obj, frozenset())
    for thing in pdf.objects:
        is_group = isinstance(thing, Dictionary | pikepdf.Stream) and "/Group" in thing
        if is_group and thing.objgen not in walk.needed:
            del thing["/Group"]


@dataclass
class _Walk:
    """Follows what pages draw; `needed` are the objects whose groups stay."""

    needed: set[Id] = field(default_factory=set)
    seen: set[tuple[Id, frozenset[str]]] = field(default_factory=set)

    def stream(self, stream: Object, veils: frozenset[str]) -> None:
        """Follow a page or a form that is drawn with veils in force."""
        resources = stream.get("/Resources", Dictionary())
        self.needed.update(each.objgen for each in _beside(resources))
        for name, drawn in _draws(stream, resources, veils):
            form = resources.get("/XObject", Dictionary()).get(name)
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == Name.Form:
                self._form(form, drawn)

    def _form(self, form: Object, veils: frozenset[str]) -> None:
        if (form.objgen, veils) in self.seen or not (veils or is_transparent(form)):
            return
        self.seen.add((form.objgen, veils))
        is_group = "/Group" in form
        if is_group:
            self.needed.add(form.objgen)
        # A group begins without veils (ISO 32000-1, 11.6.6), another form with those in force.
        self.stream(form, frozenset() if is_group else veils)


def _beside(resources: Object) -> Iterator[Object]:
    """Yield soft masks and transparent patterns with all that they draw: their groups stay."""
    for state in resources.get("/ExtGState", Dictionary()).values():
        if isinstance(state.get("/SMask"), Dictionary):
            yield state.SMask.G
            yield from drawn_by(state.SMask.G)
    for pattern in resources.get("/Pattern", Dictionary()).values():
        if isinstance(pattern, pikepdf.Stream) and is_transparent(pattern):
            yield pattern
            yield from drawn_by(pattern)


def _draws(
    stream: Object, resources: Object, veils: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names of what a stream draws, with the veils in force."""
    stack, states = list[frozenset[str]](), resources.get("/ExtGState", Dictionary())
    for instruction in pikepdf.parse_content_stream(stream, "q Q gs Do"):
        operator = str(instruction.operator)
        if operator == "q":
            stack.append(veils)
        elif operator == "Q" and stack:
            veils = stack.pop()
        elif operator == "gs":
            veils = veils_after(veils, states.get(str(instruction.operands[0]), Dictionary()))
        elif operator == "Do":
            yield str(instruction.operands[0]), veils
