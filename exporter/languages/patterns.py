"""Patterns that are compiled when they are first used.

Python 3.11 takes 1 to 4 ms for one with all Han characters in it, and most builds use few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast


class _Pattern:
    """Stands for a compiled pattern; what is asked of it is kept, so it costs nothing later."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._source = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    def __getattr__(self, name: str) -> object:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use; use its methods, not those of `re`."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
