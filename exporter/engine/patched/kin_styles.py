"""Elements in frames that differ in place and size alone share their styles.

WeasyPrint lets elements share a style that have the same declarations, and the same parent's style.
On a sheet each column of text is a frame of its own, placed by its attribute `style`: so nothing in
it would share its style with what is in another frame, and all properties would be found out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from weasyprint.css import StyleFor
from weasyprint.css.tokens import Pending

from exporter.engine.patched.known_values import PLACES, KnownValues
from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle

    from exporter.engine.boxes import Element

ASKING = re.compile("left|top|right|bottom|width|height|anchor|inset_.*|(inline|block)_size")
BY_VALUE = "lang"  # an attribute of many elements, each with a value of its own that is equal
# WeasyPrint gives a line, or a letter, whatever was computed of these.
TAKEN_WHOLE = ("first-line", "first-letter")

Cascaded = Mapping[str, tuple[object, tuple[object, object, Iterable[int]]]]


def install(patches: Patches, known: KnownValues) -> None:
    """Replace the making of an element's style."""
    patches.method(StyleFor, "set_computed_styles", _sharing(StyleFor.set_computed_styles, known))


def _sharing(set_computed_styles: Callable[..., None], known: KnownValues) -> Callable[..., None]:
    """Return ``set_computed_styles`` that gives an element a style that is made already."""

    def compute(
        self: StyleFor,
        element: Element,
        parent: Element | None,
        root: Element | None = None,
        pseudo_type: str | None = None,
        **options: object,
    ) -> None:
        styles = self.get_computed_styles()
        declared: Cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        # A page has a tuple for an element.
        if pseudo_type or isinstance(element, tuple):
            set_computed_styles(self, element, parent, root, pseudo_type, **options)
            above = styles[parent, None].known
            if above is not None and pseudo_type not in TAKEN_WHOLE:
                key = above.number, pseudo_type, *_named(declared)
                known.fill(styles[element, pseudo_type], key, declared)
            return
        if parent is None:
            known.watch(self)
            set_computed_styles(self, element, parent, root, pseudo_type, **options)
            key = id(self.font_config), options.get("base_url"), *_named(declared)
            known.fill(styles[element, None], key, (self.font_config, declared))
            return
        # The styles of the document by their declarations and what is above them.
        kin: dict[object, ComputedStyle] = vars(self).setdefault("kin", {})
        above = styles[parent, None]
        key = id(above) if _asks(declared) else above.known.number, *_named(declared)
        if key in kin:
            styles[element, None] = kin[key]
            return
        set_computed_styles(self, element, parent, root, pseudo_type, **options)
        style = kin[key] = styles[element, None]
        plain = {name: each for name, each in declared.items() if name not in PLACES}
        known.fill(style, (above.known.number, *_named(plain)), declared)

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
        (name, value if name == BY_VALUE else id(value), precedence, layer, *specificity)
        for name, (value, (precedence, layer, specificity)) in declared.items()
    )
