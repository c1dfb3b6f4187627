"""The rules over issues and EPUBs, which readers and writers apply where they see the fault."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.check.rules import Rule, Use, add, registered
from exporter.findings import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING
FOLDER = "README (an issue is a folder)"
PICTURES = "README (articles)"

# Id, title, clause, advice, severity.
RULES = (
    ("issue-bad-value", "Value that makes no sense", FOLDER, "write what the message says", ERROR),
    ("issue-date", "Date that is none", FOLDER, "write it as 2026-06-16", ERROR),
    ("issue-dropped-element", "Element left out", PICTURES, "write its words", WARNING),
    ("issue-empty", "Nothing to export", FOLDER, "write an article, or name a facsimile", ERROR),
    ("issue-encoding", "Text that is not UTF-8", FOLDER, "save the file as UTF-8", ERROR),
    ("issue-figure-alt", "No alternative text", "WCAG 2.2, 1.1.1", "say what is seen", WARNING),
    ("issue-file", "File that can't be taken", FOLDER, "see the message", ERROR),
    ("issue-front-matter", "Front matter missing", FOLDER, "begin with `---` and end it so", ERROR),
    ("issue-language", "Language without words", "README (languages)", "write a file", WARNING),
    ("issue-link", "Address that leads nowhere", FOLDER, "write a whole address", WARNING),
    ("issue-markup", "Markup that can't be read", FOLDER, "simplify it", WARNING),
    ("issue-missing-key", "Key missing", FOLDER, "add it", ERROR),
    ("issue-note", "Footnote mark outside the text", FOLDER, "move it into the text", WARNING),
    ("issue-page-missing", "Page without a folder", FOLDER, "make it, or drop the page", WARNING),
    ("issue-page-twice", "Page named twice", FOLDER, "name each page once", ERROR),
    ("issue-page-unlisted", "Page not in `pages`", FOLDER, "add it, or move the folder", WARNING),
    ("issue-picture", "Picture that can't stand there", FOLDER, "put it in the text", WARNING),
    ("issue-picture-broken", "Picture that can't be read", PICTURES, "save it again", ERROR),
    ("issue-picture-missing", "Picture not there", PICTURES, "copy it into the folder", ERROR),
    ("issue-picture-outside", "Picture of elsewhere", PICTURES, "copy it into the folder", ERROR),
    ("issue-picture-too-large", "Too many pixels", PICTURES, "save it smaller", ERROR),
    ("issue-region", "Region that fits nothing", FOLDER, "name an article, three points", ERROR),
    ("issue-unused", "File that no page takes", FOLDER, "name it, or move it away", WARNING),
    ("issue-yaml-comment", "Words that YAML takes for a comment", FOLDER, "quote them", WARNING),
    ("issue-table", "Table that is none", PICTURES, "write the line of dashes right", WARNING),
    ("issue-text-lost", "Text lost (EXPORTER_DEBUG=text)", PICTURES, "report it", ERROR),
    ("issue-too-large", "More than the budget allows", FOLDER, "split it, or use --limits", ERROR),
    ("issue-unknown-key", "Unknown key", FOLDER, "see the message for the nearest", ERROR),
    ("issue-yaml", "YAML that can't be read", FOLDER, "see the message", ERROR),
    ("issue-continues", "Article that goes on nowhere", FOLDER, "name page and file", ERROR),
    ("issue-facsimile-alt", "No words for a page", "WCAG 2.2, 1.1.1", "say what is seen", WARNING),
    ("epub-alt", "No alternative text", "WCAG 2.2, 1.1.1", "say what is seen", WARNING),
    ("epub-broken", "File that can't be read", "EPUB 3.3 §4", "make it again", WARNING),
    ("epub-claim", "Conformance not proven", "EPUB Accessibility 1.1 §2.3", "mend it", WARNING),
    ("epub-contrast", "Text too faint", "WCAG 2.2, 1.4.3", "4.5 : 1 or more", WARNING),
    ("epub-cover", "Cover drawn with another font", "README (fonts)", "install it", WARNING),
    ("epub-file", "File listed and not there", "EPUB 3.3 §4.2", "pack it", WARNING),
    ("epub-headings", "Headings out of order", "WCAG 2.2, 1.3.1", "leave no level out", WARNING),
    ("epub-id", "Id used twice", "HTML §3.2.6", "rename one", WARNING),
    ("epub-language", "Language not said", "WCAG 2.2, 3.1.1", "write lang", WARNING),
    ("epub-link", "Link without words", "WCAG 2.2, 2.4.4", "write where it leads", WARNING),
    ("epub-metadata", "Not said", "EPUB Accessibility 1.1 §2.2", "say it", WARNING),
    ("epub-page-break", "Page break unnamed", "EPUB Accessibility 1.1 §3.2", "name it", WARNING),
    ("epub-page-list", "Page list incomplete", "EPUB Accessibility 1.1 §3.2", "list it", WARNING),
    ("epub-rare-character", "Character few can show", "README (EPUB)", "embed a font", WARNING),
    ("epub-table", "Table without header cells", "WCAG 2.2, 1.3.1", "make th of them", WARNING),
    ("epub-target", "Link that leads nowhere", "WCAG 2.2, 2.4.4", "mend it", WARNING),
    ("epub-title", "Document without title", "WCAG 2.2, 2.4.2", "write one", WARNING),
    ("epub-toc", "No table of contents", "WCAG 2.2, 2.4.5", "add one", WARNING),
    ("plugin-broken", "Package that can't be used", "README (plug-ins)", "update it", WARNING),
    ("pdf-advertisement", "Part of a PDF left out", "ISO 15930-7", "save as PDF/X-4", WARNING),
    ("pdf-engine", "WeasyPrint could not do it all", "README (architecture)", "see it", WARNING),
    ("pdf-font-missing", "Font not installed", "README (fonts)", "install it", WARNING),
    ("pdf-makeup-empty", "Sheet without an article", "README (layout)", "fill it", WARNING),
    ("pdf-makeup-over", "Page with too much text", "README (layout)", "shorten it", WARNING),
    (
        "pdf-makeup-too-much",
        "Page that makeup can't set",
        "README (layout)",
        "give it less",
        WARNING,
    ),
    (
        "pdf-advertisement-size",
        "Advertisement printed smaller",
        "README (layout)",
        "resize",
        WARNING,
    ),
    ("pdf-picture-profile", "Picture's ICC profile is bad", "ISO 15076-1", "save again", WARNING),
    (
        "pdf-unreadable",
        "File that is no whole PDF",
        "ISO 32000-1, 7.5",
        "copy or export it again, without a password",
        ERROR,
    ),
)

for _id, _title, _clause, _advice, _severity in RULES:
    add(Rule(_id, _title, _clause, _advice, dict.fromkeys(Use, _severity)))
add(
    Rule(
        "pdf-glyph-missing",
        "No font has a character",
        "README (fonts)",
        "install one",
        {Use.PRESS: ERROR, Use.ARCHIVE: ERROR, Use.SCREEN: WARNING},
    )
)

FAMILIES = ("pdf", "ua", "a", "epub", "issue", "plugin")


def all_rules() -> dict[str, Rule]:
    """Return every rule by its id, those of PDFs, EPUBs and issues."""
    import exporter.check.pdf.rules  # noqa: F401 - importing registers them

    return dict(sorted(registered().items(), key=_order))


def pdf_rules() -> Iterator[Rule]:
    """Yield the rules that look at a PDF."""
    return (rule for rule in all_rules().values() if rule.check)


def _order(item: tuple[str, Rule]) -> tuple[int, str]:
    family = item[0].split("-")[0]
    return (FAMILIES.index(family), item[0])
