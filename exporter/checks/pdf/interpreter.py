"""A small interpreter of content streams: one pass over a page gives its marks.

It follows what decides where and how something is printed: the matrix, the clip's rectangle,
colours, line widths, text positions, overprint, transparency and marked content (ISO 32000-1, 8, 9,
11 and 14.6). Glyph outlines and curves are taken by their boxes.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, SupportsFloat, TypedDict, Unpack

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Object

from exporter.checks.pdf import colours
from exporter.checks.pdf.colours import Colour, ColourSpace, colour, parse_space
from exporter.checks.pdf.fonts import Font, parse_font
from exporter.checks.pdf.layers import Layers
from exporter.checks.pdf.marks import Drawing, Kind, Mark, Role
from exporter.checks.pdf.pictures import Picture, parse_picture
from exporter.checks.pdf.tiles import tiles
from exporter.pdf.geometry import (
    EVERYWHERE,
    IDENTITY,
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

MAX_DEPTH = 50  # forms in forms; each takes ten calls of Python's thousand
MAX_OPERATIONS = 4_000_000  # a page of a newspaper has a thousand
THIN_PT = 3.0  # a filled strip no wider than this is a line
CORNERS = range(4)  # of a rectangle
STRAIGHT_POINTS = 10  # a border is drawn as two rectangles, one in the other
ASCENT, DESCENT = 0.88, -0.12  # of a glyph's em, as Chinese fonts have it
OPAQUE_MODES = {"Normal", "Compatible"}
BLACK = colour(colours.GREY, (0.0,))
CANT_READ = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Operands = Sequence[Object]
Operator = Callable[["Interpreter", Operands], None]


class Details(TypedDict, total=False):
    """What one kind of mark has and another has not, as in `Mark`."""

    size: float
    font: Font
    hidden: bool
    notdef: bool
    picture: Picture
    matrix: Matrix


class Marked(NamedTuple):
    """What marked content says of what is in it; `number` is that of tagged content (MCID)."""

    role: Role | None = None
    number: int = -1
    language: str | None = None
    off: bool = False  # it, or what it is in, belongs to a layer that is switched off


class Painted(NamedTuple):
    """What one instruction of a page paints: its number, whether it is transparent, its box."""

    number: int
    transparent: bool
    box: Rect
    matrix: Matrix
    clip: Rect


@dataclass
class State:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4)."""

    matrix: Matrix = IDENTITY
    clip: Rect = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_pattern: Object | None = None
    stroke_pattern: Object | None = None
    line_width: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    veils: frozenset[str] = frozenset()  # what makes it transparent
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0


class Cache:
    """What pages share: fonts, pictures, forms, each read once."""

    def __init__(self) -> None:
        self.fonts: dict[object, Font] = {}
        self.pictures: dict[object, Picture] = {}
        self.streams: dict[object, list[Instruction]] = {}
        self.operations = 0

    def instructions(self, stream: Object) -> list[Instruction]:
        """Return the parsed instructions of a page or form; a page is read once, so not kept."""
        key = getattr(stream, "objgen", (0, 0))
        if key == (0, 0) or not isinstance(stream, pikepdf.Stream):
            return list(pikepdf.parse_content_stream(stream))
        if key not in self.streams:
            self.streams[key] = list(pikepdf.parse_content_stream(stream))
        return self.streams[key]


class Interpreter:
    """Reads the content of one page; `draw` returns what is on it.

    With `layers`, without what they switch off and what is wholly transparent.
    """

    def __init__(self, cache: Cache, layers: Layers | None = None) -> None:
        self.cache = cache
        self.layers = layers
        self.drawing = Drawing()
        self.state = State()
        self.stack: list[State] = []
        self.marked: list[Marked] = []
        self.defaults: frozenset[str] = frozenset()
        self.resources: Object = Dictionary()
        self.depth = 0
        self.veiled_groups = 0  # that are being read: what is in them is transparent as a whole
        self.path: list[Point] = []
        self.curved = False
        self.clipping = False
        self.text_matrix: Matrix = IDENTITY
        self.line_matrix: Matrix = IDENTITY
        self.open: list[tuple[int, int]] = []  # the forms that are being read
        self.seen_glyphs: set[object] = set()
        self.seen_patterns: set[object] = set()

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
                yield Painted(number, bool(found), box, self.state.matrix, self.state.clip)

    def _run(self, stream: Object, resources: Object) -> None:
        """Do the instructions of a page, form, pattern or glyph."""
        before = self.resources, self.defaults
        self.resources, self.defaults = resources, _defaults(resources)
        bottom = len(self.stack)
        marked = len(self.marked)
        self.depth += 1
        try:
            for instruction in self._instructions(stream):
                self._do(instruction)
        finally:
            del self.stack[bottom:]
            del self.marked[marked:]
            self.resources, self.defaults = before
            self.depth -= 1

    def _instructions(self, stream: Object) -> Sequence[Instruction]:
        if self.depth > MAX_DEPTH:
            self._problem("forms are nested too deep")
            return []
        try:
            found = self.cache.instructions(stream)
        except (pikepdf.PdfError, *CANT_READ) as error:
            self._problem(f"a content stream can't be read ({_first_line(error)})")
            return []
        self.cache.operations += len(found)
        if self.cache.operations > MAX_OPERATIONS:
            self._problem(f"more than {MAX_OPERATIONS:,} operations, the rest was not checked")
            return []
        return found

    def _do(self, instruction: Instruction) -> None:
        operator = str(instruction.operator)
        try:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self.inline_image(instruction)
            elif work := OPERATORS.get(operator):
                work(self, list(instruction.operands))
        except (pikepdf.PdfError, *CANT_READ) as error:
            self._problem(f"`{operator}` can't be read ({_first_line(error)})")

    def _problem(self, message: str) -> None:
        if message not in self.drawing.problems:
            self.drawing.problems.append(message)

    # state

    def save(self, _: Operands) -> None:
        """`q`."""
        self.stack.append(copy.copy(self.state))

    def restore(self, _: Operands) -> None:
        """`Q`; one too many is left alone, as viewers do."""
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

    def _resource(self, kind: str, name: Object) -> Object:
        return self.resources[kind][str(name)]

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

    # text

    def begin_text(self, _: Operands) -> None:
        """`BT`."""
        self.text_matrix = self.line_matrix = IDENTITY

    def set_font(self, operands: Operands) -> None:
        """`Tf`."""
        self.state.size = float(operands[1])
        self.state.font = self._font(self._resource("/Font", operands[0]))

    def _font(self, thing: Object) -> Font:
        key = thing.objgen if thing.is_indirect else id(thing)
        font = self.cache.fonts.get(key)
        if font is None:
            font = self.cache.fonts[key] = parse_font(thing)
        return font

    def set_render(self, operands: Operands) -> None:
        """`Tr`."""
        self.state.render = int(operands[0])

    def next_line(self, operands: Sequence[SupportsFloat]) -> None:
        """`Td`."""
        shift = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1]))
        self.text_matrix = self.line_matrix = shift @ self.line_matrix

    def next_line_leading(self, operands: Operands) -> None:
        """`TD`."""
        self.state.leading = -float(operands[1])
        self.next_line(operands)

    def set_text_matrix(self, operands: Operands) -> None:
        """`Tm`."""
        self.text_matrix = self.line_matrix = matrix_of(operands)

    def new_line(self, _: Operands) -> None:
        """`T*`."""
        self.next_line((0, -self.state.leading))

    def show(self, operands: Operands) -> None:
        """`Tj`."""
        self._show([operands[0]])

    def show_on_new_line(self, operands: Operands) -> None:
        """`'`."""
        self.new_line([])
        self._show([operands[0]])

    def show_spaced(self, operands: Operands) -> None:
        """`\"`."""
        self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
        self.new_line([])
        self._show([operands[2]])

    def show_pieces(self, operands: Operands) -> None:
        """`TJ`."""
        self._show(operands[0])

    def _show(self, pieces: Iterable[Object]) -> None:
        state, font = self.state, self.state.font
        if font is None:
            raise ValueError("text without a font")
        start = self._advance(pieces, font)
        x, y = (0.0, -start) if font.vertical else (start, 0.0)
        size = state.size
        if font.vertical:
            box: Rect = (-size / 2, -start, size / 2, 0.0)
        else:
            low, high = state.rise + DESCENT * size, state.rise + ASCENT * size
            box = (min(0.0, start), min(low, high), max(0.0, start), max(low, high))
        whole = self.text_matrix @ state.matrix
        if start:
            notdef = any(
                font.shows_notdef(bytes(piece))
                for piece in pieces
                if isinstance(piece, pikepdf.String)
            )
            self._text(font, box, whole, notdef)
        self.text_matrix = Matrix(1, 0, 0, 1, x, y) @ self.text_matrix

    def _advance(self, pieces: Iterable[Object], font: Font) -> float:
        """Return how far the text goes, in text space."""
        state = self.state
        total = 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                text = bytes(piece)
                count = len(text) // font.code_bytes
                total += font.width(text) / 1000 * state.size + count * state.spacing
                if font.code_bytes == 1 and state.word_spacing:
                    total += text.count(b" ") * state.word_spacing
            else:
                total -= float(piece) / 1000 * state.size
        return total * (1.0 if font.vertical else state.stretch)

    def _text(self, font: Font, box: Rect, whole: Matrix, notdef: bool) -> None:
        if self._is_off():
            return
        state = self.state
        size = abs(state.size) * math.hypot(whole.c, whole.d)
        if font.kind == "Type3":
            self._glyphs(font, whole)
        mode = state.render % 4
        values = Details(size=size, font=font, hidden=mode == 3, notdef=notdef)
        place = moved(box, whole)
        if mode in (0, 2, 3):
            self._mark(Kind.TEXT, place, True, **values)
        if mode in (1, 2):
            self._mark(Kind.TEXT, place, False, **values)

    def _glyphs(self, font: Font, whole: Matrix) -> None:
        """Look once at what the glyphs of a Type 3 font paint (ISO 32000-1, 9.6.5)."""
        dictionary = font.dictionary
        if dictionary.objgen in self.seen_glyphs:
            return
        self.seen_glyphs.add(dictionary.objgen)
        size = self.state.size
        enlarge = Matrix(size, 0, 0, size, 0, 0)
        matrix = matrix_of(dictionary["/FontMatrix"]) @ enlarge @ whole
        for glyph in dictionary["/CharProcs"].values():
            self._nested(glyph, dictionary.get("/Resources", self.resources), matrix)

    # objects

    def external(self, operands: Operands) -> None:
        """`Do`."""
        thing = self._resource("/XObject", operands[0])
        kind = str(thing.get("/Subtype", ""))
        if self._is_off(thing.get("/OC")) or (self.layers and self._is_clipped(thing, kind)):
            return
        # Names are those of a form: another thing of one name may be in the next.
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

    def inline_image(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        """`BI … ID … EI`."""
        self._picture(parse_picture("inline", instruction.iimage, self.resources))

    def _known_picture(self, name: str, thing: Object) -> Picture:
        picture = self.cache.pictures.get(thing.objgen)
        if picture is None:
            picture = parse_picture(name, thing, self.resources)
            self.cache.pictures[thing.objgen] = picture
        return picture

    def _picture(self, picture: Picture) -> None:
        matrix = self.state.matrix
        place = moved(UNIT, matrix)
        self._mark(Kind.PICTURE, place, True, picture=picture, matrix=matrix)

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
        if isinstance(group, Dictionary) and "/CS" in group and not is_empty(box):
            space = parse_space(group["/CS"], self.resources)
            self.drawing.groups.append((space, box))

    def _nested(
        self,
        stream: Object,
        resources: Object,
        matrix: Matrix,
        box: Rect = EVERYWHERE,
        role: Role | None = None,
    ) -> None:
        """Read a form, pattern or glyph in a state of its own; one inside itself is skipped."""
        if stream.objgen in self.open:
            self._problem("a form paints itself")
            return
        self.open.append(stream.objgen)
        outer = (self.state, self.text_matrix, self.line_matrix, self.path, self.stack, self.marked)
        self.state = copy.copy(self.state)
        self.state.matrix, self.state.clip = matrix, meet(self.state.clip, box)
        self.path, self.stack = [], []
        self.marked = [*self.marked, Marked(role, off=self._is_off())]
        self._run(stream, resources)
        self.open.pop()
        self.state, self.text_matrix, self.line_matrix, self.path, self.stack, self.marked = outer

    # marked content

    def begin_marked(self, operands: Operands) -> None:
        """`BMC`, `BDC`."""
        values: Object | None = operands[1] if len(operands) > 1 else None
        if str(operands[0]) == "/Artifact":
            found = Marked(Role.ARTIFACT)
        else:
            if isinstance(values, Name):
                values = self._resource("/Properties", values)
            found = _marked(values) if isinstance(values, Dictionary) else Marked()
        off = self._is_off(values if str(operands[0]) == "/OC" else None)
        self.marked.append(found._replace(off=off))

    def end_marked(self, _: Operands) -> None:
        """`EMC`."""
        if self.marked:
            self.marked.pop()

    def _is_off(self, content: Object | None = None) -> bool:
        """Whether layers hide what is painted now, or what belongs to one of them (`/OC`)."""
        around = bool(self.marked) and self.marked[-1].off
        return around or (self.layers is not None and self.layers.hide(content))

    def _around(self) -> Marked:
        """Return what the marked content around makes of a mark; the innermost decides."""
        languages = (one.language for one in reversed(self.marked) if one.language is not None)
        language = next(languages, None)
        roles = {one.role for one in self.marked}
        if Role.ARTIFACT in roles:
            return Marked(Role.ARTIFACT, -1, language)
        number = next((one.number for one in reversed(self.marked) if one.number >= 0), -1)
        tagged = number >= 0 or Role.TAGGED in roles
        return Marked(Role.TAGGED if tagged else Role.NONE, number, language)

    # marks

    def _mark(self, kind: Kind, box: Rect, fill: bool, **values: Unpack[Details]) -> None:
        """Add a mark unless the clip hides all of it."""
        state = self.state
        whole, box = box, meet(box, state.clip)
        is_text = kind is Kind.TEXT and not values.get("hidden")
        if self._is_off():
            return
        if is_empty(box) or (is_flat(state.clip) and not is_flat(whole)):
            if is_text and not self.open:
                self.drawing.unseen.append(whole)
            return
        picture = values.get("picture")
        transparent = bool(state.veils or self.veiled_groups or (picture and picture.soft_mask))
        if transparent:
            self.drawing.transparent.append(box)
        alpha = state.fill_alpha if fill else state.stroke_alpha
        if self.layers and not alpha:
            return
        paints = picture is None or picture.stencil
        pattern = state.fill_pattern if fill else state.stroke_pattern
        if paints and pattern is not None and not values.get("hidden"):
            self._pattern(pattern, box)
        painted = (state.fill if fill else state.stroke) if paints else None
        around = self._around()
        self.drawing.marks.append(
            Mark(
                kind,
                box,
                painted,
                around.role or Role.NONE,
                number=around.number,
                language=around.language,
                defaults=self.defaults,
                overprint=state.overprint_fill if fill else state.overprint_stroke,
                overprint_mode=state.overprint_mode,
                transparent=transparent,
                uncut=whole if is_text and whole != box else None,
                **values,
            )
        )

    def _pattern(self, pattern: Object, box: Rect) -> None:
        """Look at what a pattern paints, at the place where it is used."""
        if int(pattern.get("/PatternType", 0)) == 2:
            self._shading(pattern["/Shading"], box)
            return
        key = pattern.objgen, self.state.fill, self.state.stroke
        if key in self.seen_patterns:
            return
        marks = len(self.drawing.marks)
        for matrix in tiles(pattern, box):
            self._tile(pattern, box, matrix)
        # A cell that is empty where it was used may show something elsewhere.
        if len(self.drawing.marks) > marks:
            self.seen_patterns.add(key)

    def _tile(self, pattern: Object, box: Rect, matrix: Matrix) -> None:
        """Look at one cell of a pattern at its place."""
        state = self.state
        before = state.fill_pattern, state.stroke_pattern, state.clip
        state.fill_pattern = state.stroke_pattern = None
        state.clip = box
        self._nested(pattern, pattern.get("/Resources", self.resources), matrix)
        state.fill_pattern, state.stroke_pattern, state.clip = before

    def _shading(self, shading: Object, box: Rect) -> None:
        space = parse_space(shading["/ColorSpace"], self.resources)
        function = shading.get("/Function")
        ends = colours.function_ends(function) if function is not None else ()
        found = [colour(space, values) for values in ends] or [Colour(space)]
        state = self.state
        if self._is_off() or is_empty(meet(box, state.clip)):
            return
        if state.veils or self.veiled_groups:
            self.drawing.transparent.append(meet(box, state.clip))
        around = self._around()
        self.drawing.marks.append(
            Mark(
                Kind.SHADING,
                meet(box, state.clip),
                max(found, key=lambda one: one.total),
                around.role or Role.NONE,
                number=around.number,
                language=around.language,
                defaults=self.defaults,
                overprint=state.overprint_fill,
                overprint_mode=state.overprint_mode,
            )
        )


def _border(path: Sequence[Point]) -> float:
    """Return the width of a border painted as the area between two rectangles; else 0."""
    if len(path) != 2 * len(CORNERS):
        return 0.0
    outer, inner = sorted((bounds(path[:4]), bounds(path[4:])), key=lambda rect: rect[0])
    sides = [abs(one - other) for one, other in zip(outer, inner, strict=True)]
    return max(sides) if inside(inner, outer) and 0 < min(sides) <= max(sides) <= THIN_PT else 0.0


def _marked(values: Object) -> Marked:
    """Read a property list of marked content."""
    language = values.get("/Lang")
    number = int(values.get("/MCID", -1))
    return Marked(None, number, None if language is None else str(language))


def _defaults(resources: Object) -> frozenset[str]:
    """Return the names of the device spaces that resources define (ISO 32000-1, 8.6.5.6)."""
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    names = spaces.keys() if isinstance(spaces, Dictionary) else ()
    return frozenset(name for name in names if name.startswith("/Default"))


def _blends(modes: Object) -> bool:
    """Return whether a blend mode, or the first of a list, mixes with what is beneath."""
    first = modes if isinstance(modes, Name) else modes[0]
    return str(first)[1:] not in OPAQUE_MODES


def veils_after(before: frozenset[str], state: Object) -> frozenset[str]:
    """Return what makes transparent once a graphics state is set: keys of `VEILS`."""
    given = {key: veils(state[key]) for key, veils in VEILS.items() if key in state}
    return before.difference(given) | {key for key, veiled in given.items() if veiled}


def is_veil(state: Object) -> bool:
    """Return whether a graphics state makes what is painted transparent."""
    return bool(veils_after(frozenset(), state))


# What lets something shine through, by the key of a graphics state (ISO 32000-1, 11.6.4).
VEILS: dict[str, Callable[[Object], bool]] = {
    "/ca": lambda alpha: float(alpha) < 1,
    "/CA": lambda alpha: float(alpha) < 1,
    "/BM": _blends,
    "/SMask": lambda mask: isinstance(mask, Dictionary),
}


def _rect(given: Object) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in given)
    return around([(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]


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
