"""Colour spaces of a PDF, and how much of which ink a colour puts on paper (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pikepdf import Array, Dictionary, Name, Object, Stream

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"  # the registration colour: on every plate
MAX_NESTING = 5
Inks = dict[str, float]


class Model(StrEnum):
    """What kind of colours a space holds."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    SPOT = "spot"
    PATTERN = "pattern"


@dataclass(frozen=True)
class ColourSpace:
    """A colour space; `names` are the colorants of a Separation or DeviceN space.

    `base` is the space beneath: that of a Pattern space, the alternate of a spot one.
    """

    family: str
    model: Model
    components: int
    names: tuple[str, ...] = ()
    base: ColourSpace | None = None
    tint: str = ""  # what tells two spot colours of one name apart

    @property
    def device(self) -> bool:
        """Return whether its colours mean what the output device makes of them."""
        return self.family.startswith("Device") and self.family != "DeviceN"

    def spaces(self) -> Iterator[ColourSpace]:
        """Yield the space and those beneath it."""
        yield self
        if self.base:
            yield from self.base.spaces()

    def first(self) -> tuple[float, ...]:
        """Return the colour that a space starts with (ISO 32000-1, table 74)."""
        if self.model is Model.CMYK:
            return (0.0, 0.0, 0.0, 1.0)
        return ((1.0 if self.model is Model.SPOT else 0.0),) * max(self.components, 0)

    def inks(self, values: Sequence[float]) -> Inks | None:
        """Return the inks of a colour, 0 to 1 each; None where that is the output device's choice.

        Grey is black ink, as a CMYK device prints it.
        """
        if self.model is Model.CMYK:
            return dict(zip(PROCESS, values, strict=False))
        if self.model is Model.GREY:
            return {"Black": 1.0 - (values[0] if values else 0.0)}
        if self.model is Model.SPOT:
            tints = zip(self.names, values, strict=False)
            return {name: tint for name, tint in tints if name != "None"}
        return None


@dataclass(frozen=True, kw_only=True)
class IndexedSpace(ColourSpace):
    """A table of colours of the space beneath, which pixels name by number (8.6.6.3)."""

    base: ColourSpace
    table: bytes

    def first(self) -> tuple[float, ...]:
        """Return the number of the colour that a space starts with (ISO 32000-1, table 74)."""
        return (0.0,)

    def inks(self, values: Sequence[float]) -> Inks | None:
        """Return the inks of the colour with a number."""
        start = int(values[0] if values else 0) * self.base.components
        entry = self.table[start : start + self.base.components]
        return self.base.inks([byte / 255 for byte in entry])


GREY = ColourSpace("DeviceGray", Model.GREY, 1)
RGB = ColourSpace("DeviceRGB", Model.RGB, 3)
CMYK = ColourSpace("DeviceCMYK", Model.CMYK, 4)
PATTERN = ColourSpace("Pattern", Model.PATTERN, 0)
SIMPLE = {
    "DeviceGray": GREY,
    "G": GREY,
    "CalGray": ColourSpace("CalGray", Model.GREY, 1),
    "DeviceRGB": RGB,
    "RGB": RGB,
    "CalRGB": ColourSpace("CalRGB", Model.RGB, 3),
    "Lab": ColourSpace("Lab", Model.RGB, 3),
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "Pattern": PATTERN,
}
BY_COMPONENTS = {1: Model.GREY, 3: Model.RGB, 4: Model.CMYK}


@dataclass(frozen=True)
class Colour:
    """A colour in a space: `inks` is None for RGB and for patterns."""

    space: ColourSpace
    values: tuple[float, ...] = ()
    inks: Inks | None = field(default=None, compare=False)

    @property
    def total(self) -> float:
        """Total area coverage, per cent; the registration colour is on four plates."""
        inks = self.inks or {}
        return 100 * sum(tint * (4 if name == ALL else 1) for name, tint in inks.items())

    @property
    def used(self) -> list[str]:
        """Names of the inks that are more than a trace."""
        return [name for name, tint in (self.inks or {}).items() if tint > 0.005]

    @property
    def white(self) -> bool:
        """Return whether it is paper white in process colours."""
        return self.inks is not None and self.space.model is not Model.SPOT and not self.used

    @property
    def black_alone(self) -> bool:
        """Return whether it is full black ink and nothing else."""
        return self.used == ["Black"] and self.inks is not None and self.inks["Black"] > FULL

    @property
    def mixed_black(self) -> bool:
        """Return whether it looks black and is mixed of cyan, magenta, yellow and some black.

        Dark greens and blues do not: every ink has its part in a black.
        """
        inks = self.inks
        if not inks or any(name not in PROCESS for name in self.used):
            return False
        chromatic = [inks.get(name, 0.0) for name in PROCESS[:3]]
        black = inks.get("Black", 0.0)
        lightest = max((1 - tint) * (1 - black) for tint in chromatic)
        return black <= FULL and min(chromatic) >= HAS_PART and lightest < BLACK_IS_DARKER

    @property
    def rich_black(self) -> bool:
        """Return whether it is full black with other process inks beneath."""
        full = self.inks is not None and self.inks.get("Black", 0.0) > FULL
        return full and len(self.used) > 1 and all(name in PROCESS for name in self.used)

    def __str__(self) -> str:
        if self.inks is None:
            return self.space.model
        return " ".join(f"{name} {round(100 * tint)}" for name, tint in self.inks.items() if tint)


FULL = 0.995
HAS_PART = 0.1
BLACK_IS_DARKER = 0.2  # of the light that is left: 75/68/67/90 leaves 0.03, navy 100/80/0/40 0.6


def colour(space: ColourSpace, values: Sequence[float]) -> Colour:
    """Return a colour with its inks."""
    return Colour(space, tuple(values), space.inks(values))


def parse_space(thing: Object, resources: Object | None = None, depth: int = 0) -> ColourSpace:
    """Return the colour space that a name or array means; raises ValueError if it means none."""
    if depth > MAX_NESTING:
        raise ValueError("colour spaces nested too deep")
    if isinstance(thing, Name):
        return _named(str(thing)[1:], resources, depth)
    if not isinstance(thing, Array) or not len(thing):
        raise ValueError("a colour space is a name or an array")
    family = str(thing[0])[1:]
    if family in ("Separation", "DeviceN"):
        return _spot(family, thing, resources, depth)
    if family == "ICCBased":
        return _icc(thing)
    if family in ("Indexed", "I"):
        return _indexed(thing, resources, depth)
    if family == "Pattern" and len(thing) > 1:
        base = parse_space(thing[1], resources, depth + 1)
        return ColourSpace("Pattern", Model.PATTERN, base.components, base=base)
    if family in SIMPLE:
        return SIMPLE[family]
    raise ValueError(f"there is no colour space {family}")


def _named(name: str, resources: Object | None, depth: int) -> ColourSpace:
    own = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    if isinstance(own, Dictionary) and f"/{name}" in own:
        return parse_space(own[f"/{name}"], None, depth + 1)
    if name in SIMPLE:
        return SIMPLE[name]
    raise ValueError(f"there is no colour space {name}")


def _icc(thing: Object) -> ColourSpace:
    profile = thing[1]
    components = int(profile.get("/N", 0)) if isinstance(profile, Stream) else 0
    if components not in BY_COMPONENTS:
        raise ValueError("an ICC profile has 1, 3 or 4 components")
    return ColourSpace("ICCBased", BY_COMPONENTS[components], components)


def _spot(family: str, thing: Object, resources: Object | None, depth: int) -> ColourSpace:
    given = thing[1] if family == "DeviceN" else [thing[1]]
    names = tuple(str(name)[1:] for name in given)
    base = parse_space(thing[2], resources, depth + 1)
    tint = thing[3].unparse(resolved=True) if len(thing) > 3 else b""
    return ColourSpace(family, Model.SPOT, len(names), names, base, tint=f"{base.family} {tint!r}")


def _indexed(thing: Object, resources: Object | None, depth: int) -> IndexedSpace:
    base = parse_space(thing[1], resources, depth + 1)
    table = thing[3].read_bytes() if isinstance(thing[3], Stream) else bytes(thing[3])
    return IndexedSpace("Indexed", base.model, 1, base.names, base=base, table=table or b"\0")


def function_ends(thing: Object, depth: int = 0) -> Iterator[tuple[float, ...]]:
    """Yield the colours that a shading's function begins and ends with (ISO 32000-1, 7.10).

    Those of sampled and calculated functions are not known.
    """
    if isinstance(thing, Array):
        for ends in zip(*(list(function_ends(part, depth + 1)) for part in thing), strict=False):
            yield tuple(value for end in ends for value in end)
        return
    kind = int(thing.get("/FunctionType", -1))
    if kind == 2:
        for key, default in (("/C0", 0.0), ("/C1", 1.0)):
            yield tuple(float(value) for value in thing.get(key, [default]))
    elif kind == 3 and depth < MAX_NESTING:
        for part in thing["/Functions"]:
            yield from function_ends(part, depth + 1)
