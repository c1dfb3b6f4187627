"""Chinese as it is printed (CLREQ), read from where the glyphs of whole issues stand."""

import itertools
import os
import re
from collections import Counter
from statistics import median, mode

import pytest

from tests.writers.pdf.glyphs import (
    CLOSING,
    HAN,
    LATIN,
    OPENING,
    STOPS,
    measure_key,
    measures,
)

NO_START = CLOSING | STOPS | frozenset("·—…～／%％℃‰°,.!?;:)]}")
NO_END = OPENING | frozenset("￥¥$£€([{")
MARKS = OPENING | CLOSING | STOPS
UNITS = re.compile("[万亿年月日号时点分秒元角岁米克吨升度亩]")
# Points: what the rounding of advances to thousandths of an em adds up to in a line.
EXACT = 0.3
MADE = [("flow", "screen"), ("makeup", "press")]
# By day each language is read of each layout and profile, and not of each layout in each profile.
if os.environ.get("EXPORTER_NIGHTLY"):
    MADE += [("flow", "press"), ("makeup", "screen")]


@pytest.fixture(params=MADE, ids="-".join)
def issue(request, printed):
    return printed("lanjiang-weekly", *request.param)


def test_the_paragraphs_are_found(issue):
    assert len(issue.paragraphs) > issue.share(300)
    assert len(issue.full) > issue.share(1_800)
    assert issue.missing == []


def test_no_line_begins_with_a_mark_that_must_not(issue):
    lines = [line for paragraph in issue.paragraphs for line in paragraph.lines[1:]]
    assert [line.text for line in lines if line.text[0] in NO_START] == []


def test_no_line_ends_with_an_opening_mark(issue):
    assert [line.text for line in issue.full if line.text[-1] in NO_END] == []


def test_dashes_and_ellipses_are_whole(issue):
    whole = "".join(line.text + "\n" for line in issue.lines)
    assert whole.count("——") > issue.share(3)
    assert whole.count("——") == whole.replace("\n", "").count("——")
    assert not re.search("—\n—|…\n…", whole)


def test_lines_end_at_the_measure(issue):
    edges = measures(issue.full)
    judged = [line for line in issue.full if measure_key(line) in edges]
    assert len(judged) > 0.95 * len(issue.full)
    wrong = [
        (line.text, round(line.right() - edges[measure_key(line)], 2))
        for line in judged
        if abs(line.right() - edges[measure_key(line)]) > EXACT
    ]
    assert wrong == []


def test_the_measure_is_whole_characters(issue):
    """CLREQ, 行长为字号的整数倍."""
    widths = Counter(
        round((line.right() - line.left()) / line.size, 1)
        for paragraph in issue.paragraphs
        for line in paragraph.full[1:]
    )
    commonest = [width for width, count in widths.items() if count > 100]
    assert commonest
    assert all(abs(width - round(width)) < 0.06 for width in commonest)


def test_lines_begin_at_the_edge_of_the_column(issue):
    wrong = []
    for paragraph in issue.paragraphs:
        for column in {line.column for line in paragraph.lines}:
            lefts = [line.left() for line in paragraph.lines[1:] if line.column == column]
            wrong += [left for left in lefts if abs(left - median(lefts)) > EXACT]
    assert wrong == []


def test_marks_end_lines_with_half_their_width(issue):
    ends = [line for line in issue.full if line.text[-1] in STOPS | CLOSING]
    assert len(ends) > issue.share(100)
    edges = measures(issue.full)
    beyond = [line.last.end - edges[key] for line in ends if (key := measure_key(line)) in edges]
    assert min(beyond) > -EXACT
    assert Counter(round(each / 9, 1) for each in beyond)[0.5] > 0.6 * len(beyond)


def test_marks_side_by_side_take_one_and_a_half_characters(issue):
    squeezed = []
    for line in issue.lines:
        gap = max(line.gaps(), default=None)
        for one, other in line.pairs():
            if one.text in MARKS and other.text in MARKS and gap is not None:
                room = (other.x - one.x) / line.size - gap
                squeezed.append((one.text + other.text, room, line.text))
    assert len(squeezed) > issue.share(100)
    assert [each for each in squeezed if abs(each[1] - 0.5) > 0.02] == []


def test_latin_stands_off_by_a_quarter_of_a_character_and_in_loose_lines_by_half_at_most(issue):
    gaps = [
        ((other.x - one.end) / line.size, max(line.gaps(), default=1), line.text)
        for line in issue.lines
        for one, other in line.pairs()
        if not other.after_space
        and (
            (HAN.match(one.text) and LATIN.match(other.text))
            or (LATIN.match(one.text) and HAN.match(other.text))
        )
    ]
    assert len(gaps) > issue.share(1_000)
    assert [gap for gap in gaps if not 0.02 < gap[0] < (0.51 if gap[1] > 0.09 else 0.36)] == []
    assert median(gap[0] for gap in gaps) == pytest.approx(0.25, abs=0.05)


def test_paragraphs_are_indented_by_two_characters(issue):
    indents = []
    for paragraph in issue.paragraphs:
        first, *others = paragraph.lines
        column = [line for line in others if line.column == first.column]
        if column:
            indents.append((first.first.x - mode(line.left() for line in column), first))
    assert len(indents) > issue.share(250)
    wrong = [line.text for indent, line in indents if abs(indent - 2 * line.size) > EXACT]
    assert wrong == []


def test_no_last_line_has_a_single_character(issue):
    lasts = [paragraph.lines[-1].text for paragraph in issue.paragraphs if paragraph.full]
    assert len(lasts) > issue.share(250)
    assert [text for text in lasts if len(re.sub(r"\W", "", text)) < 2] == []


def test_body_lines_stand_on_one_grid(issue):
    steps, offsets = {}, {}
    for sheet in {line.first.sheet for line in issue.lines}:
        here = [line for line in issue.lines if line.first.sheet == sheet]
        steps[sheet] = mode(
            round(other.y - one.y, 2)
            for one, other in itertools.pairwise(here)
            if 0 < other.y - one.y < 3 * one.size
        )
        step, first = steps[sheet], here[0].y
        # Notes and boxes have a smaller type and stand where they may.
        size = mode(line.size for line in here)
        offsets[sheet] = [
            (line.y - first + step / 2) % step - step / 2 for line in here if line.size == size
        ]
    assert len(steps) > issue.share(12)
    assert [sheet for sheet, each in offsets.items() if max(each) - min(each) > EXACT] == []


def test_numbers_are_not_broken_and_keep_their_units(issue):
    broken, parted = [], 0
    for paragraph in issue.paragraphs:
        for one, other in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            if one.text[-1].isdecimal() and other.text[0] in "0123456789.,:%％‰℃":
                broken.append((one.text, other.text))
            parted += one.text[-1].isdecimal() and bool(UNITS.match(other.text[0]))
    assert broken == []
    assert parted < 0.005 * len(issue.full)
    assert sum(len(re.findall(r"\d\.\d", line.text)) for line in issue.lines) > issue.share(50)


def test_no_single_line_is_left_at_the_foot_or_the_head_of_a_column(issue):
    """CLREQ, 孤行: at least two lines of a paragraph stay together."""
    parted = 0
    for paragraph in issue.paragraphs:
        runs = Counter(line.column for line in paragraph.lines)
        parted += len(runs) > 1
        if len(paragraph.lines) >= 4:
            assert min(runs.values()) >= 2, paragraph.source
    assert parted > issue.share(50)
