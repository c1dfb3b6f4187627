"""Proofs: the word and the time across each page, and nothing that a printer would take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import exporter

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
