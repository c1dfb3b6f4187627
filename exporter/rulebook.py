"""The rules over sources, issues and EPUBs: one table of ids, titles, clauses, advice, severities.

Readers and writers apply them where they see the fault; a `Finding` takes its severity from here.
The rules over PDFs stand with their checks, in `exporter/checks/pdf/rules/`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning and an information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Entry(NamedTuple):
    """A rule: `clause` is what asks for it, a standard or a part of the README.

    `printed` is the severity for PDFs of press and archive, where it is another.
    """

    title: str
    clause: str
    advice: str
    severity: Severity
    printed: Severity | None = None


ERROR, WARNING = Severity.ERROR, Severity.WARNING
FOLDER = "README (an issue is a folder)"
PICTURES = "README (articles)"
SOURCES = "README (other sources)"

RULES = {
    "issue-bad-value": Entry("Value not allowed", FOLDER, "see the message", ERROR),
    "issue-continues": Entry("Continued nowhere", FOLDER, "name page and file", ERROR),
    "issue-date": Entry("Not a date", FOLDER, "write it as 2026-06-16", ERROR),
    "issue-dropped-element": Entry("Element left out", PICTURES, "write its words", WARNING),
    "issue-empty": Entry("Nothing to export", FOLDER, "add an article or a facsimile", ERROR),
    "issue-encoding": Entry("Text is not UTF-8", FOLDER, "save the file as UTF-8", ERROR),
    "issue-facsimile-alt": Entry("Page not described", "WCAG 2.2, 1.1.1", "describe it", WARNING),
    "issue-figure-alt": Entry("No alternative text", "WCAG 2.2, 1.1.1", "describe it", WARNING),
    "issue-file": Entry("File can't be used", FOLDER, "see the message", ERROR),
    "issue-front-matter": Entry("Front matter missing", FOLDER, "put it between `---`", ERROR),
    "issue-language": Entry("No words", "README (languages)", "write a file for it", WARNING),
    "issue-link": Entry("Link leads nowhere", FOLDER, "write the whole address", WARNING),
    "issue-markup": Entry("Markup can't be read", FOLDER, "simplify it", WARNING),
    "issue-missing-key": Entry("Key missing", FOLDER, "add it", ERROR),
    "issue-note": Entry("Note outside the text", FOLDER, "move it into the text", WARNING),
    "issue-page-missing": Entry("Page without a folder", FOLDER, "make or drop it", WARNING),
    "issue-page-twice": Entry("Page named twice", FOLDER, "name each page once", ERROR),
    "issue-page-unlisted": Entry("Page not in `pages`", FOLDER, "add or move it", ERROR),
    "issue-picture": Entry("Picture out of place", PICTURES, "put it in the text", ERROR),
    "issue-picture-broken": Entry("Picture can't be read", PICTURES, "save it again", ERROR),
    "issue-picture-missing": Entry("Picture missing", PICTURES, "copy it to the folder", ERROR),
    "issue-picture-outside": Entry("Picture elsewhere", PICTURES, "copy it to the folder", ERROR),
    "issue-picture-too-large": Entry("Too many pixels", PICTURES, "save it smaller", ERROR),
    "issue-region": Entry("Region fits nothing", FOLDER, "name an article, 3 points", ERROR),
    "issue-table": Entry("Table can't be read", PICTURES, "correct its line of dashes", WARNING),
    "issue-text-lost": Entry("Text lost (EXPORTER_DEBUG)", PICTURES, "report it", ERROR),
    "issue-too-large": Entry("Over the budget", FOLDER, "split it, or use --limits", ERROR),
    "issue-unknown-key": Entry("Unknown key", FOLDER, "see the nearest in the message", ERROR),
    "issue-unused": Entry("File on no page", FOLDER, "name it, or move it away", WARNING),
    "issue-yaml": Entry("YAML can't be read", FOLDER, "see the message", ERROR),
    "issue-yaml-comment": Entry("Words in a YAML comment", FOLDER, "quote them", WARNING),
    "plugin-broken": Entry("Plug-in can't be used", "README (plug-ins)", "update it", WARNING),
    "source-article": Entry("Article incomplete", SOURCES, "see the message", WARNING),
    "source-damage": Entry("Lost characters", SOURCES, "compare with the print", WARNING),
    "source-date": Entry("Date in doubt or missing", SOURCES, "say --date", WARNING),
    "source-empty": Entry("No article found", SOURCES, "save the source again", ERROR),
    "source-encoding": Entry("Bytes can't be decoded", SOURCES, "save it again", WARNING),
    "source-file": Entry("File can't be read", SOURCES, "see the message", WARNING),
    "source-header": Entry("Header left out", SOURCES, "nothing, if it is no text", Severity.INFO),
    "source-json": Entry("JSON can't be read", SOURCES, "save it again", WARNING),
    "source-left-out": Entry("Entries left out", SOURCES, "see the message", WARNING),
    "source-losses": Entry("More findings", SOURCES, "correct those shown first", WARNING),
    "source-page": Entry("Page incomplete", SOURCES, "save it again", WARNING),
    "source-picture-remote": Entry("Remote picture", SOURCES, "use --fetch-images", WARNING),
    "source-publication": Entry("Publication unknown", SOURCES, "say --publication", ERROR),
    "source-script": Entry("Script in doubt", SOURCES, "say --script", WARNING),
    "source-several": Entry("Several issues", SOURCES, "name one file", WARNING),
    "source-size": Entry("Too large, cut", SOURCES, "split it", WARNING),
    "source-unforeseen": Entry("Source can't be read", SOURCES, "try --from", ERROR),
    "source-unread": Entry("File not read", SOURCES, "build it on its own", WARNING),
    "source-value": Entry("Value not allowed", SOURCES, "see the message", WARNING),
    "source-version": Entry("Older version left out", SOURCES, "none needed", WARNING),
    "source-weekday": Entry("Weekday and date differ", SOURCES, "check the date", WARNING),
    "source-withdrawn": Entry("Article withdrawn", SOURCES, "none needed", WARNING),
    "source-xml": Entry("XML can't be read", SOURCES, "save it again", WARNING),
    "source-yaml": Entry("YAML can't be read", SOURCES, "see the message", WARNING),
    "epub-alt": Entry("No alternative text", "WCAG 2.2, 1.1.1", "describe it", WARNING),
    "epub-broken": Entry("File can't be read", "EPUB 3.3 §4", "make it again", WARNING),
    "epub-claim": Entry("False claim", "EPUB Accessibility 1.1 §2.3", "remove it", WARNING),
    "epub-contrast": Entry("Text too faint", "WCAG 2.2, 1.4.3", "4.5 : 1 or more", WARNING),
    "epub-cover": Entry("Cover in another font", "README (fonts)", "install it", WARNING),
    "epub-file": Entry("File missing", "EPUB 3.3 §4.2", "pack it", WARNING),
    "epub-headings": Entry("Headings out of order", "WCAG 2.2, 1.3.1", "skip no level", WARNING),
    "epub-id": Entry("Id used twice", "HTML §3.2.6", "rename one", WARNING),
    "epub-language": Entry("Language missing", "WCAG 2.2, 3.1.1", "add lang", WARNING),
    "epub-link": Entry("Link without words", "WCAG 2.2, 2.4.4", "name its target", WARNING),
    "epub-metadata": Entry("No metadata", "EPUB Accessibility 1.1 §2.2", "add it", WARNING),
    "epub-page-break": Entry("Unnamed page", "EPUB Accessibility 1.1 §3.2", "name it", WARNING),
    "epub-page-list": Entry("Page not listed", "EPUB Accessibility 1.1 §3.2", "list it", WARNING),
    "epub-rare-character": Entry("Rare character", "README (EPUB)", "embed a font", WARNING),
    "epub-table": Entry("No header cells", "WCAG 2.2, 1.3.1", "use th for them", WARNING),
    "epub-target": Entry("Link leads nowhere", "WCAG 2.2, 2.4.4", "correct it", WARNING),
    "epub-title": Entry("Document without title", "WCAG 2.2, 2.4.2", "add one", WARNING),
    "epub-toc": Entry("No table of contents", "WCAG 2.2, 2.4.5", "add one", WARNING),
    "pdf-advertisement": Entry("Part left out", "ISO 15930-7", "save as PDF/X-4", WARNING),
    "pdf-advertisement-size": Entry("Advert smaller", "README (layout)", "resize it", WARNING),
    "pdf-engine": Entry("WeasyPrint failed at it", "README (architecture)", "see it", WARNING),
    "pdf-font-missing": Entry("Font not installed", "README (fonts)", "install it", WARNING),
    "pdf-glyph-missing": Entry(
        "Character in no font", "README (fonts)", "install one", WARNING, printed=ERROR
    ),
    "pdf-makeup-empty": Entry("Sheet is empty", "README (layout)", "fill it", WARNING),
    "pdf-makeup-over": Entry("Too much text", "README (layout)", "shorten it", WARNING),
    "pdf-makeup-too-much": Entry("Can't be made up", "README (layout)", "shorten it", WARNING),
    "pdf-picture-profile": Entry("Bad ICC profile", "ISO 15076-1", "save it again", WARNING),
    "pdf-unreadable": Entry("Not a whole PDF", "ISO 32000-1, 7.5", "export it again", ERROR),
}


def severity_of(rule: str) -> Severity:
    """Return how bad a finding of a rule is; an error if the table does not know it."""
    entry = RULES.get(rule)
    return entry.severity if entry else ERROR
