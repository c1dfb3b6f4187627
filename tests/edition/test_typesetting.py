"""What print needs said by the text itself: where lines may and may not break."""

import re

import pytest

from exporter.languages.segmentation import JOINER
from exporter.languages.typography import SPACE, broken_words
from tests.printed import printed as set_text

HALF = '<span class="half">{}</span>'


@pytest.mark.parametrize(
    ("xhtml", "printed"),
    [
        ("<p>让·保罗</p>", f"<p>让{JOINER}·保{JOINER}罗</p>"),
        ("<p>他——就是他本人</p>", f"<p>他{JOINER}——就是他本{JOINER}人</p>"),
        ("<p>他说：“好。”他走了</p>", None),
        ("<p>最后一行。</p>", f"<p>最后一{JOINER}行。</p>"),
        ("<p>A</p>", "<p>A</p>"),
        ("<p><em>着重</em>号</p>", None),
    ],
)
def test_chinese_lines_break_where_they_may(xhtml, printed):
    made = set_text(xhtml, "zh-Hans")
    if printed is not None:
        assert made == printed


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("他说：“好。”", ["：", "。"]),
        ("《书》、《报》", ["》", "、"]),
        ("一、二", []),
        ("（甲）（乙）", ["）"]),
    ],
)
def test_the_first_of_two_marks_is_half_as_wide(text, squeezed):
    made = set_text(f"<p>{text}</p>", "zh-Hans")
    assert [mark for mark in squeezed if HALF.format(mark) in made] == squeezed
    assert made.count('class="half"') == len(squeezed)


def test_each_character_of_an_emphasis_is_set_apart_for_its_dot():
    made = set_text("<p><em>着重A</em></p>", "zh-Hans")
    assert made.count('<i class="dot">') == 2


def test_english_has_no_chinese_typography():
    text = "<p>A·b—c <em>d</em>: “e.”</p>"
    assert set_text(text, "en") == text


@pytest.mark.parametrize("tag", ['p class="deck"', 'p class="kicker"', "h1", "td", "caption"])
def test_words_of_few_lines_stay_whole(tag):
    made = set_text(f"<{tag}>这里记录到鸟类</{tag.split()[0]}>", "zh-Hans")
    assert f"这{JOINER}里记{JOINER}录" in made


@pytest.mark.parametrize("text", ["10–{}12", "9.30–{}11", "£4–{}£6", "203–{}5"])
def test_ranges_and_scores_stay_on_one_line(text):
    assert set_text(f"<p>{text.format('')}</p>", "en") == f"<p>{text.format(JOINER)}</p>"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_an_address_may_break_after_its_marks(language):
    made = set_text("<p>https://www.example.com/a/b-c?d=e</p>", language)
    assert f"/{SPACE}a/{SPACE}b-{SPACE}c?{SPACE}d={SPACE}e" in made


@pytest.mark.parametrize("word", ["W" * 300, "é" * 300, "1" * 100_000])
def test_an_endless_word_may_break(word):
    made = re.sub("</?span[^>]*>", "", set_text(f"<p>{word}</p>", "en"))
    assert max(map(len, made.removeprefix("<p>").removesuffix("</p>").split(SPACE))) < 8
    assert made.replace(SPACE, "") == f"<p>{word}</p>"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_numbers_of_a_fraction_are_set_apart_and_read_as_before(language):
    made = set_text("<p>in 1\u20447 and 11\u204412</p>", language)
    numbers = re.findall(r'<span class="(over|below)">(\d+)</span>', made)
    assert numbers == [("over", "1"), ("below", "7"), ("over", "11"), ("below", "12")]
    assert made.count("</span>\u2044<span") == 2
    assert "1\u2044a" in set_text("<p>1\u2044a</p>", language)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
def test_tags_and_their_attributes_are_left_alone(language):
    tag = '<a href="https://www.example.com/a/b-c?d=e——·' + "x" * 99 + '">'
    assert tag in set_text(f"<p>{tag}字</a></p>", language)


@pytest.mark.parametrize("text", ["word " * 4_000, "字" * 3_000 + "。" + "句。" * 3_000])
def test_a_very_long_text_is_parted_where_a_line_may_break(text):
    language = "en" if text.isascii() else "zh-Hans"
    made = set_text(f"<p>{text}</p>", language)
    pieces = made.removeprefix("<p><span>").removesuffix("</span></p>").split("</span><span>")
    assert max(map(len, pieces)) < 8_000
    assert len(pieces) > 3
    assert {piece[-1] for piece in pieces[:-1]} <= set(" 。")
    assert "".join(pieces).replace(JOINER, "") == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "<figcaption>共有15元和4.6万和100公里的</figcaption>",
            f"15{JOINER}元和4.6{JOINER}万和100{JOINER}公{JOINER}里",
        ),
        ("<p>共有15元和4.6万的</p>", "15元和4.6万"),
        ("<p>黑水鸡（Gallinula chloropus）</p>", "chlo\u00adro\u00adpus"),
        ("<p>四声杜鹃（Cuculus micropterus）</p>", "micro\u00adpte\u00adrus"),
        ("<p>他说，“好”吧吧</p>", f"”{SPACE}吧"),
        ("<p>甲，<strong>“好”</strong>吧吧</p>", '<span class="half">，</span><strong>'),
        ("<p>英文叫rewilding的词</p>", "rewild\u00ading"),
        ("<p>见matou@weekly.lanjiang.example的</p>", f"weekly.{SPACE}lanjiang.{SPACE}example"),
    ],
)
def test_chinese_for_print(text, printed):
    assert printed in set_text(text, "zh-Hans")


def test_english_spaces_that_break_no_line():
    made = set_text("<p>On 7 May – a day – Mr Tait had £7 million on page 5 of 9 pages</p>", "en")
    bound = "On 7~May~– a day~– Mr~Tait had £7~million on page~5 of 9 pages"
    assert made == f"<p>{bound}</p>".replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (
            "Apply at https://forms.harbour.example/a-b/c?d=1&amp;e=%C3%A9, by noon.",
            "https://|forms.|harbour.|example/|a-|b/|c?|d=|1&amp;|e=|%C3|%A9",
        ),
        ("Write to tide.tables@quay-office.example.", "tide.|tables@|quay-|office.|example"),
        ("See quay.example/tides.", "quay.|example/|tides"),
        ("提取码8F3C2D1E5A7B9C0D4E6F8A1B。", "8F3C|2D1E|5A7B|9C0D|4E6F|8A1B"),
        ("Key 8F3C2D1E5A7B9C0D4E6F8A1B", "8F3C|2D1E|5A7B|9C0D|4E6F|8A1B"),
    ],
)
def test_an_address_has_breaks_and_no_hyphen(text, broken):
    language = "en" if text.isascii() else "zh-Hans"
    made = set_text(f"<p>{text}</p>", language).replace(SPACE, "|")
    assert f'<span class="address">{broken}</span>' in made


@pytest.mark.parametrize("text", ["and/or", "e.g. this", "the 3.5 gauge", "the U.S. fleet", "a.So"])
def test_what_is_no_address_may_have_hyphens(text):
    assert set_text(f"<p>{text}</p>", "en") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "marks", ["！" * 40, "…" * 40, "—" * 41, "（" * 15, "？！。" * 9, "，" * 12]
)
def test_marks_without_end_may_break_between_pairs(marks):
    made = re.sub("</?span[^>]*>", "", set_text(f"<p>甲{marks}乙乙乙</p>", "zh-Hans"))
    inside = made[made.index("甲") + 1 : made.index("乙")].replace(JOINER, "")
    assert inside.replace(SPACE, "") == marks
    assert {len(part) for part in inside.split(SPACE)} <= {2, 3}


@pytest.mark.parametrize("text", ["=" * 50_000, "-" * 50_000, "a." * 25_000, "1/" * 25_000])
def test_addresses_are_looked_for_in_good_time(text):
    assert set_text(f"<p>{text}</p>", "zh-Hans")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("啊！！！！！！！！！！！！！", "啊！！|！！|！！|！！|！！|！！！"),
        ("啊。…………………………！", "啊。|……|……|……|……|……！"),
        ("们』「，」——『一", "们』「，」——『一"),
        ("好。——！？！？！？！？——", "好。|——|！？|！？|！？|！？|——"),
    ],
)
def test_many_marks_may_part_but_not_the_pairs_of_dashes_and_dots(text, expected):
    made = re.sub("<[^>]*>|\u2060", "", set_text(f"<p>{text}</p>", "zh-Hans"))
    assert made.replace("\u200b", "|") == expected


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        (
            '<h1><span class="line">“甲乙”丙</span></h1>',
            '<h1><span class="line"><span class="half">“</span>甲乙”',
        ),
        ('<p class="kicker">「甲乙」丙丁</p>', '<p class="kicker"><span class="half">「'),
        ("<figcaption><b>《甲》</b>乙丙</figcaption>", '<figcaption><b><span class="half">《'),
        ('<p class="credit">（据甲乙）</p>', '乙<span class="half">）</span></p>'),
    ],
)
def test_blank_halves_of_marks_are_not_at_the_edge_of_a_column(xhtml, expected):
    assert expected in set_text(xhtml, "zh-Hans").replace("\u2060", "")


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        ("(Additional reporting: Coastal Press)", "en", "Coastal Press)"),
        ("（据云坪县农机站2026年春茶实测）", "zh-Hans", "2026年春茶实测）"),
        ("（据市教育局、市体育局）", "zh-Hans", "市体育局）"),
    ],
)
def test_a_credit_of_two_lines_breaks_between_words_near_its_middle(text, language, last):
    made = re.sub("<[^>]*>", "", set_text(f'<p class="credit">{text}</p>', language))
    wide = f"[^\\x00-\\x7f{JOINER}]"
    places = f" |(?<={wide})(?!{JOINER})|(?<!{JOINER})(?={wide})"
    shown = [part for part in re.split(places, made.replace("\u00a0", "_")) if part][-1]
    assert shown.replace(JOINER, "").replace("_", " ") == last


def test_the_first_mark_of_an_indented_paragraph_stays_whole():
    assert "half" not in set_text("<p>“甲乙”丙丁</p>", "zh-Hans")


@pytest.mark.parametrize(
    ("language", "hangs"), [("en", True), ("de", True), ("he", False), ("zh-Hans", False)]
)
def test_the_opening_mark_of_a_latin_headline_hangs(language, hangs):
    made = set_text('<h1><span class="line">“Back by nine”</span></h1>', language)
    assert ('<span class="hanging">“</span>Back' in made) is hangs
    assert "hanging" not in set_text("<p>“Back by nine”</p>", language)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize(
    "xhtml",
    [
        '<h1><span class="line">“好消息来了</span> <span class="line">“再来”</span></h1>',
        '<p class="kicker">《澜江周报》特刊</p>',
        '<p class="deck">《澜江周报》特刊</p>',
        '<p class="credit">（据甲乙）</p>',
    ],
)
def test_other_classes_beside_its_own_change_nothing(xhtml, language):
    others = re.sub(r'class="(\w+)"', r'id="a" class="first \1 last"', xhtml)
    assert others != xhtml
    made = set_text(xhtml, language)
    assert (
        re.sub(r'id="a" class="first (\w+) last"', r'class="\1"', set_text(others, language))
        == made
    )
    assert "half" in made or "hanging" in made or language == "en"


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh-Hans"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ring 0371 6512 3456 now", "0371\u00a06512\u00a03456"),
        ("Ring +44 1632 960 001, or", "+44\u00a01632\u00a0960\u00a0001"),
        ("Ring (020) 7946 0018.", "(020)\u00a07946\u00a00018"),
        ("They won 12 10 again", "12 10"),
        ("page 0371 6512 3456 7788 9900 1122", "0371 6512"),
        ('<a title="0371 6512 3456">x</a>', "0371 6512 3456"),
        ("<table><tr><td>0371 6512 3456</td></tr></table>", "0371 6512 3456"),
    ],
)
def test_the_groups_of_a_phone_number_stay_together(language, text, kept):
    assert kept in set_text(f"<p>{text}</p>", language)


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [("en", "One\u2028two\u2029three", "One two three"), ("zh-Hans", "一行\u2028二行", "一行二行")],
)
def test_separators_of_lines_and_paragraphs_are_not_printed(language, text, printed):
    assert set_text(f"<p>{text}</p>", language).replace(JOINER, "") == f"<p>{printed}</p>"


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "👩🏽‍🚒", "🏳️‍🌈", "🇨🇳", "☎️"])
def test_no_run_of_emoji_is_parted_inside_of_one(emoji):
    """Every eighteenth character was a chance to break, so that a family fell apart."""
    text = "".join(piece.text for piece in broken_words(emoji * 40))
    assert {part.replace(emoji, "") for part in text.split("\u200b")} == {""}
