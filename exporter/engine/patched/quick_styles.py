"""Properties of an element's style that are known without WeasyPrint's cascade.

Most properties of most elements are their parent's, or the initial ones. WeasyPrint looks through
all that may be said about one before it finds that nothing is. A declaration with a `var()` is read
for each element and property again, though few values stand for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.css.validation.expanders import PendingExpander

if TYPE_CHECKING:
    from tinycss2.ast import Node

    from exporter.engine.patched.patches import Patches

# Properties of which the value depends on others.
SPECIAL = ("page", "position", "float", "display")
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
DIRECTIONS = ("ltr", "rtl")
UNDECLARED = (None,)
MOST_READ = 64  # values of properties that are kept of a declaration


Note = Callable[[ComputedStyle, str, object], None]


class _Usual(NamedTuple):
    """What a property is where it is not declared.

    `others` are the names by which a style may declare it, too, by direction; `border` is the style
    of a border, of which an invisible one has no width.
    """

    inherits: bool
    value: object
    others: dict[str, str] | None
    border: str


def install(patches: Patches, note: Note) -> None:
    """Replace the computing of a property by one that knows what is usual.

    `note` is told each value, but of what is declared to be the parent's: WeasyPrint sets some of a
    table anew.
    """
    patches.method(ComputedStyle, "__missing__", _quick(ComputedStyle.__missing__, note))
    patches.method(PendingExpander, "validate", _once(PendingExpander.validate))


def _once(validate: Callable[..., object]) -> Callable[..., object]:
    """Return ``validate`` that reads a declaration with the same tokens once.

    The tokens are beside what they mean to be kept alive: their identities are what it is found by.
    """

    def value(
        declaration: PendingExpander, tokens: list[Node], wanted: str, base_url: str | None
    ) -> object:
        known = declaration.__dict__.setdefault("read", {})
        key = wanted, *map(id, tokens)
        if key not in known:
            if len(known) >= MOST_READ:
                known.clear()
            known[key] = tokens, validate(declaration, tokens, wanted, base_url)
        return known[key][1]

    return value


def _quick(missing: Callable[..., object], note: Note) -> Callable[..., object]:
    """Return ``__missing__`` with a short way for what is not declared."""
    usual = {name: each for name in INITIAL_VALUES if (each := _usual(name))}

    def find(style: ComputedStyle, key: str) -> object:
        known = usual.get(key)
        if known is None or key in style.cascaded:
            return computed(style, key)
        inherits, value, others, border = known
        if others and others[style["direction"]] in style.cascaded:
            return computed(style, key)
        if border:
            if style[border] not in ("none", "hidden"):
                return computed(style, key)
        elif inherits:
            if style.parent_style is None:
                return computed(style, key)
            value = style.parent_style[key]
        style[key] = value
        note(style, key, value)
        return value

    def computed(style: ComputedStyle, key: str) -> object:
        value = missing(style, key)
        if style.cascaded.get(key, UNDECLARED)[0] != "inherit":
            note(style, key, value)
        return value

    return find


def _usual(name: str) -> _Usual | None:
    """Return what a property is where it is not declared; None if that takes a computation."""
    if name in SPECIAL or name.startswith("text_decoration_"):
        return None
    if name in INITIAL_NOT_COMPUTED and name not in BORDERS:
        return None
    is_border = name in BORDERS
    value = 0 if is_border else INITIAL_VALUES[name]
    function = PHYSICAL_FUNCTIONS.get(name)
    others = {each: function(block="ttb", inline=each) for each in DIRECTIONS} if function else None
    border = name.replace("width", "style") if is_border else ""
    return _Usual(name in INHERITED, value, others, border)
