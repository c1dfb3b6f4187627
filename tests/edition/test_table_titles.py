"""A table keeps the title before it."""

import pytest
from lxml import etree

from exporter.edition.table_titles import caption_tables

TABLE = "<table><tr><td>1</td></tr></table>"


def captioned(xhtml):
    body = etree.fromstring(f"<div>{xhtml}</div>")
    caption_tables(body)
    return etree.tostring(body, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("before", "caption"),
    [
        ("<p><strong>Final positions</strong></p>", "<caption>Final positions</caption>"),
        ("<p><b>积分榜</b>：</p>\n", "<caption>积分榜：</caption>"),
        ('<h3 id="x">Final <em>positions</em></h3>\n', '<caption id="x">Final <em>positions</em>'),
    ],
)
def test_a_title_before_a_table_is_its_caption(before, caption):
    made = captioned(f"<p>Text.</p>{before}{TABLE}")
    assert made.startswith(f"<p>Text.</p><table>{caption}")
    assert made.endswith("<tr><td>1</td></tr></table>")


@pytest.mark.parametrize(
    "before",
    [
        "<p><strong>One</strong> and <strong>two</strong></p>",
        "<p>Text.</p>",
        "<h3>Heading</h3><p>Text.</p>",
    ],
)
def test_what_is_no_title_stays(before):
    assert captioned(before + TABLE) == before + TABLE


def test_a_table_with_a_caption_of_its_own_keeps_it():
    xhtml = "<h3>Sport</h3><table><caption>Cup</caption><tr><td>1</td></tr></table>"
    assert captioned(xhtml) == xhtml
