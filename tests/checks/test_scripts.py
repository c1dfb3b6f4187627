"""Scripts in a PDF, wherever they are: one finding a place, and none for a link."""

import pytest
from drafts import ScreenDraft
from pikepdf import Array, Dictionary, Name

from exporter.checks import preflight
from exporter.profiles import find_profile

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.beep()")
GO = Dictionary(S=Name.URI, URI="https://example.org/")


def bookmark(draft, **values):
    outlines = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    first = draft.pdf.make_indirect(Dictionary(Title="A", Parent=outlines, **values))
    outlines.First = outlines.Last = first
    outlines.Count = 1
    draft.pdf.Root.Outlines = outlines


def field(draft, **values):
    made = draft.pdf.make_indirect(Dictionary(FT=Name.Tx, T="a", **values))
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([made]))


def set_in(draft, **values):
    for key, value in values.items():
        draft.pdf.Root[f"/{key}"] = value


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (lambda draft: bookmark(draft, A=SCRIPT), "a bookmark runs a script"),
        (lambda draft: field(draft, AA=Dictionary(K=SCRIPT)), "a form field runs a script"),
        (lambda draft: set_in(draft, AA=Dictionary(WC=SCRIPT)), "on another event"),
        (lambda draft: set_in(draft, OpenAction=Dictionary(**GO, Next=SCRIPT)), "is opened"),
        (
            lambda draft: draft.pages[1].update({"/AA": Dictionary(O=SCRIPT)}),
            "a page runs a script",
        ),
        (
            lambda draft: draft.link(A=Dictionary(**GO, Next=Array([GO, SCRIPT]))),
            "an annotation runs a script",
        ),
    ],
)
def test_a_script_is_found_wherever_it_is(tmp_path, place, expected):
    draft = ScreenDraft()
    place(draft)
    found = preflight(draft.save(tmp_path / "a.pdf"), find_profile("screen"))
    (message,) = [each.message for each in found if each.rule == "pdf-javascript"]
    assert expected in message


def test_links_and_bookmarks_that_run_nothing_pass(tmp_path):
    draft = ScreenDraft()
    bookmark(draft, A=GO)
    field(draft)
    found = preflight(draft.save(tmp_path / "a.pdf"), find_profile("screen"))
    assert "pdf-javascript" not in {each.rule for each in found}


def test_a_file_without_a_claim_is_no_error_on_a_screen(tmp_path):
    draft = ScreenDraft()
    draft.properties = ""
    found = preflight(draft.save(tmp_path / "a.pdf"), find_profile("screen"))
    assert [(each.rule, str(each.severity)) for each in found] == [("ua-identifier", "warning")]
