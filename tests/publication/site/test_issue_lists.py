"""The lists of an issue are made again when they would show something else."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from exporter.edition.style import find_style
from exporter.errors import OutputError
from exporter.publication.site.last_run import SiteState
from exporter.publication.site.lists import IssueLists
from exporter.publication.site.record import ArticleRecord, Card, Download, IssueRecord, PageRecord
from exporter.publication.site.shell import Shell
from exporter.readers.publication import PublicationHead

ARTICLE = ArticleRecord(id="a", source="01/a.md", title="High water", digest="1", summary="It rose")
PAGE = PageRecord(label="01", name="page-01.html", section="Front", articles=(ARTICLE,))
WHOLE = Download(name="a.pdf", edition="PDF", media_type="application/pdf", size=9, sha256="0")
CARD = Card(
    key="2026-06-16", digest="1", date="2026-06-16", folder="2026/06-16", identifier="urn:x",
    name="16 June 2026", updated="2026-06-16T00:00:00Z", downloads=(WHOLE,),
)  # fmt: skip
RECORD = IssueRecord(card=CARD, language="en", pages=(PAGE,), making="1", files=("index.html",))
SHELL = Shell(PublicationHead(name="The Dyke", language="en"), find_style())


def lists(article=(), page=(), card=(), record=(), **others):
    """Return the lists of an issue that has other values in some places."""
    page = PAGE.model_copy(
        update={"articles": (ARTICLE.model_copy(update=dict(article)),), **dict(page)}
    )
    update = {"pages": (page,), "card": CARD.model_copy(update=dict(card)), **dict(record)}
    return IssueLists(SHELL, RECORD.model_copy(update=update), **others)


@pytest.mark.parametrize(
    "other",
    [
        lists(article={"digest": "2", "summary": "It fell"}),
        lists(card={"digest": "2"}),
        lists(card={"downloads": (WHOLE.model_copy(update={"size": 10}),)}),
        lists(record={"making": "2", "files": ("index.html", "a.html")}),
    ],
    ids=["text", "source", "size", "files"],
)
def test_what_lists_do_not_show_makes_no_other_lists(other):
    assert other.shown == lists().shown


@pytest.mark.parametrize(
    "other",
    [
        lists(article={"title": "Low water"}),
        lists(article={"byline": "By A. Reed"}),
        lists(page={"section": "Town"}),
        lists(card={"name": "17 June 2026"}),
        lists(card={"downloads": (WHOLE.model_copy(update={"page": "01"}),)}),
        lists(record={"language": "de"}),
        lists(before=CARD),
        lists(after=CARD),
        lists(stylesheet="assets/other.css"),
    ],
    ids=["title", "byline", "section", "name", "page file", "language", "before", "after", "style"],
)
def test_what_lists_show_makes_other_lists(other):
    assert other.shown != lists().shown


def test_an_issue_whose_record_is_lost_is_named_with_what_to_do():
    state = SimpleNamespace(record=lambda _: None, store=SimpleNamespace(folder=Path("site")))
    with pytest.raises(OutputError, match=r"2026/06-16/.* is gone or damaged, delete its folder"):
        SiteState.known_record(state, "2026/06-16")
