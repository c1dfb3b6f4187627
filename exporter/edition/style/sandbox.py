"""The sandbox that templates of a user's style run in: a style may come from anywhere."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

# The methods of our own objects that templates call; all others, and what reads files, are refused.
METHODS = {"day", "images", "number_of", "page_label", "page_name", "place"}
OF_PATHS = {"name", "stem", "suffix"}


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja2 sandbox that also knows of paths and of the program's own objects."""

    def is_safe_attribute(self, obj: Any, attr: str, value: object) -> bool:
        """Whether a template may use an attribute."""
        if isinstance(obj, PurePath):
            return attr in OF_PATHS
        if isinstance(obj, jinja2.Environment) or isinstance(value, jinja2.Environment):
            return False
        if type(obj).__module__.startswith("exporter.") and callable(value):
            return attr in METHODS
        return super().is_safe_attribute(obj, attr, value)
