"""Calls a function from a frame that leaves the interpreter a long stretch of stack.

CPython 3.11 to 3.13 keep the frames of Python functions in chunks of 16 KiB. Code that calls and
returns across the edge of a chunk gives the chunk back to the system and asks for it again each
time; deeply nested code such as page layout does so hundreds of thousands of times, and how often
depends only on the depth at which it was called. A frame that needs more than a chunk makes the
interpreter take one large chunk, and all deeper frames fit into the rest of it.
"""

import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import TypeVar

# A chunk doubles until the frame fits, eight bytes a slot: just over 1 MiB asks for 2 MiB, and
# leaves nearly 1 MiB free, about two thousand frames of layout.
STACK_SLOTS = (1 << 17) + 64
FIRST_VERSION = (3, 11)
LAST_VERSION = (3, 13)

# Boxes hold boxes, each some calls deep.
RECURSION = 100_000

Result = TypeVar("Result")


def deep_stack(function: Callable[..., Result], *arguments: object) -> Result:
    """Return ``function(*arguments)``, called with a long stretch of interpreter stack below it.

    On interpreters other than CPython 3.11 to 3.13 this is a plain call.
    """
    if not supported():
        return function(*arguments)
    result: Result = _deep_call()(function, *arguments)
    return result


def deep_recursion(function: Callable[..., Result], *arguments: object) -> Result:
    """Return ``function(*arguments)``, called with a high limit of recursion."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION)
    try:
        return function(*arguments)
    finally:
        sys.setrecursionlimit(limit)


def supported() -> bool:
    """Return whether this interpreter keeps its frames in chunks as described above."""
    return (
        sys.implementation.name == "cpython"
        and FIRST_VERSION <= sys.version_info[:2] <= LAST_VERSION
    )


def _call(function: Callable[..., Result], *arguments: object) -> Result:
    return function(*arguments)


@cache
def _deep_call() -> FunctionType:
    code = _call.__code__.replace(co_stacksize=STACK_SLOTS)
    return FunctionType(code, globals(), "_deep_call")
