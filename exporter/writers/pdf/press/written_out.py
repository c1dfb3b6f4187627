"""Inline forms with transparency into the page that draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Operator

from exporter.checks.pdf.transparency import is_transparent
from exporter.checks.pdf.veils import is_veil, veils_after
from exporter.pdf.geometry import IDENTITY, matrix_of, placing
from exporter.writers.pdf.press.graphics_state import Command
from exporter.writers.pdf.press.plates import Instruction

MAX_DEPTH = 20
# The operators that name a resource, and its category (ISO 32000-1, 7.8.3).
NAMING = {
    "Do": "/XObject",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "Tf": "/Font",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "BDC": "/Properties",
    "DP": "/Properties",
}


def write_out(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Inline the transparent forms of a page into its content, including nested forms.

    A form that is itself drawn with transparency stays as it is, and so does one that blends
    only with itself: written out, it would blend with the page.
    """
    if not page.obj.Resources.is_indirect:
        page.obj.Resources = pdf.make_indirect(page.obj.Resources)
    writer = _Writer(pdf, page.obj.Resources)
    content = list(writer.stream(page.obj, page.obj.Resources, IDENTITY, ""))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


@dataclass
class _State:
    matrix: Matrix
    veils: frozenset[str] = frozenset()


@dataclass
class _Writer:
    """Inlines streams into the content and resources of one page."""

    pdf: pikepdf.Pdf
    into: Object
    depth: int = 0
    forms: int = 0
    moved: dict[tuple[str, str, str], Name] = field(default_factory=dict)

    def stream(
        self, stream: Object, resources: Object, matrix: Matrix, prefix: str
    ) -> Iterator[Command]:
        """Yield the instructions of a stream; its names begin with `prefix` in the page."""
        state, stack = _State(matrix), list[_State]()
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if operator == "q":
                stack.append(_State(state.matrix, state.veils))
            elif operator == "Q" and stack:
                state = stack.pop()
            elif operator == "cm":
                state.matrix = matrix_of(instruction.operands) @ state.matrix
            elif operator == "gs":
                given = resources["/ExtGState"][str(instruction.operands[0])]
                state.veils = veils_after(state.veils, given)
            form = self._form(resources, instruction, state) if operator == "Do" else None
            if form is not None:  # an object of pikepdf may be false
                yield from self._written(form, resources, state.matrix)
            else:
                yield self._named(instruction, operator, resources, matrix, prefix)

    def _form(self, resources: Object, instruction: Instruction, state: _State) -> Object | None:
        """Return the form that an instruction draws, if it must be inlined."""
        form = resources["/XObject"][str(instruction.operands[0])]
        is_form = form.get("/Subtype") == Name.Form
        if not is_form or state.veils or self.depth >= MAX_DEPTH or not is_transparent(form):
            return None
        return None if _blends_alone(form) else form

    def _written(self, form: Object, outer: Object, matrix: Matrix) -> Iterator[Command]:
        self.forms += 1
        prefix = f"/W{self.forms}"
        placed = placing(form)
        x0, y0, x1, y1 = map(float, form.BBox)
        yield [], Operator("q")
        yield [*placed.shorthand], Operator("cm")
        yield [x0, y0, x1 - x0, y1 - y0], Operator("re")
        yield [], Operator("W")
        yield [], Operator("n")
        self.depth += 1
        yield from self.stream(form, form.get("/Resources", outer), placed @ matrix, prefix)
        self.depth -= 1
        yield [], Operator("Q")

    def _named(
        self,
        instruction: Instruction,
        operator: str,
        resources: Object,
        matrix: Matrix,
        prefix: str,
    ) -> Command:
        """Return an instruction with the page's name for its resource."""
        category = NAMING.get(operator)
        operands = list(instruction.operands)
        where = 0 if operator in ("Do", "gs", "sh", "Tf", "cs", "CS") else -1
        if not prefix or not category or not operands or not isinstance(operands[where], Name):
            return instruction
        name = str(operands[where])
        if name not in resources.get(category, Dictionary()):
            return instruction
        operands[where] = self._moved(category, name, resources[category][name], matrix, prefix)
        return operands, Operator(operator)

    def _moved(self, category: str, name: str, entry: Object, matrix: Matrix, prefix: str) -> Name:
        """Copy a resource to the page; return its name there."""
        key = category, prefix, name
        if key not in self.moved:
            self.moved[key] = Name(f"{prefix}{name[1:]}")
            if category not in self.into:
                self.into[category] = Dictionary()
            if category == "/Pattern":
                entry = self._pattern(entry, matrix)
            self.into[category][self.moved[key]] = entry
        return self.moved[key]

    def _pattern(self, pattern: Object, matrix: Matrix) -> Object:
        """Return a pattern in page coordinates (ISO 32000-1 §8.7.3.1: by its own stream)."""
        placed = placing(pattern)
        if isinstance(pattern, pikepdf.Stream):
            copy: Object = self.pdf.make_stream(pattern.read_bytes())
            for key, value in pattern.items():
                if key not in ("/Length", "/Filter", "/DecodeParms"):
                    copy[key] = value
        else:
            copy = self.pdf.make_indirect(Dictionary(dict(pattern.items())))
        copy.Matrix = Array([round(value, 5) for value in (placed @ matrix).shorthand])
        return copy


def _blends_alone(form: Object) -> bool:
    """Whether a form is an isolated group that uses a blend mode."""
    group = form.get("/Group")
    if not isinstance(group, Dictionary) or not (group.get("/I") or group.get("/K")):
        return False
    states = form.get("/Resources", Dictionary()).get("/ExtGState", Dictionary())
    return any("/BM" in state and is_veil(Dictionary(BM=state.BM)) for state in states.values())
