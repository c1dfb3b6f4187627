"""Patterns that are compiled when they are first used.

Python 3.11 takes 1 to 4 ms for one with all Han characters in it, and most builds use few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import AnyStr, Generic, cast


class _Pattern(Generic[AnyStr]):
    """Stands for a compiled pattern; what is asked of it is kept, so it costs nothing later."""

    def __init__(self, pattern: AnyStr, flags: re.RegexFlag) -> None:
        self._source: AnyStr = pattern
        self._flags = flags

    @property
    def pattern(self) -> AnyStr:
        """Its text, for a longer pattern to be made of: it need not be compiled for that."""
        return self._source

    @cached_property
    def _compiled(self) -> re.Pattern[AnyStr]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> object:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(text: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled at its first use; use its methods, not those of `re`."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


TAG = pattern("<[^<>]*>")  # in HTML or XHTML
CODE_FENCE = pattern(r" {0,3}(?:```|~~~)")  # in Markdown, the line above or below some code
