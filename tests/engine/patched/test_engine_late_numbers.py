"""Sheets that get their number when their content is laid out are those laid out with it."""

from types import SimpleNamespace

import pytest
import weasyprint

from exporter.engine.patched import engine
from exporter.engine.patched.late_numbers import LateNumber, Renumbered, _is_settled

CSS = """
    @page { size: 400px 300px; @bottom-center { content: counter(page) } }
    @page :left { @top-left { content: "left " string(head) } }
    @page :right { @top-right { content: "right " string(head) } }
    h1 { string-set: head content() } a { float: footnote }
"""
TURNED = "@page :left { margin-left: 90px }"
COUNTED = "p::before { content: counter(page) }"
BROKEN = "p { break-before: recto }"
RESET = "@page :nth(2) { counter-reset: page 50 }"
TOTAL = "@page { @bottom-right { content: counter(pages) } }"  # laid out again with the total


WORDS = "Words of a story that goes on. " * 20


def source(number, css):
    """Return the document of a style, whose first sheet has a number."""
    side = "recto" if number % 2 else "verso"
    first = f"@page :first {{ counter-reset: page {number} }} html {{ break-before: {side} }}"
    body = f"<p>{WORDS}<p>{WORDS}<a>a note</a><h1>End</h1>"
    return weasyprint.HTML(string=f"<style>{CSS}{css}{first}</style><h1>Start</h1>{body}")


def late(css, number, assumed=1):
    """Return the PDF of a document, and what was asked before its number was known."""
    asked = []

    def ask(sheets):
        asked.append(sheets)
        return number

    told = LateNumber(assumed, ask)
    try:
        with told.told():
            document = source(assumed, css).render()
        told.settle(len(document.pages))
    except Renumbered as known:
        document = source(known.number, css).render()
        asked.append(len(document.pages))
    assert told.known or asked[0] is None
    return document.write_pdf(), asked


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "css", ["", TOTAL, TURNED, COUNTED, BROKEN, RESET], ids=lambda css: css[:8]
)
def test_sheets_are_those_of_their_number(css, number):
    with engine(caches=False):
        plain = source(number, css).render()
        written = plain.write_pdf()
        pdf, asked = late(css, number)
    assert pdf == written
    assert asked == ([] if css in ("", TOTAL) else [None]) + [len(plain.pages)]
    assert len(plain.pages) > 2


def test_a_layout_that_was_never_settled_asks_at_its_end():
    ask = iter([7]).__next__
    with pytest.raises(Renumbered) as known:
        LateNumber(1, lambda sheets: 7 if sheets is None else ask()).settle(3)
    assert known.value.number == 7


@pytest.mark.parametrize(
    ("total", "content", "sheets", "settled"),
    [
        (False, False, (3, 4), True),
        (False, True, (4, 4), False),  # a sheet is laid out again
        (True, False, (3, 4), False),  # the total that it shows is another now
        (True, False, (4, 4), True),
    ],
)
def test_a_layout_is_settled_when_no_sheet_is_laid_out_again(total, content, sheets, settled):
    states = [dict.fromkeys(("pages_wanted", "content_changed"), False) for _ in range(2)]
    states[1] = {"pages_wanted": total, "content_changed": content}
    context = SimpleNamespace(page_maker=[(0, None, True, each) for each in states])
    assert _is_settled(context, *sheets) == settled
