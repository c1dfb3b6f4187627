"""What lets something shine through (ISO 32000-1, 11.6.4)."""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Dictionary, Name, Object

OPAQUE_MODES = {"Normal", "Compatible"}


def _blends(modes: Object) -> bool:
    """Return whether a blend mode, or the first of a list, mixes with what is beneath."""
    first = modes if isinstance(modes, Name) else modes[0]
    return str(first)[1:] not in OPAQUE_MODES


def veils_after(before: frozenset[str], state: Object) -> frozenset[str]:
    """Return the keys of `VEILS` that make things transparent after a graphics state is set."""
    given = {key: veils(state[key]) for key, veils in VEILS.items() if key in state}
    return before.difference(given) | {key for key, veiled in given.items() if veiled}


def is_veil(state: Object) -> bool:
    """Return whether a graphics state makes what is painted transparent."""
    return bool(veils_after(frozenset(), state))


# What lets something shine through, by the key of a graphics state (ISO 32000-1, 11.6.4).
VEILS: dict[str, Callable[[Object], bool]] = {
    "/ca": lambda alpha: float(alpha) < 1,
    "/CA": lambda alpha: float(alpha) < 1,
    "/BM": _blends,
    "/SMask": lambda mask: isinstance(mask, Dictionary),
}
