"""English as it is printed, read from where the glyphs of whole issues stand."""

import itertools
import os
import re
from collections import Counter
from statistics import median, mode

import pytest

from tests.writers.pdf.glyphs import measure_key, measures

EXACT = 0.3
HYPHEN = "\u2010"
MADE = [("flow", "press"), ("makeup", "screen")]
# By day each language is read of each layout and profile, and not of each layout in each profile.
if os.environ.get("EXPORTER_NIGHTLY"):
    MADE += [("flow", "screen"), ("makeup", "press")]
WORDS = re.compile(r"[^\W\d_]+")


@pytest.fixture(params=MADE, ids="-".join)
def issue(request, printed):
    return printed("saltmere-chronicle", *request.param)


def test_the_paragraphs_are_found(issue):
    assert len(issue.paragraphs) > issue.share(250)
    assert len(issue.full) > issue.share(1_500)
    assert issue.missing == []


def test_lines_end_at_the_measure(issue):
    edges = measures(issue.full)
    judged = [line for line in issue.full if measure_key(line) in edges]
    assert len(judged) > 0.95 * len(issue.full)
    # A line whose spaces would each have to grow by more than an em stays ragged.
    wrong = [
        (line.text, round(line.last.end - edges[measure_key(line)], 2))
        for line in judged
        if abs(line.last.end - edges[measure_key(line)]) > EXACT
        and edges[measure_key(line)] - line.last.end
        < sum(other.after_space for _, other in line.pairs()) * line.size
    ]
    assert wrong == []


def test_lines_begin_at_the_edge_of_the_column(issue):
    wrong = []
    for paragraph in issue.paragraphs:
        for column in {line.column for line in paragraph.lines}:
            lefts = [line.first.x for line in paragraph.lines[1:] if line.column == column]
            wrong += [left for left in lefts if abs(left - median(lefts)) > EXACT]
    assert wrong == []


def test_words_are_hyphenated_but_for_their_first_and_last_letters(issue):
    ends = [
        (WORDS.findall(one.text)[-1], WORDS.match(other.text))
        for paragraph in issue.paragraphs
        for one, other in zip(paragraph.lines, paragraph.lines[1:], strict=False)
        if one.text.endswith(HYPHEN)
    ]
    assert len(ends) > issue.share(100)
    assert [start for start, rest in ends if len(start) < 2 or rest is None] == []
    assert [rest[0] for _, rest in ends if len(rest[0]) < 3] == []


def test_two_lines_of_a_paragraph_stay_together(issue):
    parted = 0
    for paragraph in issue.paragraphs:
        runs = Counter(line.column for line in paragraph.lines)
        parted += len(runs) > 1
        if len(paragraph.lines) >= 4:
            assert min(runs.values()) >= 2, paragraph.source
    assert parted > issue.share(25)


def test_ligatures_are_set_and_read_as_their_letters(issue):
    ligatures = Counter(glyph.text for glyph in issue.text.glyphs if len(glyph.text) > 1)
    assert ligatures["fi"] > issue.share(50)
    assert ligatures["fl"] > issue.share(10)
    assert not re.search("[\ufb00-\ufb06]", issue.text.text)
    loose = re.compile("f\\|[fil]")
    fonts = Counter(mode(glyph.font for glyph in line.glyphs) for line in issue.full)
    body = {font for font, lines in fonts.items() if lines > 0.2 * len(issue.full)}
    for line in issue.lines:
        if mode(glyph.font for glyph in line.glyphs) in body:
            glyphs = [" " * glyph.after_space + glyph.text for glyph in line.glyphs]
            assert not loose.search("|".join(glyphs)), line.text


def test_quotation_marks_are_curved_and_dashes_long(issue):
    words = "".join(line.text for line in issue.lines)
    assert words.count("“") > issue.share(50)
    assert not re.search("[\"'`]", words)
    assert "--" not in words


def test_no_line_begins_with_a_dash(issue):
    lines = [line for paragraph in issue.paragraphs for line in paragraph.lines[1:]]
    assert [line.text for line in lines if line.text[0] in "–—" + HYPHEN] == []
    assert sum(line.text.count("–") + line.text.count("—") for line in issue.lines) > issue.share(
        10
    )


def test_numbers_keep_their_units_and_titles_their_names(issue):
    broken = []
    for paragraph in issue.paragraphs:
        for one, other in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            if re.search(r"\d$", one.text) and re.match(
                r"(million|billion|mph|km|kg|per ?cent|[A-Z][a-z]+ber\b|Ju(ne|ly))", other.text
            ):
                broken.append((one.text, other.text))
            if re.search(r"(^|[^A-Za-z])(Mr|Mrs|Ms|Dr)$", one.text):
                broken.append((one.text, other.text))
    assert broken == []


def test_body_lines_stand_on_one_grid(issue):
    wrong = []
    sheets = {line.first.sheet for line in issue.lines}
    for sheet in sheets:
        lines = [line for line in issue.lines if line.first.sheet == sheet]
        size = mode(line.size for line in lines)
        here = [line for line in lines if line.size == size]
        step = mode(
            round(other.y - one.y, 2)
            for one, other in itertools.pairwise(here)
            if 0 < other.y - one.y < 3 * one.size
        )
        offsets = [(line.y - here[0].y + step / 2) % step - step / 2 for line in here]
        if max(offsets) - min(offsets) > EXACT:
            wrong.append(sheet)
    assert len(sheets) > issue.share(10)
    assert wrong == []
