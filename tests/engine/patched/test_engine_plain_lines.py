"""Lines that are made from known ends are those that WeasyPrint makes: every box, to the digit."""

import random

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from exporter.engine.patched import engine, plain_lines

HAN = "江上的渡船天亮时离开码头老人说水位涨了一尺二寸谁也没有想到会这样快"
MARKS = "，，，。、；：！？ “三号” （见图） 《江报》 1,250吨 GDP Wi-Fi —— …… 9年".split()
WORDS = (
    "a I of the and was it's harbour commissioners patterns office affluent waffles fifteen "
    "second-hand Wi-Fi 1,250 12.5% coffee; “afflicted” (netting) — Montgomery 渡船 العربية "
    "re\u00adconsi\u00addered https://example.org/a/long/address.html"
).split()
INLINES = (
    "<b>{}</b>",
    '<a href="#x">{}</a>',
    "<em>{}</em>",
    "<span>{}</span> ",
    "<b><i>{}</i></b>",
    "<sup>{}</sup>",
    '<span style="padding-left: 3pt">{}</span>',
    "<q>{}</q>",
    '<span style="margin: auto">{}</span>',
    '<span style="position: relative; top: 1pt">{}</span>',
)
STYLE = """
@page {{ size: 400pt {height}pt; margin: 20pt }}
html {{ font: 9pt/13.5pt "Noto Serif CJK SC", serif; text-align: justify; hyphens: {hyphens} }}
body, p {{ margin: 0; orphans: 2; widows: 2 }}
p {{ width: {width}pt; text-indent: 2em }}
.end::after {{ content: "\\a0■" }}
"""


def chinese(chance):
    return "".join(
        "".join(chance.choice(HAN) for _ in range(chance.randint(1, 9))) + chance.choice(MARKS)
        for _ in range(chance.randint(1, 9))
    )


def english(chance):
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 25)))


def paragraphs(chance, made):
    for number in range(8):
        parts = [made(chance) for _ in range(chance.randint(1, 4))]
        parts = [chance.choice(("{}", "{}", *INLINES)).format(part) for part in parts]
        kind = chance.choice(("", ' class="end"', ' style="text-indent: 0"'))
        yield f'<p data-b="{number}"{kind}>{" ".join(parts)}</p>'


def all_boxes(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from all_boxes(child)


def seen(box):
    sides = [vars(box).get(f"{name}_{side}") for name in ("margin", "padding") for side in SIDES]
    where = box.position_x, box.position_y, box.width, box.height
    text = vars(box).get("text")
    return type(box), box.element_tag, *where, vars(box).get("baseline"), *sides, text


SIDES = ("left", "right", "top", "bottom")


def drawn(html, style):
    document = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=style)])
    kinds = boxes.LineBox, boxes.InlineBox, boxes.TextBox
    return [
        [seen(box) for box in all_boxes(page._page_box) if isinstance(box, kinds)]
        for page in document.pages
    ]


@pytest.mark.parametrize("height", [900, 110])
@pytest.mark.parametrize(("language", "made"), [("zh-CN", chinese), ("en", english)])
def test_plain_lines_are_those_of_weasyprint(monkeypatch, language, made, height):
    """On one page, and where pages break inside of paragraphs."""
    used = []
    made_by = plain_lines._Lines.made
    monkeypatch.setattr(plain_lines._Lines, "made", lambda *all_: used.append(1) or made_by(*all_))
    for seed in range(4):
        chance = random.Random(seed)
        width, hyphens = chance.choice((90, 126, 143, 205)), chance.choice(("manual", "auto"))
        style = STYLE.format(height=height, width=width, hyphens=hyphens)
        html = f'<html lang="{language}"><body>{"".join(paragraphs(chance, made))}'
        with engine():
            quick = drawn(html, style)
            with monkeypatch.context() as plain:
                plain.setattr(plain_lines, "_has_texts", lambda *_: False)
                assert quick == drawn(html, style)
    assert len(used) >= 5


COLUMNS = """
@page {{ size: 400pt {height}pt; margin: 20pt }}
html {{ font: 9pt/13.5pt "Noto Serif CJK SC", serif; text-align: justify }}
body, p {{ margin: 0; orphans: 2; widows: 2 }}
body {{ columns: {count}; column-gap: 10pt }}
p {{ text-indent: 2em }} h2 {{ column-span: {span}; margin: 0 0 13.5pt; break-after: avoid }}
.end::after {{ content: "\\a0■" }}
"""


@pytest.mark.parametrize("height", [900, 150])
@pytest.mark.parametrize(("language", "made"), [("zh-CN", chinese), ("en", english)])
def test_columns_are_filled_as_weasyprint_fills_them(monkeypatch, language, made, height):
    """Balanced on one page and cut by pages, though columns that are tried out hold no text."""
    tried = []
    empty = plain_lines._Lines.empty
    monkeypatch.setattr(plain_lines._Lines, "empty", lambda *all_: tried.append(1) or empty(*all_))
    for seed in range(2):
        chance = random.Random(seed)
        style = COLUMNS.format(height=height, count=2 + seed, span=("none", "all")[seed % 2])
        text = [f"<h2>{made(chance)}</h2>{''.join(paragraphs(chance, made))}" for _ in range(2)]
        html = f'<html lang="{language}"><body>{"".join(text)}'
        with engine(grid=True):
            quick = drawn(html, style)
            with monkeypatch.context() as plain:
                plain.setattr(plain_lines, "_has_texts", lambda *_: False)
                assert quick == drawn(html, style)
    assert len(tried) > 10


TOLD = "It is a pity that the commissioners had to vote on Thursday; might borrow the book first."


def lines_of(element):
    [page] = (
        weasyprint.HTML(string=f'<html lang="en"><body>{element}')
        .render(
            stylesheets=[weasyprint.CSS(string=STYLE.format(height=900, width=126, hyphens="auto"))]
        )
        .pages
    )
    found = [box for box in all_boxes(page._page_box) if isinstance(box, boxes.LineBox)]
    return [
        "".join(box.text for box in all_boxes(line) if isinstance(box, boxes.TextBox))
        for line in found
    ]


def test_lines_that_are_known_are_neither_measured_nor_broken_again(monkeypatch):
    """With a hyphen too, wherever WeasyPrint would have put it."""
    from exporter.engine.patched import compose, paragraph

    measured = []
    monkeypatch.setattr(paragraph, "_ends", lambda *_: measured.append(1))
    monkeypatch.setattr(compose, "plan", lambda *_: measured.append(1))
    ends = ["It is a pity that the commis", "sioners had to ", "vote on Thursday; might bor"]
    ends += ["row the book first."]
    counts = [sum(len(end.replace(" ", "")) for end in ends[: stop + 1]) for stop in range(4)]
    told = f'<p data-b="1" data-line-ends="{" ".join(map(str, counts))}">{TOLD}</p>'
    with engine():
        found = lines_of(told)
    assert found == [f"{ends[0]}\u2010", ends[1].strip(), f"{ends[2]}\u2010", ends[3]]
    assert not measured
