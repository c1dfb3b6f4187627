"""Quotation marks of an edition: every text of it, and nothing that is quoted as it is."""

import pytest

from exporter.edition import make_edition
from exporter.readers import read

STORY = """\
---
headline: ['"The tide', 'is in"']
deck: "'Mind the road'"
byline: Ann "Nan" O'Dell
dateline: St Mary's
figures: [{image: a.png, caption: 'The "Ann"', alt: 'the "Ann"'}]
---
"*It's* in," she said. `"code"` and "<code>x</code>" stay.

> "A quotation

A new 'paragraph', [it's "linked"](https://example.org/"x").
"""


@pytest.fixture(name="article")
def _article(issue_folder, picture):
    def make(quotes="", language="en"):
        head = (
            f"publication: {{name: The Example, language: {language}}}\ndate: 2026-06-16\n{quotes}"
        )
        files = {"issue.yaml": head, "1/1.md": STORY, "1/a.png": picture()}
        return make_edition(read(issue_folder(files)).issue).article_documents[0].article

    return make


def test_every_text_of_an_article_has_its_marks(article):
    made = article()
    assert made.headline == ("“The tide", "is in”")
    assert (made.byline, made.dateline) == (("Ann “Nan” O’Dell",), "St Mary’s")
    assert made.deck == "‘Mind the road’"
    assert (made.figures[0].caption, made.figures[0].alt) == ("The “Ann”", "the “Ann”")
    assert "“<em>It’s</em> in,” she said." in made.body
    assert "“A quotation" in made.body
    assert "‘paragraph’" in made.body
    assert "it’s “linked”" in made.body


def test_code_stays_as_typed(article):
    assert '<code>"code"</code> and “<code>x</code>”' in article().body


def test_an_issue_may_leave_them_as_typed(article):
    assert article("quotes: typed\n").headline == ('"The tide', 'is in"')
    assert article(language="zh-Hans").headline == ('"The tide', 'is in"')
