"""Content streams rewritten for the press: every colour an ink, black type overprints, no line
is thinner than the press holds.

Colour, overprint and line width are set just before something is painted, when it is known whether
that is type, a line or an area (ISO 32000-1 §8.4: all three belong to the graphics state). pikepdf
parses the whole stream, so nothing in it is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from pikepdf import (
    ContentStreamInlineImage,
    Matrix,
    Name,
    Object,
    Operator,
    Page,
    parse_content_stream,
    unparse_content_stream,
)

from exporter.pdf.geometry import IDENTITY, Rect, inside, matrix_of, scale
from exporter.writers.pdf.press.graphics_state import Clip, Command, Paint, State
from exporter.writers.pdf.press.inks import BLACK, Inks, Separator, Use, is_dark_mixture
from exporter.writers.pdf.press.paths import (
    SAME,
    Instruction,
    area,
    box_of,
    rectangle,
    rects_of,
    thicker,
    thinness,
    widened,
)
from exporter.writers.pdf.press.spaces import as_light, first_values, lightness, space_kind

Operands = list[Object]
OVERPRINT, KNOCK_OUT = Name("/OverprintOn"), Name("/OverprintOff")
# A filled area so thin, in points, is a line.
LINE_WIDTH = 1.5

PATH = frozenset(("m", "l", "c", "v", "y", "h", "re"))
FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
CATEGORIES = {"Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading", "Tf": "/Font"}


@dataclass
class Limits:
    """Limits of a press: thinnest line, smallest type in rich black and in several inks (pt)."""

    hairline: float
    rich_from: float
    register_from: float = 0


Draw = Callable[[str, Matrix], None]


@dataclass
class Rewriter:
    """Rewrites one content stream.

    `spaces` are the named colour spaces of its resources; `draw` is called for every XObject, with
    the matrix that it is placed by. In a soft mask (`mask`) colours mean light, and become greys.
    """

    separator: Separator
    limits: Limits
    spaces: Object | None
    draw: Draw
    mask: bool = False
    ctm: Matrix = IDENTITY
    page: bool = False
    used: dict[str, set[str]] = field(default_factory=dict)

    def rewrite(self, stream: Object | Page) -> bytes:
        """Return the new bytes of a page's or XObject's content."""
        self.state = State(ctm=self.ctm)
        if self.page:
            # ISO 32000-1 §8.4.1: a page begins in black, with lines of one unit.
            black = Paint("/DeviceGray", (0.0,))
            self.state = State(ctm=self.ctm, fill=black, stroke=black, width=1)
            self.state.set_overprint, self.state.set_width = False, 1
        self.stack: list[State] = []
        self.out: list[Command | list[Command]] = []
        self.path: list[Instruction] = []
        self.text_scale = 1.0
        for instruction in parse_content_stream(stream):
            if isinstance(instruction, ContentStreamInlineImage):
                self.out.append(instruction)
                continue
            self._step(str(instruction.operator), instruction)
        return unparse_content_stream(list(_flat(self.out)))

    def _step(self, operator: str, instruction: Instruction) -> None:
        """Process one instruction of the old stream."""
        if operator in PATH or operator in ("W", "W*"):
            self.path.append(instruction)
        elif operator in FILLS or operator in STROKES or operator == "n":
            self._paint_path(operator, instruction)
        elif operator in SHOWS:
            self._show(instruction)
        elif handler := HANDLERS.get(operator):
            handler(self, operator, list(instruction.operands), instruction)
        else:
            self.out.append(instruction)

    # State

    def _save(self, _: str, __: Operands, instruction: Instruction) -> None:
        self.stack.append(replace(self.state))
        self.out.append(instruction)

    def _restore(self, _: str, __: Operands, instruction: Instruction) -> None:
        if self.stack:
            self.state = self.stack.pop()
        self.out.append(instruction)

    def _concatenate(self, _: str, operands: Operands, instruction: Instruction) -> None:
        self.state.ctm = matrix_of(operands) @ self.state.ctm
        self.out.append(instruction)

    def _set_line_width(self, _: str, operands: Operands, __: Instruction) -> None:
        self.state.width = float(operands[0])

    def _set_device_colour(self, operator: str, operands: Operands, _: Instruction) -> None:
        paint = Paint(DEVICE[operator.lower()], tuple(map(float, operands)))
        self._set_paint(operator.isupper(), paint)

    def _set_space(self, operator: str, operands: Operands, _: Instruction) -> None:
        name = str(operands[0])
        found = self.spaces.get(name) if self.spaces is not None else None
        space: Object | str = name if found is None else found
        self._set_paint(operator == "CS", Paint(space, first_values(space)))

    def _set_colour(self, operator: str, operands: Operands, _: Instruction) -> None:
        stroke = operator.startswith("SC")
        current = self.state.stroke if stroke else self.state.fill
        space = current.space if current else "/DeviceGray"
        pattern = operands.pop() if operands and isinstance(operands[-1], Name) else None
        if pattern is not None:
            self._use("/Pattern", pattern)
        self._set_paint(stroke, Paint(space, tuple(map(float, operands)), pattern))

    def _set_paint(self, stroke: bool, paint: Paint) -> None:
        if stroke:
            self.state.stroke = paint
        else:
            self.state.fill = paint

    def _use(self, category: str, name: Object) -> None:
        """Record the name of a resource that the stream uses."""
        self.used.setdefault(category, set()).add(str(name))

    def _named(self, operator: str, operands: Operands, instruction: Instruction) -> None:
        self._use(CATEGORIES[operator], operands[0])
        if operator == "Tf":
            self.state.size = float(operands[1])
        elif operator == "Do":
            self._ready(Use.FILL, fill=True, stroke=True, overprint=False)
            self.draw(str(operands[0]), self.state.ctm)
        elif operator == "sh":
            self._ready(Use.FILL, overprint=False)
        self.out.append(instruction)

    # Type

    def _begin_text(self, _: str, __: Operands, instruction: Instruction) -> None:
        self.text_scale = 1.0
        self.out.append(instruction)

    def _text_matrix(self, _: str, operands: Operands, instruction: Instruction) -> None:
        self.text_scale = scale(matrix_of(operands))
        self.out.append(instruction)

    def _text_mode(self, _: str, operands: Operands, instruction: Instruction) -> None:
        self.state.mode = int(operands[0])
        self.out.append(instruction)

    def _show(self, instruction: Instruction) -> None:
        stroked = self.state.mode in (1, 2, 5, 6)
        filled = self.state.mode in (0, 2, 4, 6)
        inks = self._inks(self.state.fill if filled else self.state.stroke, Use.TEXT)
        self._ready(Use.TEXT, filled, stroked, overprint=inks == BLACK)
        self.out.append(instruction)

    # Paths

    def _paint_path(self, operator: str, instruction: Instruction) -> None:
        path, self.path = self.path, []
        if operator == "n":
            self._clip(path, instruction)
            return
        use, drawn = Use.FILL, list[Command](path)
        filled, stroked = operator in FILLS, operator in STROKES
        if not stroked:
            use = Use.LINE if self._thickness(path) else use
            drawn = self._thicken(path)
        line = use is Use.LINE and self._inks(self.state.fill, use) == BLACK
        self._ready(use, filled, stroked, overprint=line)
        self.out += [*drawn, instruction]

    def _clip(self, path: list[Instruction], instruction: Instruction) -> None:
        if any(str(each.operator) in ("W", "W*") for each in path):
            kept: list[Command] = [*path, instruction]
            box = box_of(path)
            self.state.clip = Clip(kept, box, self.state.ctm, self.state.clip) if box else None
            self.out.append(kept)
        else:
            self.out += [*path, instruction]

    def _thickness(self, path: list[Instruction]) -> float:
        """Return the thickness in points of a line painted as an area; 0 if it is not a line.

        WeasyPrint paints a border as the area between two rectangles, clipped to each side in turn.
        """
        rects = rects_of(path)
        if len(rects) == 1:
            long = max(rects[0][2] - rects[0][0], rects[0][3] - rects[0][1])
            thin = thinness(rects[0]) if long > 3 * thinness(rects[0]) else 0
        elif len(rects) == 2:
            thin = max(abs(one - other) for one, other in zip(*rects, strict=True))
            thin = min(thin, thinness(side)) if (side := self._side()) else thin
        else:
            return 0
        points = thin * scale(self.state.ctm)
        return points if 0 < points <= LINE_WIDTH else 0

    def _side(self) -> Rect | None:
        """Return the box of the clip if it may be one side of a border."""
        clip = self.state.clip
        return clip.box if clip and clip.ctm == self.state.ctm else None

    def _thicken(self, path: list[Instruction]) -> list[Command]:
        """Grow a line painted as an area to the press's least thickness."""
        rects, side = rects_of(path), self._side()
        least = self.limits.hairline / (scale(self.state.ctm) or 1)
        if len(rects) == 2 and not (side and thinness(side) < least):
            inner, outer = sorted(rects, key=area)
            if not inside(inner, outer, SAME):
                return list[Command](path)
            return [([*rectangle(rect)], Operator("re")) for rect in thicker(inner, outer, least)]
        missing = least - self._thickness(path) / (scale(self.state.ctm) or 1)
        if not self._thickness(path) or missing < SAME:
            return list[Command](path)
        line = side if len(rects) == 2 and side else rects[0]
        # One side of a border: the clipped part, grown to the least thickness.
        self._widen(line, missing)
        rest = path[1:] if len(rects) == 1 else []
        return [([*rectangle(widened(line, missing))], Operator("re")), *rest]

    def _widen(self, line: Rect, missing: float) -> None:
        """Grow the clips that are as thin as the line."""
        clip = self.state.clip
        while clip and clip.ctm == self.state.ctm:
            if thinness(clip.box) <= thinness(line) + SAME:
                grown = [*rectangle(widened(clip.box, missing))]
                clip.path[:] = [(grown, Operator("re")), ([], Operator("W")), _N]
            clip = clip.outer

    # Just before painting

    def _ready(
        self, use: Use, fill: bool = False, stroke: bool = False, overprint: bool = False
    ) -> None:
        """Set colours, line width and overprint in the new stream as required."""
        state = self.state
        painted = self._operators(state.fill, use, stroke=False) if fill else []
        if painted and painted != state.set_fill:
            self.out += painted
            state.set_fill = painted
        outline = Use.STROKE if use is Use.FILL else use
        drawn = self._operators(state.stroke, outline, stroke=True) if stroke else []
        if drawn and drawn != state.set_stroke:
            self.out += drawn
            state.set_stroke = drawn
        if stroke and state.width is not None:
            least = self.limits.hairline / (scale(state.ctm) or 1)
            width = state.width if self.mask else max(state.width, least)
            if state.set_width != width:
                self.out.append(([round(width, 5)], Operator("w")))
                state.set_width = width
        if not self.mask and state.set_overprint != overprint:
            name = OVERPRINT if overprint else KNOCK_OUT
            self._use("/ExtGState", name)
            self.out.append(([name], Operator("gs")))
            state.set_overprint = overprint

    def _operators(self, paint: Paint | None, use: Use, stroke: bool) -> list[Command]:
        """Return the operators that set a paint in the new stream."""
        if paint is None:
            return []
        if paint.pattern is not None:
            space, colour = ("CS", "SCN") if stroke else ("cs", "scn")
            name = Name.Pattern
            return [([name], Operator(space)), ([paint.pattern], Operator(colour))]
        inks = self._inks(paint, use) or BLACK
        if self.mask:
            return [([round(lightness(inks), 4)], Operator("G" if stroke else "g"))]
        return [([*map(_short, inks)], Operator("K" if stroke else "k"))]

    def _inks(self, paint: Paint | None, use: Use) -> Inks | None:
        """Return the inks of a paint; None for a pattern or an inherited colour."""
        if paint is None or paint.pattern is not None:
            return None
        size = self.state.size * self.text_scale * scale(self.state.ctm)
        return self.of_space(paint.space, paint.values, use, size)

    def of_space(
        self, space: Object | str, values: tuple[float, ...], use: Use, size: float = 0
    ) -> Inks:
        """Return the inks of values in a colour space."""
        if self.mask:
            return as_light(space, values)
        kind = space_kind(space)
        if kind == "rgb":
            inks = self.separator.rgb(values[0], values[1], values[2], use)
        elif kind == "lab":
            inks = self.separator.lab(values[0], values[1], values[2], use)
        elif kind == "cmyk":
            inks = (values[0], values[1], values[2], values[3])
        else:
            inks = self.separator.grey(values[0] if values else 0.0, use)
        inks = self.separator.cmyk(inks, use, size, self.limits.rich_from)
        # Artwork of others, in forms, keeps its colours: preflight reports its small type.
        is_small = self.page and use is Use.TEXT and round(size, 1) < self.limits.register_from
        return BLACK if is_small and is_dark_mixture(inks) else inks


Handler = Callable[[Rewriter, str, list[Object], Instruction], None]
HANDLERS: dict[str, Handler] = {
    "q": Rewriter._save,
    "Q": Rewriter._restore,
    "cm": Rewriter._concatenate,
    "w": Rewriter._set_line_width,
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), Rewriter._set_device_colour),
    **dict.fromkeys(("cs", "CS"), Rewriter._set_space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), Rewriter._set_colour),
    **dict.fromkeys(CATEGORIES, Rewriter._named),
    "BT": Rewriter._begin_text,
    "Tm": Rewriter._text_matrix,
    "Tr": Rewriter._text_mode,
}
_N: Command = ([], Operator("n"))


def _short(value: float) -> float | int:
    """Write 1 and 0 as they are."""
    return int(value) if value == int(value) else value


def _flat(instructions: Iterable[Command | list[Command]]) -> Iterator[Command]:
    for each in instructions:
        if isinstance(each, list):
            yield from each
        else:
            yield each
