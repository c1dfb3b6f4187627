"""How lines of Chinese and Japanese are set flush: which of their gaps get how much.

Gaps beside Latin widen first, to a quarter of an em: the eye takes them for spaces. Then all gaps
widen alike. More would be noticed, so the rest goes where there is some room already: after a mark
and before an opening one, beside Latin up to half an em, and between the letters of Latin words a
little (JLREQ §3.8.4 has a similar order). Letters stand further apart only in a line that would
have holes otherwise, and not so far that programs see spaces.

A line that is too long is narrower at its marks first. Where that is not enough, gaps beside Latin
close, and Latin letters stand a little closer, which nobody notices.
"""

from __future__ import annotations

from typing import NamedTuple

from exporter.engine.beside_latin import GAP
from exporter.engine.patched.word_lines import TRACKING

# In ems.
CLOSE = 0.05  # by which a line may be too wide: gaps absorb them, and widths are rounded
TIGHT = 0.01  # and by which each of its gaps may be narrower besides
LATIN = 0.25  # to which gaps beside Latin widen first
WIDEST_LATIN = 0.5  # CLREQ §3.2.4, 中西文混排
EASY = 0.1  # by which all gaps widen alike
MORE = 2.0  # what gaps beside marks and Latin get of the rest, where others get 1
FAR = 0.15  # gaps of a loose line, whose letters help to fill it
WIDEST_TRACKING = 0.08  # between these letters, at most
MOST = 5.0  # what gaps at marks get of the room beyond, where others get 1


class Gaps(NamedTuple):
    """The gaps of a line, or what each of a kind gets in ems beside what it has."""

    plain: float
    marks: float = 0
    latin: float = 0
    letters: float = 0


def share_gaps(slack: float, count: Gaps) -> Gaps:
    """Share the room that a line has left, in ems, negative if it is too long."""
    plain, marks, beside, within = count
    gaps = plain + marks + beside
    if slack <= 0 or not gaps:
        each = slack / gaps if gaps else 0.0
        return Gaps(each, each, each)
    latin = min(slack / beside, LATIN - GAP) if beside else 0.0
    slack -= latin * beside
    each = min(slack / gaps, EASY)
    slack -= each * gaps
    letters = min(TRACKING, slack / within) if within else 0.0
    slack -= letters * within
    found = _with_rest(slack, count, each, latin + each)
    if found.plain > FAR and (marks or within):
        found, letters = _loosened(found, count, letters)
    return found._replace(letters=letters)


def tighten(over: float, count: Gaps) -> Gaps:
    """Share what a line is too long by when its marks are squeezed, in ems, as negative gaps.

    What is more than all gaps may lose, gaps beside Latin and letters lose alike, by their limits.
    """
    plain, marks, latin, letters = count
    gaps = plain + marks + latin
    able = latin * GAP + letters * TRACKING
    share = min(max(over - CLOSE - TIGHT * gaps, 0.0) / able, 1.0)
    each = (share * able - over) / gaps
    return Gaps(each, each, each - share * GAP, -share * TRACKING)


def _loosened(found: Gaps, count: Gaps, letters: float) -> tuple[Gaps, float]:
    """Take from the plain gaps of a loose line what is too much, for marks and for letters."""
    plain, marks, _, within = count
    beyond = (found.plain - FAR) * (plain + MORE * marks)
    share = beyond / (plain + MOST * marks)
    further = share * (plain + MOST * marks) / (within + 2 * (plain + MOST * marks))
    further = min(further, WIDEST_TRACKING - letters) * (within > 0)
    share = (beyond - further * within) / (plain + MOST * marks)
    before = found.marks - MORE * (found.plain - FAR)
    widened = found._replace(plain=FAR + share, marks=before + MOST * share)
    return widened, letters + further


def _with_rest(slack: float, count: Gaps, each: float, have: float) -> Gaps:
    """Share what is left of the room, where all gaps have `each` and those beside Latin `have`.

    Gaps beside Latin don't get wider than they may.
    """
    plain, marks, beside, _ = count
    share = slack / (plain + MORE * (marks + beside))
    latin = min(have + MORE * share, WIDEST_LATIN - GAP)
    slack -= beside * (latin - have)
    others = plain + MORE * marks
    if not others:
        return Gaps(each, each, latin + slack / beside)
    share = slack / others
    return Gaps(each + share, each + MORE * share, latin)
