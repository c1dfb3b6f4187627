"""Values of properties that were found in one document, for the styles like it in the next ones.

The sheets of an issue have much in common: most of their styles have the same declarations, below
the same others. What was computed of such a style is the same in each document. Sizes in parts of
the page differ: where a style asks for the page, nothing more is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import StyleFor

MOST_STYLES = 2_000
# Where an element stands, or its id, says nothing of those in it, unless they ask with `inherit`.
PLACES = frozenset(("left", "top", "right", "bottom", "width", "height", "anchor"))
# Properties that an anonymous style has the initial values of.
PLAIN = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED
    and name not in INITIAL_NOT_COMPUTED
    and name != "page"
    and not name.startswith("text_decoration_")
}

_numbers = count()


class Known:
    """What is known of the styles with the same declarations below the same others.

    `held` is what they are found by, kept alive; `specified` are values before they are computed.
    """

    def __init__(self, held: object) -> None:
        self.number = next(_numbers)
        self.values: dict[str, object] = {}
        self.specified: dict[str, object] = {}
        self._held = held

    def __reduce__(self) -> tuple[object, ...]:
        """Leave it to this process: styles are pickled without it."""
        return type(None), ()


class KnownValues:
    """What is known of styles, by the declarations of each and of those above it."""

    def __init__(self) -> None:
        self._known: dict[object, Known] = {}
        self._is_open = True

    def watch(self, style_for: StyleFor) -> None:
        """Stop when a style of a document asks for the size of its page."""
        style_for.initial_page_sizes = _Sizes(style_for.initial_page_sizes, self._stop)

    def fill(self, style: ComputedStyle, key: object, held: object) -> None:
        """Give a new style the values that are known of those with its key, and note its own."""
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_STYLES:
                self._known.clear()
            known = self._known[key] = Known(held)
        style.known = known
        if self._is_open:
            style.update(known.values)
            style.specified.update(known.specified)

    def note(self, style: ComputedStyle, key: str, value: object) -> None:
        """Note the value of a property that was computed."""
        known = style.known
        if known is not None and self._is_open and key not in PLACES:
            known.values[key] = value
            if key in style.specified:
                known.specified[key] = style.specified[key]

    def _stop(self) -> None:
        self._is_open = False


class _Sizes(dict[str, object]):
    """The sizes of a page, that tell when they are asked for."""

    def __init__(self, sizes: dict[str, object], tell: Callable[[], None]) -> None:
        super().__init__(sizes)
        self._tell = tell

    def __getitem__(self, name: str) -> object:
        self._tell()
        return super().__getitem__(name)

    def __reduce__(self) -> tuple[object, ...]:
        return dict, (dict(self),)


def install(patches: Patches) -> None:
    """Let styles have what is known of them, and anonymous ones what others were asked for."""
    patches.attribute(ComputedStyle, "known", None)
    asked: dict[str, object] = {}
    patches.method(AnonymousStyle, "__init__", _filled(AnonymousStyle.__init__, asked))
    patches.method(AnonymousStyle, "__missing__", _noting(AnonymousStyle.__missing__, asked))


def _filled(init: Callable[..., None], asked: dict[str, object]) -> Callable[..., None]:
    def make(style: AnonymousStyle, parent: ComputedStyle) -> None:
        style.update(asked)
        init(style, parent)

    return make


def _noting(
    missing: Callable[..., object], asked: dict[str, object]
) -> Callable[[AnonymousStyle, str], object]:
    def find(style: AnonymousStyle, key: str) -> object:
        if key in INHERITED:
            value = style[key] = style.parent_style[key]
            return value
        if key in PLAIN:
            asked[key] = PLAIN[key]
        return missing(style, key)

    return find
