"""Proofs: the word and the time across each page, and nothing that a printer would take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import exporter
from exporter.profiles import find_profile

FILES = {f"{label}/10-story.md": f"---\nheadline: Headline {label}\n---\nText.\n" for label in "12"}
EPOCH = "1781568000"  # 2026-06-16 00:00 UTC


@pytest.mark.parametrize(("language", "word"), [("en", "Proof"), ("zh-Hans", "校样")])
def test_every_page_says_that_it_is_a_proof(
    language: str,
    word: str,
    tmp_path: Path,
    write_issue: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    head = f"publication: {{name: The Example, language: {language}}}\ndate: 2026-06-16\n"
    issue = write_issue(tmp_path / "issue", {"issue.yaml": head, **FILES})
    path = tmp_path / "proof.pdf"
    options = exporter.Options(profile="proof", paper="tabloid")
    exporter.build(issue, path, options)
    first = path.read_bytes()
    exporter.build(issue, path, options)
    assert path.read_bytes() == first
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) == 2
    for page in pages:
        assert word in page
        assert "2026-06-16 00:00 UTC" in page
    with pikepdf.open(path) as pdf:
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize("paper", ["tabloid", "a4"])
def test_no_tags_are_asked_of_a_proof(
    paper: str,
    tmp_path: Path,
    write_issue: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`exporter check` told to export it with structure, as if it were for readers."""
    monkeypatch.delenv("EXPORTER_DEBUG", raising=False)  # a colour proof has pictures for text
    head = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
    issue = write_issue(tmp_path / "issue", {"issue.yaml": head, **FILES})
    path = tmp_path / "proof.pdf"
    plain = find_profile("press", variant="", simulated=True, proof=True, links=False)
    for profile in ("proof", plain):
        exporter.build(issue, path, exporter.Options(profile=profile, paper=paper))
        assert exporter.check(path) == []
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            del pdf.docinfo["/Proof"]
            pdf.save(path)
        assert "ua-tagged" in {finding.rule for finding in exporter.check(path)}
