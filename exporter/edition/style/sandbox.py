"""The sandbox that templates of a user's style run in: a style may come from anywhere."""

from __future__ import annotations

from collections.abc import Sized
from pathlib import PurePath

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

# The methods of our own objects that templates call; all others, and what reads files, are refused.
METHODS = {
    "counted",
    "day",
    "facing_articles",
    "images",
    "number_of",
    "page_label",
    "page_name",
    "page_words",
    "place",
}
OF_PATHS = {"name", "stem", "suffix"}
LONGEST = 100_000  # characters, items or bits that an operator makes: far more than a page needs


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja2 sandbox that also knows of paths and of the program's own objects."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Refuse operations that make huge texts or numbers from a few characters."""
        if _size(operator, left, right) > LONGEST:
            raise SecurityError(f"the result of `{operator}` is too large")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may use an attribute."""
        if isinstance(obj, PurePath):
            return attr in OF_PATHS
        if isinstance(obj, jinja2.Environment) or isinstance(value, jinja2.Environment):
            return False
        if type(obj).__module__.startswith("exporter.") and callable(value):
            return attr in METHODS
        return super().is_safe_attribute(obj, attr, value)


def _size(operator: str, left: object, right: object) -> int:
    """Return the characters, items or bits of a product or a power, at most."""
    match operator, left, right:
        case "**", int(), int():
            return left.bit_length() * max(right, 0)
        case "*", Sized(), int():
            return len(left) * right
        case "*", int(), Sized():
            return left * len(right)
    return 0
