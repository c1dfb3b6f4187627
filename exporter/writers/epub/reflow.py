"""What only documents of an EPUB have: notes that readers show in place, tables that fit."""

from __future__ import annotations

from lxml import etree

from exporter.edition.elements import Element
from exporter.writers.epub.tables import XHTML, fit_tables
from exporter.writers.epub.unbroken import keep_words

TYPE = "{http://www.idpf.org/2007/ops}type"
MARKS = ('role="doc-noteref"', 'role="doc-endnotes"', "<table", "<rp>")


def reflowed(text: str, back: str, has_heads: bool) -> str:
    """Return a document, as it is where it has neither notes nor tables nor ruby.

    `back` is what the links from notes are called: their arrow says nothing when it is read out.
    `has_heads` is whether it has headlines whose words are kept whole.
    """
    if not has_heads and not any(mark in text for mark in MARKS):
        return text
    prolog, opening, rest = text.partition("<html")
    root: Element = etree.fromstring(opening + rest, _PARSER)
    fit_tables(root)
    _mark_notes(root, back)
    _drop_brackets(root)
    if has_heads:
        keep_words(root)
    for each in root.iter(f"{XHTML}div", f"{XHTML}td", f"{XHTML}span", f"{XHTML}p", f"{XHTML}li"):
        if not len(each) and not each.text:
            each.text = ""  # not self-closed, which readers that take it for HTML get wrong
    return f"{prolog}{etree.tostring(root, encoding='unicode')}\n"


def _mark_notes(root: Element, back: str) -> None:
    """Say in EPUB's own words what a note is: those by which readers show it in place.

    KOReader goes by `role="doc-footnote"` or the type, Apple Books by the type of an `aside`.
    """
    for link in root.iter(f"{XHTML}a"):
        if link.get("role") == "doc-noteref":
            link.set(TYPE, "noteref")
        elif link.get("role") == "doc-backlink":
            link.set("aria-label", back)
    for notes in root.iter(f"{XHTML}section"):
        if notes.get("role") == "doc-endnotes":
            notes.set(TYPE, "footnotes")
            del notes.attrib["role"]
            for note in notes.iter(f"{XHTML}li"):
                if "id" in note.attrib:
                    _mark_note(note)


def _mark_note(note: Element) -> None:
    """Put what a list item says into an `aside` that has its id."""
    aside = etree.Element(f"{XHTML}aside", {"class": "note"})
    aside.set(TYPE, "footnote")
    aside.set("role", "doc-footnote")
    aside.set("id", note.attrib.pop("id"))
    aside.text, note.text = note.text, None
    aside.extend(list(note))
    note.append(aside)


def _drop_brackets(root: Element) -> None:
    """Leave out `rp`: every EPUB 3 reader knows ruby (EPUB 3.3 discourages it)."""
    etree.strip_elements(root, f"{XHTML}rp", with_tail=False)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
