"""SVG: drawings as designers write them, made safe, complete and the same in every edition.

`clean` takes what any program wrote and returns a drawing that runs nothing, reads nothing and
needs no style sheet; it lists what had to go. `draw` makes pictures of the parts that not every
reader can draw.
"""

from typing import TYPE_CHECKING

from exporter.on_demand import on_demand
from exporter.pictures.svg.parse import (
    NAMESPACE,
    BadSvg,
    looks_like_svg,
    parse,
    size,
    size_of,
    view_box,
)

if TYPE_CHECKING:
    from exporter.pictures.svg.cleaner import Drawing, Dropped, Load, NotLoaded, clean
    from exporter.pictures.svg.painter import draw, to_png
    from exporter.pictures.svg.text_boxes import with_words

__all__ = [
    "NAMESPACE",
    "BadSvg",
    "Drawing",
    "Dropped",
    "Load",
    "NotLoaded",
    "clean",
    "draw",
    "looks_like_svg",
    "parse",
    "size",
    "size_of",
    "to_png",
    "view_box",
    "with_words",
]

_HOMES = {
    **dict.fromkeys(("Drawing", "Dropped", "Load", "NotLoaded", "clean"), f"{__name__}.cleaner"),
    **dict.fromkeys(("draw", "to_png"), f"{__name__}.painter"),
    "with_words": f"{__name__}.text_boxes",
}
__getattr__, __dir__ = on_demand(__name__, _HOMES)
