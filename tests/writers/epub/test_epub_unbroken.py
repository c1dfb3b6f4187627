"""Headlines: which words and numbers stay whole on a narrow screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START
from exporter.writers.epub.unbroken import keep_in_head, keep_words, may_break

XHTML = "http://www.w3.org/1999/xhtml"


def kept(text, language="zh-Hans"):
    root = etree.fromstring(
        f'<html xmlns="{XHTML}" lang="{language}"><h1 class="headline">{text}</h1></html>'
    )
    keep_words(root)
    assert "".join(root.itertext()) == "".join(etree.fromstring(f"<a>{text}</a>").itertext())
    return ["".join(span.itertext()) for span in root.iter(f"{{{XHTML}}}span")]


def test_a_number_stays_with_what_it_counts():
    assert "9480立方米，" in kept("每秒9480立方米，是谁数出来的")


@pytest.mark.parametrize(
    "number",
    ["18—30岁", "1.2万—3.5万元", "5月1日—7日", "18至30岁", "10～20天", "8∶30—17∶30", "6：30"],
)
def test_a_range_in_a_chinese_table_is_whole_with_its_unit(number):
    root = etree.fromstring(
        f'<html xmlns="{XHTML}" lang="zh-Hans"><table><tr><td>{number}</td></tr></table></html>'
    )
    keep_words(root)
    assert [span.text for span in root.iter(f"{{{XHTML}}}span")] == [number]


def clauses(text, language="zh-Hans"):
    head = f'<h1 class="headline"><span class="line">{text}</span></h1>'
    root = etree.fromstring(f'<html xmlns="{XHTML}" lang="{language}">{head}</html>')
    keep_words(root)
    assert "".join(root.itertext()) == "".join(etree.fromstring(head).itertext())
    return ["".join(each.itertext()) for each in root[0][0]]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("zh-Hans", ["补贴跟着人走，", "也要数一数没来的人"]),
        ("zh-Hans", ["周六上午试鸣警报！", "请勿惊慌"]),
        ("zh-Hans", ["他说“走吧，”", "我们留下"]),
        ("zh-Hans", ["明早6：30开门，", "下周照旧"]),
        ("ja", ["市議会、", "2026年度予算を可決"]),
    ],
)
def test_a_headline_is_parted_at_its_marks_before_it_is_parted_inside_of_a_clause(language, parts):
    assert clauses("".join(parts), language) == parts


@pytest.mark.parametrize(
    "text", ["关于进一步做好防汛抗旱工作的通知，请转发", "盖章的<em>窗口</em>少，人多"]
)
def test_a_long_clause_and_one_with_markup_are_parted_at_their_words(text):
    assert max(map(len, clauses(text))) < 5


@pytest.mark.parametrize("number", ["7–4", "2025/26", "1,200.50", "4:30"])
def test_numbers_with_marks_inside_are_whole(number):
    assert kept(f"They vote {number} today", "en") == [number]
    assert may_break(f"They vote {number} today", "en")


@pytest.mark.parametrize(
    ("language", "kind", "expected"),
    [
        ("zh-Hans", "", ["里程", "（公里）", "中医院"]),
        ("zh-Hans", "grid", []),
        ("en", "", []),
    ],
)
def test_a_unit_and_a_word_in_a_table_are_whole(language, kind, expected):
    root = etree.fromstring(
        f'<html xmlns="{XHTML}" lang="{language}"><table class="{kind}">'
        "<tr><th>里程（公里）</th></tr><tr><td>中医院</td></tr></table></html>"
    )
    keep_words(root)
    assert [span.text for span in root.iter(f"{{{XHTML}}}span")] == expected


def test_english_words_are_left_as_they_are():
    assert kept("They vote today 2026", "en") == []
    assert not may_break("They vote today 2026", "en")


def test_markup_in_a_headline_stays():
    assert kept("<i>立方米</i>与<b>9480立方米</b>和<ruby>重庆<rt>Chóngqìng</rt></ruby>") == [
        "立方米",
        "9480立方米",
    ]


@pytest.mark.parametrize("word", ["£1,200m,", "(7–4)", "“4:30”", "2025/26’s"])
def test_a_number_stays_with_the_rest_of_its_word(word):
    assert kept(f"They vote {word} today", "en") == [word]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市議会、2026年度予算を可決", "ja"),
        ("社区食堂（三）：怎么办？没有办法！", "zh-Hans"),
        ("记者说“没有办法”，是谁数出来的……", "zh-Hans"),
        ("「第28号桟橋」ー潮を洗う", "ja"),
    ],
)
def test_no_mark_is_left_beside_a_box(text, language):
    """Between a box and a mark a line could break, and the mark would start it."""
    root = etree.fromstring(
        f'<html xmlns="{XHTML}" lang="{language}"><h1 class="headline">{text}</h1></html>'
    )
    keep_words(root)
    boxes = list(root.iter(f"{{{XHTML}}}span"))
    assert boxes
    assert "".join(root.itertext()) == text
    after = [(each.tail or " ")[0] for each in boxes]
    before = [root[0].text or "", *(each.tail or "" for each in boxes)]
    inside = ["".join(each.itertext()) for each in boxes]
    assert not any(mark in NO_LINE_START for mark in after)
    assert not any(each[-1:] and each[-1] in NO_LINE_END for each in before)
    assert not any(each[0] in NO_LINE_START or each[-1] in NO_LINE_END for each in inside)


@given(st.text("立方米四十 ab9,–-年的了", max_size=30))
def test_no_letter_is_lost(text):
    kept(text)


def test_contents_keep_numbers_alone():
    """Words would be thousands of spans in the contents of a large issue."""
    links = '<a href="a">每秒9480立方米</a><a href="b">7–4 胜</a>'
    root = etree.fromstring(f'<html xmlns="{XHTML}" lang="zh"><nav>{links}</nav></html>')
    keep_words(root)
    assert ["".join(span.itertext()) for span in root.iter(f"{{{XHTML}}}span")] == ["7–4"]


HEAD = '<h1 class="headline"><span class="line">每秒9480立方米，是“谁”数的</span><i/></h1>'


def whole(body, language="zh-Hans"):
    root = etree.fromstring(f'<html xmlns="{XHTML}" lang="{language}">{body}</html>')
    keep_words(root)
    return etree.tostring(root, encoding="unicode").partition(">")[2].removesuffix("</html>")


@pytest.mark.parametrize(
    "rest", ["<p>长江大桥 1,200</p>", '<nav><a href="a-01-02.x">下一篇</a></nav>']
)
def test_a_head_alone_is_kept_as_in_its_document(rest):
    body = f'<p class="from">02</p>{HEAD}{rest}'
    assert keep_in_head(body, HEAD, "zh-Hans") == whole(body)


@pytest.mark.parametrize(
    "rest",
    [
        "<table><tr><td>里程（公里）</td></tr></table>",
        '<nav><a href="b.x">回到1/2版</a></nav>',
        '<p><a class="headline-link" href="b.x">长江大桥</a></p>',
        '<ol class="directory"><li><a href="b.x">长江大桥</a></li></ol>',
    ],
)
def test_what_else_has_words_to_keep_is_not_passed_over(rest):
    assert keep_in_head(f"{HEAD}{rest}", HEAD, "zh-Hans") is None
    assert whole(f"{HEAD}{rest}") != f"{whole(HEAD)}{rest}"


def test_a_head_that_a_style_sets_otherwise_is_not_passed_over():
    assert keep_in_head('<h1 class="headline">长江大桥</h1>', HEAD, "zh-Hans") is None
