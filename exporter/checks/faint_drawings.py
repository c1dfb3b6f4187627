"""Text in drawings that is too faint on every ground the drawing paints (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree
from tinycss2.color4 import parse_color

from exporter.checks.contrast import LEAST, WHITE, Colour, contrast, srgb
from exporter.pictures import svg
from exporter.pictures.svg.cascade import declarations
from exporter.remembered import remembered

SVG = f"{{{svg.NAMESPACE}}}"


def has_faint_text(path: Path) -> bool:
    """Whether a drawing has text whose contrast is below 4.5 : 1 with white and all its fills.

    Fills of style sheets and gradients are not known here: then nothing is judged.
    """
    return bool(remembered(path, "faint", lambda: b"yes" if _is_faint(path) else b""))


def _is_faint(path: Path) -> bool:
    try:
        root = svg.parse(path.read_bytes())
    except (OSError, svg.BadSvg):
        return False
    if any(next(root.iter(f"{SVG}{name}"), None) is not None for name in ("style", "image")):
        return False
    texts = list(root.iter(f"{SVG}text"))
    shapes = (each for each in root.iter("{*}*") if each.tag not in (f"{SVG}text", f"{SVG}tspan"))
    fills = [_own_fill(each) for each in shapes]
    if any(fill is not None and _colour(fill) is None and fill != "none" for fill in fills):
        return False
    grounds = [WHITE, *filter(None, (_colour(fill) for fill in fills if fill))]
    colours = filter(
        None, (_colour(_fill(each)) for each in texts if "".join(map(str, each.itertext())))
    )
    return any(max(contrast(text, each) for each in grounds) < LEAST for text in colours)


def _fill(element: etree._Element) -> str:
    """Return the fill of an element, its own or inherited."""
    around = (element, *element.iterancestors())
    return next(filter(None, map(_own_fill, around)), "black")


def _own_fill(element: etree._Element) -> str | None:
    normal, important = declarations(element.get("style", ""))
    return (normal | important).get("fill") or element.get("fill")


@lru_cache(maxsize=1024)
def _colour(fill: str) -> Colour | None:
    found = parse_color(fill)
    return None if found is None or isinstance(found, str) else srgb(found)
