"""Lines that stay lines: verse, questions and answers, paragraphs that begin with two em spaces."""

import pytest


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("潮水退去\n　　沙上有字\n潮水回来", ["潮水退去", "　　沙上有字", "潮水回来"]),
        ("春江水暖，\n白鹭先知。", ["春江水暖，", "白鹭先知。"]),
        ("桥在那里\n水在那里\n人不在那里", ["桥在那里", "水在那里", "人不在那里"]),
        (
            "The boat went out\n    and came back",
            ["The boat went out", "\u2003\u2003and came back"],
        ),
        ("| one line\n|   another", ["one line", "\u2003another"]),
        ("::: verse\nAny line\n  and *this*\n:::", ["Any line", "\u2003and this"]),
        ("::: verse\nOne\\\ntwo\n:::", ["One", "two"]),
        (
            "码头路三号\\\n电话：0571-1234567\\\n八点到十七点",
            ["码头路三号", "电话：0571-1234567", "八点到十七点"],
        ),
        ("码头路三号  \n电话在后面\\\n八点到十七点", ["码头路三号", "电话在后面", "八点到十七点"]),
        ('<pre class="wp-block-verse">a\n  b</pre>', ["a", "\u2003b"]),
        ('<p class="verse">　甲<br>乙</p>', ["　甲", "乙"]),
    ],
)
def test_verse_keeps_lines_and_indents(from_markdown, parse, text, lines):
    (verse,) = parse(from_markdown(text).xhtml)
    assert (verse.tag, verse.get("class")) == ("p", "verse")
    assert "".join(map(str, verse.itertext())).split("\n") == lines


def test_stanzas_are_paragraphs_of_their_own(from_markdown, parse):
    tree = parse(from_markdown("::: verse\none\n\ntwo\nthree\n:::\n\nProse.").xhtml)
    assert [child.get("class") for child in tree] == ["verse", "verse", None]


@pytest.mark.parametrize(
    "text",
    [
        "问：怕不怕水？\n答：怕。",
        "问：怕不怕水？\\\n答：怕。",
        "**记者：**你守了多少年？\n**老人：**三十年。",
        "Q: Why?\nA: Because.",
        "　　第一段话。\n　　第二段话。",
    ],
)
def test_lines_that_are_paragraphs(from_markdown, text):
    xhtml = from_markdown(text).xhtml
    assert xhtml.count("<p>") == 2 and "\\" not in xhtml


@pytest.mark.parametrize(
    "text",
    [
        "第一行，\n第二行",
        "这是一段很长的、由作者在编辑器里手工折行的正文，\n它没有缩进，每行都比诗长，所以并成一段。",
        "Prose that an author has broken\nby hand is prose",
    ],
)
def test_prose_is_joined(from_markdown, text):
    xhtml = from_markdown(text).xhtml
    assert "<br/>" not in xhtml and xhtml.count("<p>") == 1


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<p>One.<br><br>Two.</p>", "<p>One.</p>\n<p>Two.</p>\n"),
        ("<p>　　一。<br>　　二。</p>", "<p>一。</p>\n<p>二。</p>\n"),
        ("<p>甲行<br>　　乙行</p>", "<p>甲行<br/>　　乙行</p>\n"),
        ("<p>12 Quay Road<br>Saltmere</p>", "<p>12 Quay Road<br/>Saltmere</p>\n"),
        ("<p>&emsp;&emsp;段落</p><p>\u200b　　段落</p>", "<p>段落</p>\n<p>段落</p>\n"),
        ("<p><b>One.<br><br>Two.</b></p>", "<p><b>One.<br/><br/>Two.</b></p>\n"),
        ("<p><br></p>x", "<p>x</p>\n"),
    ],
)
def test_breaks_of_pasted_html(from_html, html, xhtml):
    assert from_html(html).xhtml == xhtml


@pytest.mark.parametrize(
    "formula", [r"\(a+b\)", r"$\int_0^1 x\,dx$", r"$$\frac{a_1}{b_2}$$", r"\[x=\sqrt{a*b*c}\]"]
)
def test_latex_stays_as_it_is_typed(from_markdown, text_of, formula):
    assert text_of(from_markdown(f"So {formula} holds.").xhtml) == f"So {formula} holds.\n"


def test_prices_are_no_formulas(from_markdown):
    xhtml = from_markdown("It costs $5 *or* $6, \\[not a link\\].").xhtml
    assert xhtml == "<p>It costs $5 <em>or</em> $6, [not a link].</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|\n| 1 | 2 |",
        "| a | b |\n| 1 | 2 |",
        "Text\n|a|b|\n|-|\n",
        "|甲|乙|\n|丙|丁|",
    ],
)
def test_a_broken_table_is_named(from_markdown, text):
    assert [remark.rule for remark in from_markdown(text).remarks] == ["issue-table"]


@pytest.mark.parametrize("text", ["| a | b |\n|---|---|\n| 1 | 2 |", "a | b", "`|---|---|`"])
def test_a_table_and_a_bar_are_no_broken_table(from_markdown, text):
    assert from_markdown(text).remarks == ()
