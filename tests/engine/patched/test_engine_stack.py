"""Calls with a deep stack: the same result, arguments and errors as a plain call."""

import sys

import pytest

from exporter.engine.patched import deep_stack, stack


def test_result_and_arguments_pass_through():
    assert deep_stack(divmod, 17, 5) == (3, 2)
    assert deep_stack(list) == []


def test_errors_pass_through():
    with pytest.raises(ZeroDivisionError):
        deep_stack(divmod, 1, 0)


def test_calls_nest():
    assert deep_stack(deep_stack, deep_stack, abs, -1) == 1


def test_the_frame_is_large_where_supported():
    size = deep_stack(lambda: sys._getframe(1).f_code.co_stacksize)
    assert (size >= stack.STACK_SLOTS) is stack.supported()


def test_other_interpreters_call_plainly(monkeypatch):
    monkeypatch.setattr(stack, "supported", lambda: False)
    size = deep_stack(lambda: sys._getframe(1).f_code.co_stacksize)
    assert size < stack.STACK_SLOTS


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("cpython", (3, 10), False),
        ("cpython", (3, 11), True),
        ("cpython", (3, 13), True),
        ("cpython", (3, 14), False),
        ("pypy", (3, 11), False),
    ],
)
def test_supported_interpreters(monkeypatch, name, version, expected):
    monkeypatch.setattr(stack.sys, "version_info", (*version, 0, "final", 0))
    monkeypatch.setattr(stack.sys.implementation, "name", name)
    assert stack.supported() is expected
