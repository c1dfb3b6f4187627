"""A sentence of an article set large in it, on pages without pictures or with one large article."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from lxml import etree

from exporter.edition.style.definition import PullQuote, PullQuotes
from exporter.layouts.makeup.measure.pull_quotes import pull_quote, pull_quotes
from exporter.layouts.makeup.plan import closing
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.quality import is_grey, largest_share, rank
from exporter.layouts.makeup.plan.story import Shot
from exporter.model import Kind
from tests.makeup.test_makeup_search import AREA, COLUMNS, shot, story

PLAIN = "The board met and the town waited for what it would say of the quay this time. "
PICTURE = SimpleNamespace(area=9, shot=SimpleNamespace(ratio=0.7))
POINT = "Mr. Oake has kept the gate shut for everyone but the doctor ever since that winter."
SPOKEN = "“We have waited for three winters, and nobody came.”"


def quoted(*paragraphs, kind=Kind.NEWS, language="en", more=""):
    """Return the sentence that is pulled out of a text."""
    body = etree.fromstring(f"<div>{''.join(f'<p>{each}</p>' for each in paragraphs)}{more}</div>")
    return next(iter(pull_quotes(body, language, kind)), None)


def test_the_longest_whole_quotation_is_pulled():
    short = "“There was a light on the other side of the harbour.”"
    text = [PLAIN * 6, f"{short} she said.", f"{PLAIN * 6}{SPOKEN}{SPOKEN[:-1]} “And more.”"]
    assert quoted(*text) == max(short, SPOKEN, key=len)


@pytest.mark.parametrize(
    "spoken",
    ["“We have waited for three winters and nobody,” he said.", "“No.”", f"“{'so ' * 60}on.”"],
)
def test_half_a_sentence_and_what_is_too_short_or_too_long_is_not(spoken):
    assert quoted(PLAIN * 12, spoken) is None


def test_a_short_text_or_one_with_a_box_of_its_author_has_none():
    assert quoted(PLAIN, SPOKEN) is None
    assert quoted(PLAIN * 12, SPOKEN, more="<aside><p>Box</p></aside>") is None


def test_a_style_says_how_long_a_sentence_is_and_its_text():
    body = etree.fromstring(f"<div><p>{PLAIN * 2}{SPOKEN}</p></div>")
    for shortest, text, found in ((45, 900, False), (45, 90, True), (70, 90, False)):
        latin = PullQuote(shortest=shortest, longest=149, text=text)
        lengths = PullQuotes(latin=latin)
        assert bool(pull_quotes(body, "en", Kind.NEWS, lengths)) is found


def test_a_feature_without_quotation_has_the_end_of_a_paragraph_and_news_nothing():
    later = POINT.replace("the doctor", "the doctor and the priest")
    text = PLAIN * 6 + POINT, PLAIN * 6 + later
    assert quoted(*text, kind=Kind.FEATURE) == POINT
    assert quoted(*text) is None
    times = "The gate is open from 9 to 5 on all days of that week."
    assert quoted(PLAIN * 6 + times, *text[1:], kind=Kind.FEATURE) is None


def test_chinese_is_parted_into_sentences_by_its_own_marks():
    plain, last = "镇上开会说码头要修。", "灯塔上的老人一直等到船回来才下楼。"
    assert quoted(plain * 45 + last, plain, kind=Kind.FEATURE, language="zh-Hans") == last
    spoken = "“我怕按断他的肋骨。老师讲过，断了能长。”"
    assert quoted(plain * 45 + spoken, language="zh-Hans") == spoken


def test_it_is_not_read_aloud_a_second_time():
    assert pull_quote(SPOKEN).get("role") == "presentation"


def test_ends_of_later_paragraphs_may_stand_in_the_room_of_the_first():
    late = "Nobody in the town has asked for the key again since the board met."
    body = etree.fromstring(f"<div><p>{PLAIN * 12}{POINT}</p><p>{PLAIN}{late}</p></div>")
    assert pull_quotes(body, "en", Kind.FEATURE) == [POINT, late]
    assert pull_quotes(body, "en", Kind.NEWS) == []


def fitted(quote):
    """Return a page whose lead's picture takes what the texts leave, made up."""
    usual = [
        story(1, 40, [shot(0.9)]),
        *(replace(story(number, 34), quote=quote) for number in (2, 3)),
    ]
    return Fitter(lambda kind: (AREA, usual), [AREA.type], [AREA.type]).fit()


def test_second_stories_get_one_where_the_lead_takes_too_much():
    quote = Shot(0, 0.0, dict.fromkeys(COLUMNS, 1), True, {1: 12, 2: 8})
    without, within = fitted(None), fitted(quote)
    assert largest_share(without) > AREA.lead_share
    assert largest_share(within) < largest_share(without)
    assert any(quote == each.shot for one in within.placements for each in one.frame.shots)


def test_none_is_set_where_the_page_would_be_worse_for_it(monkeypatch):
    monkeypatch.setattr(closing, "is_as_good", lambda *_: False)
    made = fitted(Shot(0, 0.0, dict.fromkeys(COLUMNS, 1), True, {1: 12, 2: 8}))
    assert not any(placed.frame.shots for placed in made.placements if placed.frame.story.rank > 1)


def opinion(quote):
    """Return a page of four texts without pictures, made up."""
    lines = {1: 55, 2: 54, 3: 47, 4: 34}
    texts = [replace(story(rank, lines[rank]), quote=quote) for rank in lines]
    return Fitter(lambda kind: (AREA, texts), [AREA.type], [AREA.type]).fit()


def test_only_several_articles_without_any_picture_are_grey():
    text, pictured = (SimpleNamespace(legs=(1,), shots=shots) for shots in ((), (PICTURE,)))
    pages = [text] * 2, [text] * 3, [text] * 2 + [pictured]
    fits = [
        SimpleNamespace(placements=[SimpleNamespace(frame=each) for each in page]) for page in pages
    ]
    assert [is_grey(fit) for fit in fits] == [False, True, False]


def test_texts_without_pictures_have_them_where_that_makes_a_better_page():
    quote = Shot(0, 0.0, dict.fromkeys(COLUMNS, 1), True, {1: 12, 2: 6, 3: 5})
    without, within = opinion(None), opinion(quote)
    quoted = [each.frame.story.rank for each in within.placements if each.frame.shots]
    assert 1 in quoted
    assert len(quoted) <= closing.MOST_QUOTES
    assert within.cost < without.cost
    assert rank(within) > rank(without)
