"""Streams of a page run through, and marks made of what their instructions paint."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Unpack

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Object

from exporter.checks.pdf import colours
from exporter.checks.pdf.colours import Colour, colour, parse_space
from exporter.checks.pdf.fonts import Font
from exporter.checks.pdf.graphics import Details, Marked, State, defaults_of, marked_by
from exporter.checks.pdf.image_objects import Picture, parse_picture
from exporter.checks.pdf.layers import Layers
from exporter.checks.pdf.marks import Drawing, Kind, Mark, Role
from exporter.checks.pdf.tiles import tiles
from exporter.pdf.geometry import (
    EVERYWHERE,
    IDENTITY,
    UNIT,
    Point,
    Rect,
    is_empty,
    is_flat,
    meet,
    moved,
)

MAX_DEPTH = 50  # forms in forms; each takes ten calls of Python's thousand
MAX_OPERATIONS = 4_000_000  # a page of a newspaper has a thousand
CANT_READ = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Operands = Sequence[Object]
Operator = Callable[..., None]  # the interpreter and its operands


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


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]


class Marker:
    """Runs content streams; `operators` has the function for each instruction."""

    operators: Mapping[str, Operator] = MappingProxyType({})  # by name

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

    def _run(self, stream: Object, resources: Object) -> None:
        """Do the instructions of a page, form, pattern or glyph."""
        before = self.resources, self.defaults
        self.resources, self.defaults = resources, defaults_of(resources)
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
            elif work := self.operators.get(operator):
                work(self, list(instruction.operands))
        except (pikepdf.PdfError, *CANT_READ) as error:
            self._problem(f"`{operator}` can't be read ({_first_line(error)})")

    def _problem(self, message: str) -> None:
        if message not in self.drawing.problems:
            self.drawing.problems.append(message)

    def _resource(self, kind: str, name: Object) -> Object:
        return self.resources[kind][str(name)]

    def inline_image(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        """`BI … ID … EI`."""
        self._picture(parse_picture("inline", instruction.iimage, self.resources))

    def _picture(self, picture: Picture) -> None:
        matrix = self.state.matrix
        place = moved(UNIT, matrix)
        self._mark(Kind.PICTURE, place, True, picture=picture, matrix=matrix)

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

    def begin_marked(self, operands: Operands) -> None:
        """`BMC`, `BDC`."""
        values: Object | None = operands[1] if len(operands) > 1 else None
        if str(operands[0]) == "/Artifact":
            found = Marked(Role.ARTIFACT)
        else:
            if isinstance(values, Name):
                values = self._resource("/Properties", values)
            found = marked_by(values) if isinstance(values, Dictionary) else Marked()
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
        """Return the role that marked content gives to a mark; the innermost decides."""
        languages = (one.language for one in reversed(self.marked) if one.language is not None)
        language = next(languages, None)
        roles = {one.role for one in self.marked}
        if Role.ARTIFACT in roles:
            return Marked(Role.ARTIFACT, -1, language)
        number = next((one.number for one in reversed(self.marked) if one.number >= 0), -1)
        tagged = number >= 0 or Role.TAGGED in roles
        return Marked(Role.TAGGED if tagged else Role.NONE, number, language)

    def _mark(self, kind: Kind, box: Rect, fill: bool, **values: Unpack[Details]) -> None:
        """Add a mark unless the clip hides all of it."""
        clip = self.state.clip
        whole, box = box, meet(box, clip)
        is_text = kind is Kind.TEXT and not values.get("hidden")
        if self._is_off():
            return
        if is_empty(box) or (is_flat(clip) and not is_flat(whole)):
            if is_text and not self.open:
                self.drawing.unseen.append(whole)
            return
        self._add(kind, box, fill, whole if is_text and whole != box else None, values)

    def _add(self, kind: Kind, box: Rect, fill: bool, uncut: Rect | None, values: Details) -> None:
        """Add a mark that the clip does not hide, and what a pattern paints in it."""
        state = self.state
        picture = values.get("picture")
        transparent = bool(state.veils or self.veiled_groups or (picture and picture.soft_mask))
        if transparent:
            self.drawing.transparent.append(box)
        if self.layers and not (state.fill_alpha if fill else state.stroke_alpha):
            return
        paints = picture is None or picture.stencil
        if paints and not values.get("hidden"):
            self._pattern(state.fill_pattern if fill else state.stroke_pattern, box)
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
                uncut=uncut,
                **values,
            )
        )

    def _pattern(self, pattern: Object | None, box: Rect) -> None:
        """Look at what a pattern paints, at the place where it is used."""
        if pattern is None:
            return
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
