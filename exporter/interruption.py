"""A signal that ends the program, kept until it has ended: what it raises may be lost on the way.

Python drops an exception in a destructor or in the callback of a weak reference, wherever the
signal happens to fall, and some libraries in C clear it. The program would go on and write.
"""

from __future__ import annotations

import sys
from typing import NoReturn

_noted: list[BaseException] = []


def end_with(end: BaseException) -> NoReturn:
    """Raise what ends the program, now and at the next `look`."""
    _noted.append(end)
    raise end


def look() -> None:
    """Raise again what was lost, before a file is put in its place."""
    if _noted:
        raise _noted[-1]


def forget() -> None:
    """Take what ends the program as caught: what is written from here on is about its end."""
    _noted.clear()


def hide_lost() -> None:
    """Print no traceback of what is lost in a destructor: it comes again."""
    shown = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if not isinstance(lost.exc_value, KeyboardInterrupt | SystemExit):
            shown(lost)

    sys.unraisablehook = hook
