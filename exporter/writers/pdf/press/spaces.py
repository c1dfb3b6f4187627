"""Colour spaces of content streams: their kind, their first colour, their light."""

from __future__ import annotations

from pikepdf import (
    Name,
    Object,
)

from exporter.writers.pdf.press.inks import BLACK, Inks


def space_kind(space: Object | str) -> str:
    """Return the kind of a colour space: rgb, lab, cmyk or grey."""
    name = str(space) if isinstance(space, str | Name) else str(space[0])
    if name in ("/DeviceRGB", "/CalRGB", "/RGB"):
        return "rgb"
    if name == "/Lab":
        return "lab"
    if name in ("/DeviceCMYK", "/CMYK"):
        return "cmyk"
    if name == "/ICCBased" and not isinstance(space, str):
        return {3: "rgb", 4: "cmyk"}.get(int(space[1].get("/N", 1)), "grey")
    return "grey"


def first_values(space: Object | str) -> tuple[float, ...]:
    """Return the initial colour of a space (ISO 32000-1 §8.6.8)."""
    return {"rgb": (0.0,) * 3, "lab": (0.0,) * 3, "cmyk": BLACK}.get(space_kind(space), (0.0,))


def as_light(space: Object | str, values: tuple[float, ...]) -> Inks:
    """Convert a colour's luminosity to black ink (ISO 32000-1 §11.5.3)."""
    kind = space_kind(space)
    if kind == "rgb":
        light = 0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]
    elif kind == "cmyk":
        light = lightness((values[0], values[1], values[2], values[3]))
    elif kind == "lab":
        light = values[0] / 100
    else:
        light = values[0] if values else 0.0
    return 0.0, 0.0, 0.0, 1 - light


def lightness(inks: Inks) -> float:
    """Return the grey of inks, 0 for black to 1 (ISO 32000-1 §10.3.4)."""
    cyan, magenta, yellow, black = inks
    return 1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
