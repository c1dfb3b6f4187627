"""Draw each transparent line as a group, so that no place of it is painted twice or not at all.

Renderers paint a thin transparent line piece by piece: Ghostscript leaves out a pixel where two
pieces meet. In a group the line is opaque, and the group is transparent (ISO 32000-1, 11.6.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf

from exporter.checks.pdf.transparency import drawn_by
from exporter.checks.pdf.veils import veils_after
from exporter.writers.pdf.press.content import OVERPRINT, PATH
from exporter.writers.pdf.press.graphics_state import Command
from exporter.writers.pdf.press.plates import Instruction

STROKES = frozenset("Ss")
ONLY = frozenset(("/CA", "/ca"))  # no blend mode and no soft mask: those stay on the line


@dataclass
class _Pen:
    """What a line is drawn with; `width` is None where the caller of a form sets it."""

    opacity: float = 1
    width: float | None = None
    miter: float = 10
    overprint: bool = False
    veils: frozenset[str] = frozenset()


def group_strokes(pdf: Pdf) -> None:
    """Make groups of the transparent lines on the pages and in the forms of a PDF."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for stream in (page.obj, *drawn_by(page.obj)):
            if stream.objgen not in seen and _has_veiled_lines(stream):
                _Grouper(pdf, stream, is_page=stream.get("/Type") == Name.Page).rewrite()
            seen.add(stream.objgen)


def _has_veiled_lines(stream: Object) -> bool:
    is_drawn = stream.get("/Type") == Name.Page or stream.get("/Subtype") == Name.Form
    states = stream.get("/Resources", Dictionary()).get("/ExtGState", Dictionary())
    return is_drawn and any("/CA" in veils_after(frozenset(), each) for each in states.values())


@dataclass
class _Grouper:
    """Rewrites one stream."""

    pdf: Pdf
    stream: Object
    is_page: bool
    forms: dict[str, Object] = field(default_factory=dict)
    states: dict[str, Object] = field(default_factory=dict)

    def rewrite(self) -> None:
        resources = self.stream.Resources
        content = pikepdf.unparse_content_stream(list(self._content(resources)))
        if not self.forms:
            return
        # Resources may be shared with streams that have names of their own.
        own = Dictionary(dict(resources.items()))
        for key, new in (("/XObject", self.forms), ("/ExtGState", self.states)):
            own[key] = Dictionary(dict(resources.get(key, Dictionary()).items()) | new)
        self.stream.Resources = own
        if self.is_page:
            self.stream.Contents = self.pdf.make_stream(content)
        else:
            self.stream.write(content)

    def _content(self, resources: Object) -> Iterator[Command]:
        pen, stack = _Pen(width=1 if self.is_page else None), list[_Pen]()
        path: list[Instruction] = []
        for instruction in pikepdf.parse_content_stream(self.stream):
            operator = str(instruction.operator)
            if operator in PATH:
                path.append(instruction)
                continue
            if operator in STROKES and path and _is_grouped(pen):
                yield from self._drawn([*path, instruction], pen, resources)
            else:
                yield from (*path, instruction)
            path = []
            if operator == "q":
                stack.append(replace(pen))
            elif operator == "Q" and stack:
                pen = stack.pop()
            else:
                _set(pen, operator, instruction, resources)

    def _drawn(
        self, path: Sequence[Instruction], pen: _Pen, resources: Object
    ) -> Iterator[Command]:
        """Yield the commands that draw a line as a form, as transparent as the line was."""
        state, name = f"/LineAt{pen.opacity:g}", f"/Line{len(self.forms)}"
        self.states[state] = Dictionary(ca=pen.opacity)
        self.forms[name] = self.pdf.make_stream(
            pikepdf.unparse_content_stream(path),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(_box(path, pen)),
            Group=Dictionary(S=Name.Transparency),
            Resources=Dictionary(Pattern=resources.get("/Pattern", Dictionary())),
        )
        yield [], Operator("q")
        yield [Name(state)], Operator("gs")
        yield [Name(name)], Operator("Do")
        yield [], Operator("Q")


def _is_grouped(pen: _Pen) -> bool:
    is_veiled = "/CA" in pen.veils and pen.veils <= ONLY
    return is_veiled and pen.width is not None and not pen.overprint


def _set(pen: _Pen, operator: str, instruction: Instruction, resources: Object) -> None:
    """Follow what an instruction sets."""
    if operator == "w":
        pen.width = float(instruction.operands[0])
    elif operator == "M":
        pen.miter = float(instruction.operands[0])
    elif operator == "gs":
        name = instruction.operands[0]
        state = resources.ExtGState[str(name)]
        pen.opacity = float(state.get("/CA", pen.opacity))
        pen.width = float(state.LW) if "/LW" in state else pen.width
        pen.overprint = name == OVERPRINT if "/OP" in state else pen.overprint
        pen.veils = veils_after(pen.veils, state)


def _box(path: Sequence[Instruction], pen: _Pen) -> list[float]:
    """Return a box around a line with all its corners, in user space."""
    points = [point for each in path for point in _points(each)]
    edge = (pen.width or 0) * max(pen.miter, 2) / 2 + 1
    xs, ys = zip(*points, strict=True)
    return [min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge]


def _points(instruction: Instruction) -> Iterator[tuple[float, float]]:
    numbers = [float(each) for each in instruction.operands]
    if str(instruction.operator) == "re":
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    return zip(numbers[::2], numbers[1::2], strict=True)
