"""A paragraph that is cut has in both parts the lines that it was measured with."""

import random
from itertools import pairwise

import pytest
from lxml.etree import fromstring

import exporter
from exporter.edition import make_edition
from exporter.engine import boxes
from exporter.engine.line_ends import INVISIBLE, LINE_ENDS, ends_in_text
from exporter.engine.patched import engine
from exporter.layouts.makeup.draw.sheet import mark_first
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.cutting import cut
from exporter.layouts.makeup.measure.ruler import Piece, Ruler
from exporter.layouts.makeup.measure.sizes import Measuring
from exporter.layouts.makeup.render import setting
from exporter.layouts.trees import add_class
from exporter.options import Options
from exporter.xhtml import to_html

WORDS = (
    "a I of the and was it's harbour commissioners patterns office affluent buffalo waffles "
    "fifteen fishing little attitude second-hand Wi-Fi dredger undersecretaries 1,250 12.5% "
    "*Good Intent* **officially** reconsidering disagreements Montgomery figures, amended. "
    "coffee; “afflicted” unattainable shuttle cotton (netting) — difficulties September"
).split(" ")
HAN = "江上的渡船天亮时离开码头老人说水位涨了一尺二寸谁也没有想到会这样快"
MARKS = "，，，。、；：！？"
INSIDE = (
    "“三号”",
    "（见图）",
    "《江报》",
    "1,250吨",
    "GDP",
    "Wi-Fi",
    "**要闻**",
    "——",
    "……",
    "9年",
)


def latin(chance):
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(20, 110)))


def chinese(chance):
    def piece():
        text = "".join(chance.choice(HAN) for _ in range(chance.randint(1, 9)))
        return text + chance.choice((*MARKS, *INSIDE))

    return "".join(piece() for _ in range(chance.randint(8, 50))) + "。"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("language", "made"), [("en", latin), ("zh-Hans", chinese)])
def test_parts_of_a_cut_paragraph_have_the_lines_of_the_whole(issue_folder, language, made, seed):
    chance = random.Random(seed)
    # A paragraph with a line that its author ended is not composed; what is after that would be.
    text = "\n\n".join([*(made(chance) for _ in range(4)), f"{made(chance)}\\\n{made(chance)}"])
    source = issue_folder(
        {
            "issue.yaml": f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n",
            "01/1.md": f"---\nheadline: H\n---\n{text}\n",
        }
    )
    shared = setting(make_edition(exporter.read(source).issue), Options())
    job = jobs(shared)[0]
    tight = shared.steps[0]
    grid = shared.grid(tight[seed % len(tight)])
    page = Measuring(job.take_apart(grid), grid)
    body = page.parts[0].body
    ruler = Ruler(grid, lambda html: shared.lay_out(grid, html, True))
    with engine():
        slices = page.sizes(ruler.lay_out, [0])[0].story.slices
        ruler.measure([(page.tags[0], page.wholes[0])])
        cuts = dict(_cuts(body, slices))
        ruler.measure([(page.tags[0], [part for each in cuts.values() for part in each])])
    wholes = {
        int(boxes.attribute(block, "data-b")): list(_lines(block))
        for block in boxes.descend(ruler.boxes["t-0"])
        if boxes.attribute(block, "data-b") and not boxes.is_line(block)
    }
    assert len(cuts) > 20
    for (number, line), (head, rest) in cuts.items():
        drawn = [*_lines(ruler.boxes[head.name]), *_lines(ruler.boxes[rest.name])]
        assert drawn == wholes[number], f"cut after line {line}: {wholes[number]}"


@pytest.mark.parametrize(("language", "hyphen"), [("zh-Hans", "\u2011"), ("en", "\u2010")])
def test_lines_end_with_the_hyphen_that_is_narrow_in_their_fonts(issue_folder, language, hyphen):
    words = "Mostly they describe internationally comparable characteristics of vocabularies. "
    text = f"水边的生物学名很长：*{words * 4}*" if language == "zh-Hans" else words * 4
    source = issue_folder(
        {
            "issue.yaml": f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n",
            "01/1.md": f"---\nheadline: H\n---\n{text}\n",
        }
    )
    shared = setting(make_edition(exporter.read(source).issue), Options())
    grid = shared.grid(shared.steps[0][0])
    page = Measuring(jobs(shared)[0].take_apart(grid), grid)
    size = page.sizes(lambda html: shared.lay_out(grid, html, True), [0])[0]
    assert {piece.hyphen for piece in size.story.slices} == {"", hyphen}


def _cuts(body, slices):
    """Yield each place between two lines of a paragraph, with what is before and after it."""
    places = [piece.start for piece in slices]
    for index, (piece, after) in enumerate(pairwise(slices), 1):
        number, place = after.start
        if place:
            line = sum(each[0] == number for each in places[:index])
            head = cut(body, (number, 0), after.start, piece.hyphen, places)
            if number > 1:
                add_class(head[0], "indent")  # it does not follow another paragraph here
            rest = cut(body, after.start, (number + 1, 0), "", places)
            yield (
                (number, line),
                [
                    Piece(f"{kind}-{number}-{place}", "leg body", 1, "".join(map(to_html, blocks)))
                    for kind, blocks in (("head", head), ("rest", rest))
                ],
            )


def _lines(box):
    """Yield what is seen of each line in a box."""
    for child in getattr(box, "children", ()):
        if boxes.is_line(child):
            yield INVISIBLE.sub("", _text(child))
        else:
            yield from _lines(child)


def _text(box):
    return box.text if boxes.is_text(box) else "".join(map(_text, getattr(box, "children", ())))


def test_ends_are_found_among_characters_that_are_not_seen():
    text = "ab cd\u00ad ef"
    shown = [not INVISIBLE.match(character) for character in text]
    breaks = [3, 6, 7, 9]
    assert ends_in_text("2 4 6", shown, breaks) == {0: 3, 2: 7, 3: 7, 5: 9, 6: 9, 7: 9}
    assert ends_in_text("1 6", shown, breaks) == {0: 0, 1: 9}
    assert ends_in_text("2 4", shown, breaks) == ends_in_text("", shown, breaks) == {}


def test_a_box_that_stands_whole_breaks_as_it_falls():
    body = fromstring(
        '<div><p data-b="1">Before.</p><aside data-b="2"><p data-b="3">Nobody measured the lines '
        "of this.</p></aside></div>"
    )
    before, box = cut(body, (1, 0), None, "", [(1, 0), (2, 0)])
    assert before.get(LINE_ENDS) and box[0].get(LINE_ENDS) is None


@pytest.mark.parametrize(
    ("language", "item", "align"),
    [
        ("zh-Hans", HAN, "justify"),
        ("zh-Hans", f"{HAN} tide@example.org", "left"),
        ("en", "Nets mended at the quay", "left"),
    ],
    ids=["Chinese", "address", "Latin"],
)
def test_lists_of_chinese_are_justified_but_for_addresses(issue_folder, language, item, align):
    page, ruler = _measuring(issue_folder, language, f"{HAN}\n\n- {item}")
    with engine():
        ruler.measure([(page.tags[0], page.wholes[0])])
    _, items = boxes.descend(ruler.boxes["t-0"])
    (one,) = boxes.descend(items)
    assert one.style["text_align_all"] == align


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_paragraph_has_the_indent_of_its_text_where_it_begins_a_column(issue_folder, language):
    texts = (
        "Sir.",
        "Yours, etc.,\\\nA. Reader",
        "Next.",
        "Last.\n\n::: verse\nA line\n:::",
        "After.",
    )
    page, ruler = _measuring(issue_folder, language, "\n\n".join(texts))
    legs = {}
    for block in page.parts[0].body:
        number = int(block.get("data-b"))
        first = cut(page.parts[0].body, (number, 0), (number + 1, 0), "", [])[0]
        mark_first(first, page.parts[0].body, number)
        legs[number] = Piece(f"leg-{number}", "leg body", 1, to_html(first))
    with engine():
        ruler.measure([(page.tags[0], page.wholes[0]), (page.tags[0], list(legs.values()))])
    in_text = {int(number): _indent(box) for number, box in _blocks(ruler.boxes["t-0"])}
    begun = {number: _indent(_one(ruler.boxes[leg.name])) for number, leg in legs.items()}
    assert begun == in_text
    assert len(set(in_text.values())) == 2


def _measuring(issue_folder, language, body):
    """Return what is to be measured of a page with one article, and what measures it."""
    issue = f"publication: {{name: X, language: {language}}}\ndate: 2026-06-16\n"
    files = {"issue.yaml": issue, "1/1.md": f"---\nheadline: A\n---\n{body}\n"}
    shared = setting(make_edition(exporter.read(issue_folder(files)).issue), Options())
    grid = shared.grid()
    page = Measuring(jobs(shared)[0].take_apart(grid), grid)
    return page, Ruler(grid, lambda html: shared.lay_out(grid, html, True))


def _blocks(box):
    """Yield the blocks of a text with their numbers."""
    for each in boxes.descend(box):
        if boxes.attribute(each, "data-b") and not boxes.is_line(each):
            yield boxes.attribute(each, "data-b"), each


def _one(box):
    ((_, block),) = _blocks(box)
    return block


def _indent(box):
    return box.style["text_indent"].value
