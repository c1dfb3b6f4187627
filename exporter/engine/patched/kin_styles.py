"""Elements in frames that differ in place and size alone share their styles.

WeasyPrint lets elements share a style that have the same declarations, and the same parent's style.
On a sheet each column of text is a frame of its own, placed by its attribute `style`: so nothing in
it would share its style with what is in another frame, and all properties would be found out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from weasyprint.css import StyleFor
from weasyprint.css.tokens import Pending

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle

    from exporter.engine.boxes import Element

# Where an element stands, or its id, says nothing of those in it, unless they ask with `inherit`.
PLACES = frozenset(("left", "top", "right", "bottom", "width", "height", "anchor"))
ASKING = re.compile("left|top|right|bottom|width|height|anchor|inset_.*|(inline|block)_size")
BY_VALUE = "lang"  # an attribute of many elements, each with a value of its own that is equal

Cascaded = Mapping[str, tuple[object, object]]


class _Kin:
    """The styles of a document by their declarations, and which one stands for those like it."""

    def __init__(self) -> None:
        self.styles: dict[object, ComputedStyle] = {}
        self.elders: dict[object, int] = {}
        self.kin: dict[int, int] = {}

    def elder(self, style: ComputedStyle) -> int:
        """Return the identity of the style that stands for one that is a parent's."""
        return self.kin.get(id(style), id(style))

    def add(self, key: tuple[object, ...], declared: Cascaded, style: ComputedStyle) -> None:
        """Note a style, whose declarations it keeps alive."""
        self.styles[key] = style
        plain = key[0], *_named({name: declared[name] for name in declared if name not in PLACES})
        self.kin[id(style)] = self.elders.setdefault(plain, id(style))


def install(patches: Patches) -> None:
    """Replace the making of an element's style."""
    patches.method(StyleFor, "set_computed_styles", _sharing(StyleFor.set_computed_styles))


def _sharing(set_computed_styles: Callable[..., None]) -> Callable[..., None]:
    """Return ``set_computed_styles`` that gives an element a style that is made already."""

    def compute(
        self: StyleFor,
        element: Element,
        parent: Element | None,
        root: Element | None = None,
        pseudo_type: str | None = None,
        **options: object,
    ) -> None:
        # A page has a tuple for an element.
        if parent is None or pseudo_type or isinstance(element, tuple):
            set_computed_styles(self, element, parent, root, pseudo_type, **options)
            return
        kin: _Kin = vars(self).setdefault("kin", _Kin())
        styles = self.get_computed_styles()
        declared: Cascaded = self.get_cascaded_styles().get((element, None), {})
        above = styles[parent, None]
        key = id(above) if _asks(declared) else kin.elder(above), *_named(declared)
        known = kin.styles.get(key)
        if known is None:
            set_computed_styles(self, element, parent, root, pseudo_type, **options)
            kin.add(key, declared, styles[element, None])
        else:
            styles[element, None] = known

    return compute


def _asks(declared: Cascaded) -> bool:
    """Whether any place or size is that of the parent, or may be: a variable can say so."""
    return any(
        (value == "inherit" or isinstance(value, Pending)) and ASKING.fullmatch(name)
        for name, (value, _) in declared.items()
    )


def _named(declared: Cascaded) -> tuple[object, ...]:
    """Return what tells declarations from others."""
    return tuple(
        (name, value if name == BY_VALUE else id(value), weight)
        for name, (value, weight) in declared.items()
    )
