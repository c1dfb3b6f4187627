"""Documents read by another parser than WeasyPrint's come out the same."""

import pytest
import weasyprint

import exporter
from exporter.edition import make_edition
from exporter.engine import source
from exporter.engine.fetcher import BASE, EditionFetcher
from exporter.layouts.flow.print_document import make_html
from exporter.options import Options

BODY = """\
A paragraph with *emphasis*, a [link](https://example.com/?a=1&b=2) and a note.[^1]

| a | b |
|---|---|
| 1 | <2 |

- one
- two

![A picture](a.png "A caption")

    code & more

[^1]: The note.
"""


@pytest.fixture
def edition(issue_folder, picture):
    files = {"01/1.md": f"---\nheadline: A & B\n---\n{BODY}", "01/a.png": picture(size=(60, 40))}
    return make_edition(exporter.read(issue_folder(files)).issue)


def test_a_document_is_the_same_as_weasyprint_reads_it(edition):
    html, fetcher = make_html(edition, Options()), EditionFetcher(edition)
    quick = source.Source(html, fetcher)
    slow = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    assert quick.render().write_pdf() == slow.render().write_pdf()
    assert type(quick.etree_element) is type(slow.etree_element)


def test_metadata_and_styles_are_found_without_a_look_at_all_else(edition, monkeypatch):
    text = "<p><b>a</b></p><style>b { color: red }</style><svg xmlns='x:y'><title>c</title></svg>"
    html = make_html(edition, Options()).replace("</body>", f"{text}</body>")
    quick = source.Source(html, EditionFetcher(edition)).wrapper_element
    slow = source.ElementWrapper.from_html_root(quick.etree_element)
    names = "title", "style", "meta", "link"
    found = [each.etree_element for each in slow.query_all(*names)]
    monkeypatch.delattr(source.ElementWrapper, "iter_subtree")
    assert [each.etree_element for each in quick.query_all(*names)] == [
        each for each in found if not each.tag.startswith("{")
    ]
    assert [each.etree_element.text for each in quick.query_all("style")][-1] == "b { color: red }"


def test_the_style_without_notes_is_what_weasyprint_parses_of_the_other_rules():
    from weasyprint.html import UA, UA_COUNTER_STYLE

    def rules(matcher):
        return [
            (entry[1], *entry[3:])
            for kind in (matcher.other_selectors, *matcher.lower_local_name_selectors.values())
            for entry in kind
        ]

    notes = ("::footnote-", "::note-")
    lines = [line for line in UA.splitlines() if not line.startswith(notes)]
    assert len(lines) < len(UA.splitlines())
    parsed = weasyprint.CSS(string="\n".join(lines), counter_style=UA_COUNTER_STYLE)
    plain = source._plain_style()
    assert repr(rules(plain.matcher.matcher)) == repr(rules(parsed.matcher))
    assert len(weasyprint.html.UA_STYLESHEET.matcher.other_selectors) > len(
        plain.matcher.matcher.other_selectors
    )


def test_what_is_not_well_formed_is_left_to_weasyprint(edition):
    read = source.read("<p>A&nbsp;paragraph<br>", EditionFetcher(edition))
    assert [element.tag for element in read.etree_element.iter()] == [
        *("html", "head", "body"),
        *("p", "br"),
    ]


def test_no_document_of_ours_needs_that(edition, monkeypatch):
    monkeypatch.setattr(weasyprint.HTML, "__init__", None)  # which it would fall back on
    quick = source.Source(make_html(edition, Options()), EditionFetcher(edition))
    assert quick.etree_element.tag == "html"


def test_another_weasyprint_reads_for_itself(edition, without):
    without("reader")
    read = source.read("<html><body><p>A</p></body></html>", EditionFetcher(edition))
    assert type(read) is weasyprint.HTML


def test_links_have_the_sheet_that_they_lead_to(edition):
    links = (
        '<p><a href="#there">a</a><a href="#nowhere">b</a><a href="https://a.example/">c</a></p>'
    )
    read = source.read(f"<html><body>{links}</body></html>", EditionFetcher(edition))
    source.number_links(read.etree_element, {"there": 7})
    found = [link.get("data-sheet") for link in read.etree_element.iter("a")]
    assert found == ["7", "", None]
