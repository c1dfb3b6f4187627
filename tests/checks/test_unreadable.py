"""Files that are no whole PDF: each is refused with its reason, none with a traceback."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from drafts import PressDraft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.checks import preflight
from exporter.errors import ExporterError, InvalidSource, SourceError


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return PressDraft().save(tmp_path_factory.mktemp("whole") / "whole.pdf")


def _locked(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        pdf.save(path.with_name("locked.pdf"), encryption=pikepdf.Encryption("o", "u"))
    return path.with_name("locked.pdf").read_bytes()


def _no_pages(path: Path) -> bytes:
    pdf = pikepdf.new()
    pdf.save(path.with_name("none.pdf"))
    return path.with_name("none.pdf").read_bytes()


BROKEN: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "is empty"),
    "text": (lambda _: b"Dear reader,\n" * 500, "is not a PDF"),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5000), "is not a PDF"),
    "half": (lambda path: path.read_bytes()[: path.stat().st_size // 2], "truncated"),
    "tail": (lambda path: path.read_bytes()[:-40], "truncated"),
    "password": (_locked, "encrypted and needs a password"),
    "no pages": (_no_pages, "no page"),
    "head alone": (lambda _: b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "can't be read|no page"),
}


@pytest.mark.parametrize(("make", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_whole_pdf_is_refused(
    make: Callable[[Path], bytes], reason: str, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "issue.pdf"
    path.write_bytes(make(whole))
    with pytest.raises(InvalidSource, match=reason) as caught:
        preflight(path)
    (finding,) = caught.value.findings
    assert finding.rule == "pdf-unreadable"
    assert finding.advice


@pytest.mark.parametrize("name", ["absent.pdf", "."])
def test_what_can_t_be_opened_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        preflight(tmp_path / name)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damage_anywhere_never_ends_in_a_traceback(
    data: st.DataObject, whole: Path, tmp_path: Path
) -> None:
    """Bytes overwritten anywhere: there are findings, or a clear refusal."""
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        patch = data.draw(st.binary(min_size=1, max_size=12))
        content[at : at + len(patch)] = patch
    path = tmp_path / "damaged.pdf"
    path.write_bytes(content)
    try:
        preflight(path)
    except ExporterError as error:
        assert str(error)


TOKENS = st.sampled_from(
    "q Q cm w gs cs CS scn SCN g RG k m l c re W n f S B sh BT ET Tf Td Tm Tj TJ ' \" Do BMC BDC "
    "EMC Tr BI ID EI /Im /F1 /Over /Absent 0 1 -3 1e9 (A) [(A) -50] <</MCID 0>> << >> true".split(
        " "
    )
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(tokens=st.lists(TOKENS, max_size=40))
def test_senseless_content_never_ends_in_a_traceback(tokens: list[str], tmp_path: Path) -> None:
    draft = PressDraft()
    draft.pages[0].Contents = draft.stream(" ".join(tokens).encode())
    preflight(draft.save(tmp_path / "odd.pdf"))


def test_a_form_that_paints_itself_is_cut_off(tmp_path: Path) -> None:
    draft = PressDraft()
    form = draft.stream(
        b"/Me Do /Me Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
    )
    form = draft.pdf.make_indirect(form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    draft.resource("XObject", "Me", form)
    draft.paint("/Me Do")
    findings = preflight(draft.save(tmp_path / "loop.pdf"))
    assert {finding.rule for finding in findings} == {"pdf-content-broken"}
