"""How lines of Chinese and Japanese are set flush: which of their gaps get how much.

Gaps beside Latin widen first, to a quarter of an em: the eye takes them for spaces. Then all gaps
do alike. What is left from there on would be seen, and goes rather where there is some room
already: after a mark and before an opening one, beside Latin up to half an em, and between the
letters of Latin words a little (JLREQ §3.8.4 has a like order).
"""

from __future__ import annotations

from typing import NamedTuple

from exporter.engine.patched.spacing import GAP
from exporter.engine.patched.word_lines import TRACKING

# In ems.
LATIN = 0.25  # to which gaps beside Latin widen first
WIDEST_LATIN = 0.5  # CLREQ §3.2.4, 中西文混排
EASY = 0.1  # by which all gaps widen alike
MORE = 2.0  # what gaps beside marks and Latin get of the rest, where others get 1


class Gaps(NamedTuple):
    """The gaps of a line, or what each of a kind gets in ems beside what it has."""

    plain: float
    marks: float = 0
    latin: float = 0
    letters: float = 0


def share_gaps(slack: float, count: Gaps) -> Gaps:
    """Share the room that a line has left, in ems, negative if it is too long."""
    gaps = count.plain + count.marks + count.latin
    if slack <= 0 or not gaps:
        each = slack / gaps if gaps else 0.0
        return Gaps(each, each, each)
    latin = min(slack / count.latin, LATIN - GAP) if count.latin else 0.0
    slack -= latin * count.latin
    each = min(slack / gaps, EASY)
    slack -= each * gaps
    letters = min(TRACKING, slack / count.letters) if count.letters else 0.0
    slack -= letters * count.letters
    return _rest(slack, count, Gaps(each, each, latin + each, letters))


def _rest(slack: float, count: Gaps, have: Gaps) -> Gaps:
    """Add what is left; gaps beside Latin don't get wider than they may."""
    share = slack / (count.plain + MORE * (count.marks + count.latin))
    latin = min(have.latin + MORE * share, WIDEST_LATIN - GAP)
    slack -= count.latin * (latin - have.latin)
    others = count.plain + MORE * count.marks
    if not others:
        return have._replace(latin=have.latin + slack / count.latin + latin - have.latin)
    share = slack / others
    return Gaps(have.plain + share, have.marks + MORE * share, latin, have.letters)
