"""What is read off printed sheets: verse, tables, folios, lines of mixed scripts, jump heads."""

from itertools import pairwise
from statistics import mode

import pytest

import exporter
from tests.writers.pdf.glyphs import Reader

HEAD = "publication: {{name: {name}, language: {language}}}\ndate: 2026-06-16\n"
PROSE = "The tide came in at a quarter past seven, and nobody on the quay looked up. " * 4
VERSE = "\\\n".join(f"Line {word} of the song" for word in "one two three four five six".split())


def article(headline, body, more=""):
    return f"---\nheadline: {headline}\n{more}---\n{body}\n"


def prose(paragraphs):
    return "\n\n".join([PROSE] * paragraphs)


@pytest.fixture
def sheets(issue_folder, tmp_path):
    """Make an issue up and return the glyphs of its sheets."""

    def make(files, language="en", name="The Example", pages="", paper="tabloid"):
        yaml = HEAD.format(name=name, language=language) + pages
        source = issue_folder({"issue.yaml": yaml, **files})
        options = exporter.Options(layout="makeup", paper=paper, jobs=1)
        exporter.build(source, [tmp_path / "a.pdf"], options)
        return Reader(tmp_path / "a.pdf").glyphs

    return make


def lines(glyphs):
    """Return the glyphs of each run on one baseline that no gap of ten points parts."""
    found = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        near = last and last.sheet == glyph.sheet and abs(last.y - glyph.y) < 0.5
        if near and -1 < glyph.x - last.end < 10:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def text(line):
    return "".join(glyph.text for glyph in line).replace(" ", "")


def test_lines_that_an_author_ended_are_never_pulled_apart(sheets):
    poem = "\n\n".join([VERSE] * 23)
    files = {"1/1.md": article("Song", poem), "1/2.md": article("Quay", prose(14))}
    widths = {}
    for line in lines(sheets(files)):
        if text(line).endswith("ofthesong"):
            widths.setdefault(text(line), []).append(line[-1].end - line[0].x)
    assert len(widths) == 6
    for each in widths.values():
        assert len(each) == 23 and max(each) - min(each) < 0.1


def test_a_table_stands_right_below_the_words_before_it(sheets):
    table = "**Final places**\n\n| Place | Boat |\n|--:|---|\n| 1 | Dunlin |\n| 2 | Rumpus |"
    body = f"{prose(3)}\n\n{table}\n\n{prose(5)}"
    files = {"1/1.md": article("Cup", body), "1/2.md": article("Quay", prose(14))}
    found = lines(sheets(files))
    (words,) = (line for line in found if text(line) == "Finalplaces")
    (first,) = (line for line in found if text(line).startswith("Place"))
    assert 0 < first[0].y - words[0].y < 3 * words[0].size
    assert 0 <= first[0].x - words[0].x < 50  # in the same column


def test_the_folio_is_as_large_on_a_page_of_tight_type(sheets):
    files = {"1/1.md": article("Front", prose(16))}
    files |= {"2/1.md": article("Full", prose(28)), "3/1.md": article("Loose", prose(16))}
    found = sheets(files, paper="a4")
    sizes = {
        sheet: {glyph.size for glyph in found if glyph.sheet == sheet and glyph.y < 50}
        for sheet in (1, 2)
    }
    bodies = {
        sheet: min(glyph.size for glyph in found if glyph.sheet == sheet and glyph.y > 300)
        for sheet in (1, 2)
    }
    assert sizes[1] == sizes[2] and bodies[1] < bodies[2]
    folio = [glyph.end for glyph in found if glyph.sheet == 1 and glyph.y < 70]
    type_area = [glyph.end for glyph in found if glyph.sheet == 1]
    assert max(folio) == pytest.approx(max(type_area), abs=1.5)  # the date ends at its edge


@pytest.mark.parametrize(("language", "at_left"), [("en", 0), ("zh-Hans", 0), ("ar", 1)])
def test_the_number_of_a_page_is_at_the_outer_edge(sheets, language, at_left):
    """An even page is at the left of an open paper, or at its right if that is read from there."""
    files = {f"{page}/1.md": article("Front", prose(8)) for page in (1, 2, 3)}
    found = sheets(files, language)
    left, right = min(glyph.x for glyph in found), max(glyph.end for glyph in found)
    for page in (2, 3):
        number = max(
            (glyph for glyph in found if glyph.sheet == page - 1 and glyph.y < 80),
            key=lambda glyph: glyph.size,
        )
        is_at_left = number.x - left < right - number.end
        assert is_at_left is (page % 2 == at_left), page
        outer = number.x - left if is_at_left else right - number.end
        assert outer < 5


@pytest.mark.parametrize("strange", ["كتاب", "ไทย", "𝔊", "\u2010x", "ŧ"])
def test_a_character_of_another_font_leaves_no_empty_line(sheets, strange):
    words = PROSE.replace("quay", f"{strange} quay")
    found = sheets({"1/1.md": article("Front", "\n\n".join([words] * 16))}, paper="a4")
    size = mode(glyph.size for glyph in found)
    left = min(glyph.x for glyph in found if glyph.size == size)
    first = [each.y for each in found if each.size == size and each.x < left + 20]
    column = sorted({round(y, 1) for y in first})
    steps = [low - high for high, low in pairwise(column)]
    assert len(steps) > 20 and max(steps) - min(steps) < 0.2


def test_no_hole_is_below_the_line_that_says_where_a_text_comes_from(sheets):
    pages = 'pages: [{label: "1"}, {label: "2"}]\n'
    files = {"1/1.md": article("Long", prose(70)), "2/1.md": article("Other", prose(6))}
    found = sheets(files, pages=pages, paper="a4")
    starts = [line for line in lines(found) if "continued" in text(line).casefold()]
    assert starts
    for line in starts:
        below = [each.y for each in found if each.sheet == line[0].sheet and each.y > line[0].y + 3]
        assert min(below) - line[0].y < 4 * line[0].size
