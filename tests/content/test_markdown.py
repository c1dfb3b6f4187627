"""Markdown as people write it, Chinese above all → XHTML."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.content import markdown
from exporter.content.markdown import to_html


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n"),
        ("　　首行缩进。", "<p>首行缩进。</p>\n"),
        ("    an indent is no code", "<p>an indent is no code</p>\n"),
        ("*着重*与**加粗**", "<p><em>着重</em>与<strong>加粗</strong></p>\n"),
        ("他说**“好”**，走了", "<p>他说<strong>“好”</strong>，走了</p>\n"),
        ("李**、王**在名单上。", "<p>李**、王**在名单上。</p>\n"),
        ("李**和王**到了，张*明没来。", "<p>李**和王**到了，张*明没来。</p>\n"),
        ("138****1234、139****5678", "<p>138****1234、139****5678</p>\n"),
        ("김*수, 이*희, 박** 님", "<p>김*수, 이*희, 박** 님</p>\n"),
        ("田中*様、佐藤*様", "<p>田中*様、佐藤*様</p>\n"),
        ("010-****-1234, 010-****-5678", "<p>010-****-1234, 010-****-5678</p>\n"),
        ("г-н И*** и г-жа П***.", "<p>г-н И*** и г-жа П***.</p>\n"),
        ("Hotel ****, 3*4 = 12", "<p>Hotel ****, 3*4 = 12</p>\n"),
        ("Leser*innen und jede*r", "<p>Leser*innen und jede*r</p>\n"),
        (
            "*jede*r und **die** *in*",
            "<p><em>jede</em>r und <strong>die</strong> <em>in</em></p>\n",
        ),
        ("f***ing and s***t", "<p>f***ing and s***t</p>\n"),
        (
            "他**说**，**王**、**李**",
            "<p>他<strong>说</strong>，<strong>王</strong>、<strong>李</strong></p>\n",
        ),
        ("见*《书》*。", "<p>见<em>《书》</em>。</p>\n"),
        ("**结束。**然后", "<p><strong>结束。</strong>然后</p>\n"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>\n"),
        ("~~old~~ new", "<p><s>old</s> new</p>\n"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>\n"),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>\n"),
        ("&copy; &nbsp; &hellip;", "<p>© \xa0 …</p>\n"),
        ("a\\\nb", "<p>a<br/>\nb</p>\n"),
        ("***", "<hr/>\n"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
        ("> Quoted", "<blockquote>\n<p>Quoted</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        (
            "[mot juste]{lang=fr}",
            '<p><span lang="fr" xml:lang="fr">mot juste</span></p>\n',
        ),
        (
            "{重庆|Chóngqìng}",
            "<p><ruby>重庆<rp>（</rp><rt>Chóngqìng</rt><rp>）</rp></ruby></p>\n",
        ),
        ("{not ruby} {a|}", "<p>{not ruby} {a|}</p>\n"),
        (
            "<aside>\n\n## Box\n\nText\n\n</aside>",
            "<aside>\n<h2>Box</h2>\n<p>Text</p>\n</aside>\n",
        ),
    ],
)
def test_markdown_becomes(from_markdown, text, xhtml):
    assert from_markdown(text).xhtml == xhtml


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n第二行", "第一行，第二行"),
        ("他说“好”\n走了", "他说“好”走了"),
        ("一行\nEnglish", "一行\nEnglish"),
        ("English\n一行", "English\n一行"),
        ("two English\nlines", "two English\nlines"),
        ("**加粗**\n下一行", "加粗下一行"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_space(from_markdown, text_of, text, joined):
    assert text_of(from_markdown(text).xhtml).strip() == joined


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3], [2, 3, 4]),
        ([3, 3], [2, 2]),
        ([5, 2], [2, 2]),
        ([2, 6, 2], [2, 3, 2]),
        ([6, 5, 4, 3, 2, 1], [2, 3, 4, 4, 3, 2]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_come_under_the_headline_and_skip_no_level(from_markdown, parse, levels, expected):
    text = "\n\n".join(f"{'#' * level} Heading" for level in levels)
    tree = parse(from_markdown(text).xhtml)
    found = [int(element.tag[1]) for element in tree if element.tag[0] == "h"]
    assert found == expected


def test_a_table_keeps_its_head_and_its_alignment(from_markdown, parse):
    tree = parse(from_markdown("| a | b |\n|:-:|--:|\n| 1 | 2 |\n").xhtml)
    assert [(cell.text, cell.get("class"), cell.get("scope")) for cell in tree.iter("th")] == [
        ("a", "align-center", "col"),
        ("b", "align-right", "col"),
    ]
    assert [(cell.text, cell.get("class")) for cell in tree.iter("td")] == [
        ("1", "align-center"),
        ("2", "align-right"),
    ]


def test_a_footnote_leads_there_and_back(from_markdown, parse):
    tree = parse(from_markdown("Text[^n], again[^n].\n\n[^n]: The note.\n").xhtml)
    there = [link for link in tree.iter("a") if link.get("role") == "doc-noteref"]
    back = [link for link in tree.iter("a") if link.get("role") == "doc-backlink"]
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    assert [link.text for link in there] == ["1", "1"]
    assert len(back) == 2
    assert {link.get("href")[1:] for link in there + back} <= ids


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("![alt](a.jpg)", ("", "", "alt")),
        ('![alt](a.jpg "A caption")', ("A caption", "", "alt")),
        ('![alt](a.jpg "图说"){credit="某某 摄"}', ("图说", "某某 摄", "alt")),
        ('![](a.jpg){alt="words" caption="c"}', ("c", "", "words")),
        (
            '<figure><img src="a.jpg" alt="x"><figcaption>A <i>b</i></figcaption></figure>',
            ("A b", "", "x"),
        ),
    ],
)
def test_a_figure_has_caption_credit_and_alternative_text(from_markdown, text, words):
    body = from_markdown(text)
    (figure,) = body.figures
    assert (figure.caption, figure.credit, figure.alt) == words
    assert body.xhtml == '<figure data-figure="0"/>\n'


def test_a_picture_in_a_sentence_stays_in_it(from_markdown):
    xhtml = from_markdown("Press ![key](key.jpg) now").xhtml
    assert xhtml == '<p>Press <img data-figure="0"/> now</p>\n'


def test_a_picture_that_is_missing_is_remarked_by_what_was_written(from_markdown):
    body = from_markdown("Text.\n\n![](图.png)\n")
    assert body.figures == ()
    assert [(remark.rule, remark.needle) for remark in body.remarks] == [
        ("issue-picture-missing", "图.png")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "<!-- only a comment -->", "[^1]: unused"])
def test_nothing_gives_nothing(from_markdown, text):
    assert from_markdown(text).xhtml.strip() == ""


LINES = """正文，一行。
Plain words
　　缩进
a *b* c
三 < 四
===
---
- x
1. y
> q
    deep
[n]: /u
| a | b |
| - | - |
<div>
</div>
{.c}
**好**
[^1]
[^1]: 注
é{lang=fr}
# h
```
结尾\u3000
\t
""".split("\n")


@given(st.lists(st.sampled_from(LINES) | st.just(""), max_size=12))
def test_quick_ways_through_plain_text_change_nothing(lines):
    text = "\n".join(lines)
    slow = markdown._parser.__wrapped__()
    slow.block.ruler.disable("line")
    slow.inline.terminator_re = re.compile("")
    assert to_html(text) == slow.render(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tide[^1].\n\n[^1]: High.", []),
        ("Tide[^1].", ["[^1]"]),
        ("Tide[^a] and [^b].\n\n[^a]: High.\n\n[^c]: Low water.", ["[^b]", "[^c]"]),
        ("`[^1]` is a mark.", []),
        ("```\n[^1]: shown\n```", []),
        ("Tide[^1].\n\n[^1]: See[^2].\n\n[^2]: High.", []),
    ],
)
def test_a_footnote_of_which_one_half_is_missing_is_named(from_markdown, text, named):
    remarks = [one for one in from_markdown(text).remarks if one.rule == "issue-note"]
    assert [mark for one, mark in zip(remarks, named, strict=True) if mark in one.message] == named


def test_sidebars_and_pull_quotes_are_boxes_with_text_of_their_own(from_markdown):
    text = "One.\n\n::: sidebar\n**Facts**\n\n- a boat\n:::\n\n::: pullquote\nTwo.\n:::\n\nThree."
    body = from_markdown(text).xhtml
    assert "<aside>\n<p><strong>Facts</strong></p>\n<ul>\n<li>a boat</li>\n</ul>\n</aside>" in body
    assert '<aside class="pullquote">\n<p>Two.</p>\n</aside>\n<p>Three.</p>' in body


def test_a_run_of_brackets_is_text_and_nothing_of_it_is_lost():
    for run in ("[" * 14, "![" * 14, "[" * 100_000):
        assert run in to_html(f"{run}a](b)")
        assert f"<code>{run}</code>" in to_html(f"`{run}`")


@pytest.mark.parametrize(
    "code",
    [
        "<table class='tide'>\n  <tr><td>high</td></tr>\n</table>",
        "<script src='a.js'></script>",
        "for boat in boats:\n    print(boat)",
        "int main() {\n    return 0;\n}\n\nvoid end() {\n}",
        "$ tide --high",
        "import tides",
        "x = tide(3)",
    ],
)
def test_indented_lines_that_look_like_code_are_code_with_every_sign(code):
    indented = "\n".join(f"    {line}" if line else "" for line in code.split("\n"))
    shown = escape(code.replace("'", '"'))
    made = to_html(f"So:\n\n{indented}\n\nDone.".replace("'", '"'))
    assert made == f"<p>So:</p>\n<pre><code>{shown}\n</code></pre>\n<p>Done.</p>\n"
    assert f"<pre><code>{shown}\n</code></pre>" in to_html(
        f"- item\n\n{indented}".replace("'", '"').replace("\n    ", "\n      ")
    )


@pytest.mark.parametrize(
    "text",
    [
        "    O the sea;\n    the long grey sea,\n    the sea",
        "    春天来了，<b>河</b>开了 (x)。",
        "　　“潮水”（tide）来了。",
        "    The tide (that is, the spring tide) was high.",
        "    Dear reader, 3 < 5.",
        "- item\n\n    and another paragraph of it",
    ],
)
def test_indented_prose_and_verse_are_no_code(text):
    assert "<code>" not in to_html(text)


def test_the_markup_of_an_open_block_of_html_goes_on_after_an_empty_line():
    assert "<pre>" not in to_html("<div>\n\n    <p>Tide.</p>\n\n</div>")


def test_a_picture_may_have_spaces_in_its_name():
    assert 'src="my%20old%20photo.jpg" alt="Quay"' in to_html("![Quay](my old photo.jpg)")
    assert "<img" not in to_html("`![Quay](my photo.jpg)`")
    assert "<img" not in to_html("![Quay](see the other page)")
