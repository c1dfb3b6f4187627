"""Words with inline markup: what is read as markup, and what of ordinary headlines is not."""

import copy
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.content.inline_markdown import inline_from_markdown, source_of
from exporter.inline import Inline, html_of, unlinked

MARKED = {
    "Prices *rise* again": ("Prices <em>rise</em> again", "Prices rise again"),
    "**Only** a kicker": ("<strong>Only</strong> a kicker", "Only a kicker"),
    "H<sub>2</sub>O in the `tank`": (
        "H<sub>2</sub>O in the <code>tank</code>",
        "H2O in the tank",
    ),
    "10<sup>9</sup> stars": ("10<sup>9</sup> stars", "10⁹ stars"),
    "都说*真好*，**“走”**了": ("都说<em>真好</em>，<strong>“走”</strong>了", "都说真好，“走”了"),
    "{灯台|とうだい}の夜": (
        "<ruby>灯台<rp>（</rp><rt>とうだい</rt><rp>）</rp></ruby>の夜",
        "灯台の夜",
    ),
    "[déjà vu]{lang=fr} again": (
        '<span lang="fr" xml:lang="fr">déjà vu</span> again',
        "déjà vu again",
    ),
    "[Read](https://example.org/)": ('<a href="https://example.org/">Read</a>', "Read"),
    r"A\*B": ("A*B", "A*B"),
}
PLAIN = [
    "B*-algebras and W*-algebras",
    "S*P*Q*R",
    "What the f*ck, sh*t",
    "2*3=6, 4*5=20",
    "5 < 6 & 7 > 3",
    "{x} and {y} [sic]",
    "The <i> element",
    "An <unknown> tag, <script>run()</script>",
    "Concerts (*) and talks (*)",
    "snake_case_name",
    "H~2~O",
    "a \\ b",
    "一《二》　三",
    "no [^9] note",
]


@pytest.mark.parametrize("source", MARKED)
def test_markup_is_read(source: str) -> None:
    made, remarks = inline_from_markdown(source)
    assert (made.html, str(made)) == MARKED[source]
    assert (made.source, remarks) == (source, ())


@pytest.mark.parametrize("text", PLAIN)
def test_marks_of_ordinary_headlines_stay_as_typed(text: str) -> None:
    made, remarks = inline_from_markdown(text)
    assert made == text
    assert made.is_plain
    assert (remarks, source_of(Inline(text))) == ((), text)


def test_what_is_unsafe_does_not_pass() -> None:
    made, remarks = inline_from_markdown(
        '<span onclick="x()" style="color:red">a</span> [b](javascript:x)'
    )
    assert made.html == "<span>a</span> b"
    assert [remark.rule for remark in remarks] == ["issue-link"]


@given(st.text(alphabet="ab 你*_`\\[](){}|<>&/~^!#\"'.=日supem", max_size=40))
def test_any_plain_text_comes_back_from_what_an_author_would_write(text: str) -> None:
    made, _ = inline_from_markdown(source_of(Inline(text)))
    assert made.is_plain
    assert str(made).split() == text.split()


@given(st.text(alphabet="ab 你*_`\\[](){}|<>&/~^!#\"'.=日supemrubt", max_size=60))
def test_any_source_gives_well_formed_words_and_the_same_ones_again(source: str) -> None:
    made, _ = inline_from_markdown(source)
    etree.fromstring(f"<p>{made.html}</p>")
    foreign = Inline(made, made.html)  # as of a feed: nobody wrote Markdown for it
    again, _ = inline_from_markdown(source_of(foreign))
    assert again.html == made.html


def test_words_keep_their_markup_when_they_are_copied() -> None:
    words = Inline("why", "<em>why</em>", "*why*")
    for copied in (copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert (copied, copied.html, copied.source) == ("why", "<em>why</em>", "*why*")


def test_words_inside_of_a_link_have_no_link() -> None:
    assert unlinked(Inline("a b", '<a href="x"><em>a</em></a> b')) == "<em>a</em> b"
    assert unlinked("a < b") == html_of("a < b") == "a &lt; b"


def test_a_reading_is_no_part_of_the_text() -> None:
    made, _ = inline_from_markdown("{渡|わた}し{場|ば}")
    assert made == "渡し場"
    assert re.findall("<rt>(.*?)</rt>", made.html) == ["わた", "ば"]
