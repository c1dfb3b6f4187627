"""Patterns that are compiled at their first use."""

import re

import pytest

from exporter.patterns import pattern


def test_a_pattern_does_what_a_compiled_one_does():
    late, now = pattern("A(b)+", re.IGNORECASE), re.compile("A(b)+", re.IGNORECASE)
    text = "xabb ab"
    assert [each.span() for each in late.finditer(text)] == [e.span() for e in now.finditer(text)]
    assert (late.sub("-", text), late.pattern, late.groups) == (now.sub("-", text), "A(b)+", 1)


def test_a_pattern_is_compiled_when_it_is_used():
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("text")
