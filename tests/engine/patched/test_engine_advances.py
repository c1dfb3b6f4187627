"""Characters that are looked up are as wide as they are when the whole text is shaped."""

import random
from functools import partial

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from exporter.engine.patched import engine
from exporter.engine.patched.advances import Advances, known_advances
from exporter.engine.patched.paragraph import shaped

HAN = "江上的渡船天亮时离开码头老人说水位涨了一尺二寸谁也没有想到会这样快㐀龥"
PASSAGES = (
    "，，，。、；：！？ “三号” （见图） 《江报》 1,250吨 GDP Wi-Fi —— …… 9年 \u200b“ ”\u200b "
    "\u2060 \u3000 A a (江) (abc) ‘x’ « ' é é％ 60.5% カタ ひらABC 「江」 \u00a0 "
    "渡\ufe00 \u00ad ع A\u00a0 、A"
).split(" ")
STYLES = (
    "font: 12px Noto Serif CJK SC",
    "font: 10.6667px serif; font-feature-settings: 'halt'",
    "font: 700 11.3333px Source Serif, sans-serif",
    "font: 12px serif; letter-spacing: 1px",
)


def text(chance):
    return "".join(
        "".join(chance.choice(HAN) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 9))))
        + chance.choice((*PASSAGES, " "))
        for _ in range(chance.randint(1, 20))
    )


@pytest.fixture(scope="module")
def styles():
    """Return styles of texts in two languages."""
    html = "".join(
        f'<p lang="{language}" style="{style}">x</p>'
        for style in STYLES
        for language in ("zh-Hans", "ja")
    )
    with engine():
        (page,) = HTML(string=html).render().pages
        found = page._page_box.descendants()
        yield [box.style for box in found if isinstance(box, boxes.TextBox)]


@pytest.mark.parametrize("seed", range(3))
def test_advances_are_those_of_the_text_shaped_as_a_whole(styles, seed):
    chance = random.Random(seed)
    known_advances.clear()
    for style in styles:
        shape = partial(shaped, style)
        for _ in range(30):
            given = text(chance)
            assert known_advances.of(given, style, shape) == shape(given)


def test_a_mark_beside_a_character_of_another_width_is_shaped_with_it():
    def shape(given):
        places = [given.startswith("㐀，", max(0, place - 1)) for place in range(len(given))]
        return [
            2.0 if each == "㐀" else 0.5 if each == "，" and is_closer else 1.0
            for each, is_closer in zip(given, places, strict=True)
        ]

    for given in ("江㐀，江", "江㐀江", "江，江㐀"):
        assert Advances().of(given, shape) == shape(given)


def test_what_is_known_is_not_shaped_again(styles):
    asked = []

    def shape(given):
        asked.append(given)
        return shaped(styles[0], given)

    advances = Advances()
    advances.expect(("江上，渡船12亮天。",), shape)
    known = len(asked)
    assert len(advances.of("天江，上渡船12船亮江。", shape)) == 12
    assert len(asked) == known
    advances.of("尺，寸。", shape)
    assert "尺" in asked[-1] + asked[-2]
    assert "江" not in "".join(asked[known:])
