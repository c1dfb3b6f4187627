"""Adapt documents for EPUB: pop-up notes, and tables that fit."""

from __future__ import annotations

from lxml import etree

from exporter.writers.epub.tables import fit_tables
from exporter.xhtml import EPUB_TYPE, XHTML, Element


def reflow(root: Element, back: str) -> None:
    """Adapt a document in place.

    `back` is the label of links from notes: screen readers can't announce their arrow.
    """
    if _concerns(root):
        fit_tables(root)
        _mark_notes(root, back)
        _drop_brackets(root)


def _concerns(root: Element) -> bool:
    if next(root.iter(f"{XHTML}table", f"{XHTML}rp"), None) is not None:
        return True
    parts = root.iter(f"{XHTML}a", f"{XHTML}section")
    return any(each.get("role") in ("doc-noteref", "doc-endnotes") for each in parts)


def _mark_notes(root: Element, back: str) -> None:
    """Mark notes with `epub:type`, so that readers show them as pop-ups.

    KOReader goes by `role="doc-footnote"` or the type, Apple Books by the type of an `aside`.
    """
    for link in root.iter(f"{XHTML}a"):
        if link.get("role") == "doc-noteref":
            link.set(EPUB_TYPE, "noteref")
        elif link.get("role") == "doc-backlink":
            link.set("aria-label", back)
    for notes in root.iter(f"{XHTML}section"):
        if notes.get("role") == "doc-endnotes":
            notes.set(EPUB_TYPE, "footnotes")
            del notes.attrib["role"]
            for note in notes.iter(f"{XHTML}li"):
                if "id" in note.attrib:
                    _mark_note(note)


def _mark_note(note: Element) -> None:
    """Move the content of a list item into an `aside` with its id."""
    aside = etree.Element(f"{XHTML}aside", {"class": "note"})
    aside.set(EPUB_TYPE, "footnote")
    aside.set("role", "doc-footnote")
    aside.set("id", note.attrib.pop("id"))
    aside.text, note.text = note.text, None
    aside.extend(list(note))
    note.append(aside)


def _drop_brackets(root: Element) -> None:
    """Remove `rp`: every EPUB 3 reader supports ruby (EPUB 3.3 discourages `rp`)."""
    etree.strip_elements(root, f"{XHTML}rp", with_tail=False)
