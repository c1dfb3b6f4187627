"""Layers: which optional content of a PDF is switched off, so that it isn't printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pikepdf import Array, Dictionary, Name, Object

MOST_NESTED = 20  # expressions in expressions (ISO 32000-1, table 99)
# What groups of a membership must be for its content to be shown (ISO 32000-1, table 99).
POLICIES: dict[str, Callable[[Iterable[bool]], bool]] = {
    "/AllOn": all,
    "/AnyOn": any,
    "/AllOff": lambda states: not any(states),
    "/AnyOff": lambda states: not all(states),
}


class Layers:
    """The layers of a file as its default setting switches them (ISO 32000-1, 8.11.4.3).

    Without a catalogue every layer is on: in a file for readers any may be switched on.
    """

    def __init__(self, root: Object | None = None) -> None:
        found = root.get("/OCProperties") if root is not None else None
        given = found.get("/D") if isinstance(found, Dictionary) else None
        setting = given if isinstance(given, Dictionary) else Dictionary()
        self.known = isinstance(found, Dictionary)
        self.base_on = setting.get("/BaseState") != Name.OFF
        self.turned_on = _numbers(setting.get("/ON"))
        self.turned_off = _numbers(setting.get("/OFF"))

    def hide(self, content: Object | None) -> bool:
        """Return whether what belongs to a group or membership (`/OC`) is switched off."""
        if not self.known or not isinstance(content, Dictionary):
            return False
        if content.get("/Type") == Name.OCG:
            return not self._is_on(content)
        expression = content.get("/VE")
        if isinstance(expression, Array):
            return not self._holds(expression)
        given = content.get("/OCGs")
        groups = list(given) if isinstance(given, Array) else [given]
        states = [self._is_on(group) for group in groups if isinstance(group, Dictionary)]
        return bool(states) and not POLICIES.get(str(content.get("/P")), any)(states)

    def _is_on(self, group: Object) -> bool:
        number = group.objgen
        return number in self.turned_on or (self.base_on and number not in self.turned_off)

    def _holds(self, expression: Object, depth: int = 0) -> bool:
        """Return the value of a visibility expression: a group, or And, Or, Not of some."""
        if isinstance(expression, Dictionary):
            return self._is_on(expression)
        if not isinstance(expression, Array) or not len(expression) or depth > MOST_NESTED:
            return True
        values = [self._holds(each, depth + 1) for each in list(expression)[1:]]
        if expression[0] == Name.Not:
            return not all(values)
        return any(values) if expression[0] == Name.Or else all(values)


def _numbers(groups: Object | None) -> frozenset[tuple[int, int]]:
    return frozenset(group.objgen for group in groups) if isinstance(groups, Array) else frozenset()
