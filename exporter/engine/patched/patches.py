"""Replaces functions of WeasyPrint and restores them, everywhere they are bound."""

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any

PACKAGE = "weasyprint"
# A function or method of WeasyPrint, which has no types.
Function = Callable[..., Any]


def package_modules() -> tuple[ModuleType, ...]:
    """Return the modules of WeasyPrint that are loaded at this moment."""
    return _among(len(sys.modules), sys.modules.get(PACKAGE))


@lru_cache(maxsize=1)
def _among(_number: int, _package: ModuleType | None) -> tuple[ModuleType, ...]:
    """Look for them again when others are loaded: each patch asks, and there are a thousand."""
    return tuple(
        module
        for name, module in list(sys.modules.items())
        if module is not None and (name == PACKAGE or name.startswith(f"{PACKAGE}."))
    )


class Patches:
    """A set of replacements that can be undone, in the reverse order of their making."""

    def __init__(self) -> None:
        self._modules = package_modules()  # to look for them takes as long as to replace
        self._methods: list[tuple[type, str, object]] = []
        self._functions: list[tuple[Function, Function, frozenset[str]]] = []
        self._attributes: list[tuple[object, str]] = []

    def method(self, owner: type, name: str, replacement: object) -> None:
        """Replace the attribute ``name`` that ``owner``, a class, defines itself."""
        self._methods.append((owner, name, vars(owner)[name]))
        setattr(owner, name, replacement)

    def attribute(self, owner: object, name: str, value: object) -> None:
        """Give ``owner``, a class, a module or an object, an attribute that it does not have."""
        self._attributes.append((owner, name))
        setattr(owner, name, value)

    def function(
        self, original: Function, replacement: Function, *, except_in: tuple[str, ...] = ()
    ) -> None:
        """Replace a module-level function wherever a module of WeasyPrint has bound it.

        ``from x import y`` binds a function once more in each importing module, so replacing it
        where it is defined is not enough. ``except_in`` names modules that keep the original.
        """
        skipped = frozenset(except_in)
        self._functions.append((original, replacement, skipped))
        _rebind(self._modules, original, replacement, skipped)

    def undo(self) -> None:
        """Restore every original, also in modules that were loaded in the meantime."""
        modules = package_modules()
        while self._functions:
            original, replacement, skipped = self._functions.pop()
            _rebind(modules, replacement, original, skipped)
        while self._methods:
            owner, name, method = self._methods.pop()
            setattr(owner, name, method)
        while self._attributes:
            changed, name = self._attributes.pop()
            delattr(changed, name)


def _rebind(
    modules: Sequence[ModuleType], old: object, new: object, skipped: frozenset[str]
) -> None:
    for module in modules:
        if module.__name__ not in skipped:
            bound = vars(module)
            for name in [name for name, value in bound.items() if value is old]:
                bound[name] = new
