"""What somebody may have meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable

LIKE = 0.6  # of difflib's ratio: `makup` is `makeup` (0.91), `fax` is not `flow` (0.29)
SHOWN = 200  # characters of a name that a message repeats


def nearest(name: str, known: Iterable[str], like: float = LIKE) -> str:
    """Return the known name that is spelt most like `name`, empty if none is.

    `like` is the lowest ratio that counts, from 0 (nothing in common) to 1 (the same); capitals
    are not told from small letters.
    """
    import difflib

    folded = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name[:SHOWN].casefold(), folded, 1, like)
    return folded[close[0]] if close else ""


def meant(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return advice: the nearest known name; `otherwise`, or all of them, if none is near."""
    known = list(known)
    if close := nearest(name, known):
        return f"did you mean `{close}`?"
    return otherwise or f"use one of: {', '.join(known)}"


def unknown(kind: str, name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the message for a name that is not known: `there is no paper `…`, did you mean …`."""
    return f"there is no {kind} `{name[:SHOWN]}`, {meant(name, known, otherwise)}"
