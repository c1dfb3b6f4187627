"""A small interpreter of content streams: one pass over a page gives its marks.

It follows what decides where and how something is printed: the matrix, the clip's rectangle,
colours, line widths, text positions, overprint, transparency and marked content (ISO 32000-1, 8, 9,
11 and 14.6). Glyph outlines and curves are taken by their boxes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import SupportsFloat

import pikepdf
from pikepdf import Dictionary, Name, Object

from exporter.checks.pdf import colours
from exporter.checks.pdf.colours import Colour, ColourSpace, colour, parse_space
from exporter.checks.pdf.graphics import Painted, Veil
from exporter.checks.pdf.image_objects import Picture, parse_picture
from exporter.checks.pdf.marking import (
    Operands,
    Operator,
)
from exporter.checks.pdf.marks import Drawing, Kind, Role
from exporter.checks.pdf.text_operators import TextShower
from exporter.checks.pdf.veils import veils_after
from exporter.pdf.geometry import (
    UNIT,
    Point,
    Rect,
    around,
    bounds,
    inside,
    is_empty,
    is_flat,
    matrix_of,
    meet,
    moved,
    placing,
    scale,
)

THIN_PT = 3.0  # a filled strip no wider than this is a line
CORNERS = range(4)  # of a rectangle
OPACITY = frozenset(("/ca", "/CA"))
SHOWS = ("Tj", "TJ", "'", '"')
STRAIGHT_POINTS = 10  # a border is drawn as two rectangles, one in the other


class Interpreter(TextShower):
    """Reads the content of one page; `draw` returns what is on it.

    With `layers`, without what they switch off and what is wholly transparent.
    """

    def draw(self, page: pikepdf.Page, clip: Rect) -> Drawing:
        """Return the marks of a page, cut to `clip`."""
        self.state.clip = clip
        resources = page.resources if "/Resources" in page else Dictionary()
        self._group(page.obj.get("/Group"))
        self._run(page.obj, resources)
        return self.drawing

    def painted(self, page: pikepdf.Page, clip: Rect) -> Iterator[Painted]:
        """Yield the instructions of a page's own content that paint something, in order."""
        self.state.clip = clip
        self.resources = page.resources if "/Resources" in page else Dictionary()
        for number, instruction in enumerate(self._instructions(page.obj)):
            marks, veils = len(self.drawing.marks), len(self.drawing.transparent)
            self._do(instruction)
            found = self.drawing.transparent[veils:]
            painted = [mark.box for mark in self.drawing.marks[marks:]]
            if found or painted:
                box = around([*painted, *found])
                veil = self._veil(str(instruction.operator)) if found else None
                yield Painted(number, bool(found), box, self.state.matrix, self.state.clip, veil)

    def _veil(self, operator: str) -> Veil | None:
        """Return the colour and opacity that an operator paints a path or text with, if one."""
        state = self.state
        if not state.veils <= OPACITY:
            return None
        fill = operator in ("f", "F", "f*") or (operator in SHOWS and state.render == 0)
        if fill and state.fill_pattern is None and state.fill.inks:
            return Veil(state.fill, state.fill_alpha, True, state.overprint_fill)
        if operator in ("S", "s") and state.stroke_pattern is None and state.stroke.inks:
            return Veil(state.stroke, state.stroke_alpha, False, state.overprint_stroke)
        return None

    # state

    def save(self, _: Operands) -> None:
        """`q`."""
        self.stack.append(copy.copy(self.state))

    def restore(self, _: Operands) -> None:
        """`Q`; a surplus one is ignored, as in viewers."""
        if self.stack:
            self.state = self.stack.pop()

    def concatenate(self, operands: Operands) -> None:
        """`cm`."""
        self.state.matrix = matrix_of(operands) @ self.state.matrix

    def set_width(self, operands: Operands) -> None:
        """`w`."""
        self.state.line_width = float(operands[0])

    def set_state(self, operands: Operands) -> None:
        """`gs` (ISO 32000-1, 8.4.5)."""
        given = self._resource("/ExtGState", operands[0])
        if given not in self.drawing.states:
            self.drawing.states.append(given)
        state = self.state
        if "/LW" in given:
            state.line_width = float(given["/LW"])
        if "/OP" in given:
            state.overprint_stroke = bool(given["/OP"])
            state.overprint_fill = bool(given.get("/op", given["/OP"]))
        elif "/op" in given:
            state.overprint_fill = bool(given["/op"])
        if "/OPM" in given:
            state.overprint_mode = int(given["/OPM"])
        if "/Font" in given:
            state.font = self._font(given["/Font"][0])
            state.size = float(given["/Font"][1])
        state.fill_alpha = float(given.get("/ca", state.fill_alpha))
        state.stroke_alpha = float(given.get("/CA", state.stroke_alpha))
        state.veils = veils_after(state.veils, given)

    # colour

    def fill_space(self, operands: Operands) -> None:
        """`cs`."""
        space = self._space(operands[0])
        self.state.fill, self.state.fill_pattern = colour(space, space.first()), None

    def stroke_space(self, operands: Operands) -> None:
        """`CS`."""
        space = self._space(operands[0])
        self.state.stroke, self.state.stroke_pattern = colour(space, space.first()), None

    def fill_colour(self, operands: Operands) -> None:
        """`sc`, `scn`."""
        self.state.fill, self.state.fill_pattern = self._colour(self.state.fill.space, operands)

    def stroke_colour(self, operands: Operands) -> None:
        """`SC`, `SCN`."""
        found = self._colour(self.state.stroke.space, operands)
        self.state.stroke, self.state.stroke_pattern = found

    def _space(self, name: Object) -> ColourSpace:
        return parse_space(name, self.resources)

    def _colour(self, space: ColourSpace, operands: Operands) -> tuple[Colour, Object | None]:
        """Return the colour, and the pattern if it is one; it may be uncoloured."""
        if not len(operands) or not isinstance(operands[-1], Name):
            return colour(space, [float(value) for value in operands]), None
        pattern = self._resource("/Pattern", operands[-1])
        values = [float(value) for value in operands[:-1]]
        if space.base and values:
            return colour(space.base, values), pattern
        return Colour(space), pattern

    # paths

    def move(self, operands: Operands) -> None:
        """`m`."""
        self._point(operands[0], operands[1])

    def line(self, operands: Operands) -> None:
        """`l`."""
        self._point(operands[0], operands[1])

    def curve(self, operands: Operands) -> None:
        """`c`, `v`, `y`: the box of the control points."""
        self.curved = True
        for index in range(0, len(operands), 2):
            self._point(operands[index], operands[index + 1])

    def rectangle(self, operands: Operands) -> None:
        """`re`."""
        x, y, width, height = (float(value) for value in operands)
        for point in ((x, y), (x + width, y), (x + width, y + height), (x, y + height)):
            self._point(*point)

    def _point(self, x: SupportsFloat, y: SupportsFloat) -> None:
        self.path.append(self.state.matrix.transform((float(x), float(y))))

    def clip(self, _: Operands) -> None:
        """`W`, `W*`: takes effect when the path is painted."""
        self.clipping = True

    def paint(self, fill: bool, stroke: bool) -> None:
        """Fill, stroke and clip with the path; a plain thin rectangle is a line."""
        path, straight = self.path, not self.curved and len(self.path) <= STRAIGHT_POINTS
        self.path, self.curved = [], False
        clipping, self.clipping = self.clipping, False
        if not path:
            return
        box = bounds(path)
        if fill and straight and (border := _border(path)):
            self._mark(Kind.LINE, box, True, size=border)
        elif fill:
            self._fill(box, straight)
        if stroke:
            self._stroke(box)
        if clipping:
            self.state.clip = meet(self.state.clip, box)

    def _fill(self, box: Rect, straight: bool) -> None:
        """Add a filled path; where the clip leaves a thin strip of a plain one, it is a line."""
        left, bottom, right, top = meet(box, self.state.clip)
        thin = min(right - left, top - bottom)
        if thin <= 0 < min(box[2] - box[0], box[3] - box[1]):
            return
        line = straight and thin <= THIN_PT
        self._mark(Kind.LINE if line else Kind.AREA, box, True, size=thin if line else 0.0)

    def _stroke(self, box: Rect) -> None:
        width = self.state.line_width * scale(self.state.matrix)
        half = width / 2
        grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
        self._mark(Kind.LINE, grown, False, size=width)

    def shade(self, operands: Operands) -> None:
        """`sh`: fills the clip."""
        self._shading(self._resource("/Shading", operands[0]), self.state.clip)

    # objects

    def external(self, operands: Operands) -> None:
        """`Do`."""
        thing = self._resource("/XObject", operands[0])
        kind = str(thing.get("/Subtype", ""))
        if self._is_off(thing.get("/OC")) or (self.layers and self._is_clipped(thing, kind)):
            return
        # Names are local to a form: the same name may mean another object in the next one.
        self.drawing.objects.setdefault(thing.objgen, (str(operands[0])[1:], thing))
        if kind == "/Form":
            self._form(thing)
        elif kind == "/Image":
            self._picture(self._known_picture(str(operands[0])[1:], thing))

    def _is_clipped(self, thing: Object, kind: str) -> bool:
        """Whether the clip hides all of a form or picture."""
        matrix = self.state.matrix
        if kind == "/Form":
            box = moved(_rect(thing["/BBox"]), placing(thing) @ matrix)
        else:
            box = moved(UNIT, matrix)
        return is_empty(meet(box, self.state.clip))

    def _known_picture(self, name: str, thing: Object) -> Picture:
        picture = self.cache.pictures.get(thing.objgen)
        if picture is None:
            picture = parse_picture(name, thing, self.resources)
            self.cache.pictures[thing.objgen] = picture
        return picture

    def _form(self, form: Object) -> None:
        matrix = placing(form) @ self.state.matrix
        box = moved(_rect(form["/BBox"]), matrix)
        self._group(form.get("/Group"), meet(box, self.state.clip))
        role = Role.TAGGED if "/StructParent" in form else None
        veiled = bool(self.state.veils) and isinstance(form.get("/Group"), Dictionary)
        self.veiled_groups += veiled
        self._nested(form, form.get("/Resources", self.resources), matrix, box, role)
        self.veiled_groups -= veiled

    def _group(self, group: Object | None, box: Rect | None = None) -> None:
        """Remember the blend space of a transparency group (ISO 32000-1, 11.6.6)."""
        box = box or self.state.clip
        if isinstance(group, Dictionary) and "/CS" in group and not is_flat(box):
            space = parse_space(group["/CS"], self.resources)
            self.drawing.groups.append((space, box))


def _border(path: Sequence[Point]) -> float:
    """Return the width of a border painted as the area between two rectangles; else 0."""
    if len(path) != 2 * len(CORNERS):
        return 0.0
    outer, inner = sorted((bounds(path[:4]), bounds(path[4:])), key=lambda rect: rect[0])
    sides = [abs(one - other) for one, other in zip(outer, inner, strict=True)]
    return max(sides) if inside(inner, outer) and 0 < min(sides) <= max(sides) <= THIN_PT else 0.0


def _rect(given: Object) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in given)
    return around([(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])


def _device(space: ColourSpace, fill: bool) -> Operator:
    """Return what `g`, `rg`, `k` and their capitals do."""

    def work(interpreter: Interpreter, operands: Operands) -> None:
        found = colour(space, [float(value) for value in operands])
        if fill:
            interpreter.state.fill, interpreter.state.fill_pattern = found, None
        else:
            interpreter.state.stroke, interpreter.state.stroke_pattern = found, None

    return work


def _paint(fill: bool, stroke: bool) -> Operator:
    """Return what `f`, `S`, `B`, `n` and their like do."""
    return lambda interpreter, _: interpreter.paint(fill, stroke)


def _setting(name: str, factor: float = 1.0) -> Operator:
    """Return what `Tc`, `Tw`, `Tz`, `TL` and `Ts` do."""
    return lambda interpreter, operands: setattr(
        interpreter.state, name, float(operands[0]) * factor
    )


# The operators that matter (ISO 32000-1, annex A).
OPERATORS: dict[str, Operator] = {
    "q": Interpreter.save,
    "Q": Interpreter.restore,
    "cm": Interpreter.concatenate,
    "w": Interpreter.set_width,
    "gs": Interpreter.set_state,
    "cs": Interpreter.fill_space,
    "CS": Interpreter.stroke_space,
    "sc": Interpreter.fill_colour,
    "scn": Interpreter.fill_colour,
    "SC": Interpreter.stroke_colour,
    "SCN": Interpreter.stroke_colour,
    "m": Interpreter.move,
    "l": Interpreter.line,
    "c": Interpreter.curve,
    "v": Interpreter.curve,
    "y": Interpreter.curve,
    "re": Interpreter.rectangle,
    "W": Interpreter.clip,
    "W*": Interpreter.clip,
    "sh": Interpreter.shade,
    "BT": Interpreter.begin_text,
    "Tf": Interpreter.set_font,
    "Tr": Interpreter.set_render,
    "Td": Interpreter.next_line,
    "TD": Interpreter.next_line_leading,
    "Tm": Interpreter.set_text_matrix,
    "T*": Interpreter.new_line,
    "Tj": Interpreter.show,
    "TJ": Interpreter.show_pieces,
    "'": Interpreter.show_on_new_line,
    '"': Interpreter.show_spaced,
    "Do": Interpreter.external,
    "BMC": Interpreter.begin_marked,
    "BDC": Interpreter.begin_marked,
    "EMC": Interpreter.end_marked,
    "g": _device(colours.GREY, True),
    "G": _device(colours.GREY, False),
    "rg": _device(colours.RGB, True),
    "RG": _device(colours.RGB, False),
    "k": _device(colours.CMYK, True),
    "K": _device(colours.CMYK, False),
    **{name: _paint(True, False) for name in ("f", "F", "f*")},
    **{name: _paint(False, True) for name in ("S", "s")},
    **{name: _paint(True, True) for name in ("B", "B*", "b", "b*")},
    "n": _paint(False, False),
    "Tc": _setting("spacing"),
    "Tw": _setting("word_spacing"),
    "Tz": _setting("stretch", 0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
}
Interpreter.operators = OPERATORS
