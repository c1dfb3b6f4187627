"""The rules over sources, issues and EPUBs: one table of ids, titles, clauses, advice, severities.

Readers and writers apply them where they see the fault; a `Finding` takes its severity from here.
The rules over PDFs stand with their checks, in `exporter/checks/pdf/rules/`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is: errors stop the build, warnings and info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Entry(NamedTuple):
    """A rule: `clause` is what asks for it: a standard or a page of the documentation.

    `printed` is the severity for PDFs of press and archive, where it is another.
    """

    title: str
    clause: str
    advice: str
    severity: Severity
    printed: Severity | None = None


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
FOLDER = "docs/issue-folder.md"
COMPARED = "docs/preflight.md"
ADVERTISEMENTS = "docs/issue-folder.md#advertisements"
ARTICLES = "docs/issue-folder.md#articles"
PICTURES = "docs/issue-folder.md#pictures"
SOURCES = "docs/sources.md"
PRINT = "docs/print.md"
FONTS = "docs/print.md#fonts"
MAKEUP = "docs/makeup.md"
LANGUAGES = "docs/languages.md"
PLS = "PLS 1.0 §4.4"
PLUGINS = "docs/plugins.md"
EPUB = "docs/epub.md"
ICML = "docs/editors.md#indesign"
ENGINE = "docs/architecture.md#weasyprint"

RULES = {
    "issue-advertisement-alt": Entry(
        "Advertisement has no description", "WCAG 2.2, 1.1.1", "describe it in `alt`", WARNING
    ),
    "issue-advertisements": Entry(
        "Advertisements left out", ADVERTISEMENTS, "build without --no-advertisements", INFO
    ),
    "issue-article-empty": Entry(
        "Article without text", ARTICLES, "write its text, or remove it", WARNING
    ),
    "issue-bad-value": Entry("Value not allowed", FOLDER, "write what the message suggests", ERROR),
    "issue-conflict": Entry(
        "Conflict of git", ARTICLES, "keep one version and delete the marks", WARNING
    ),
    "issue-continues": Entry(
        "Article continues nowhere", FOLDER, "name page and file of an article", ERROR
    ),
    "issue-date": Entry("Not a date", FOLDER, "write it as 2026-06-16", ERROR),
    "issue-edition": Entry(
        "Wrong page of an edition",
        FOLDER,
        "name a page of the issue to replace or drop, or a new one to add",
        ERROR,
    ),
    "issue-dropped-element": Entry(
        "Element left out", ARTICLES, "write its text as Markdown", WARNING
    ),
    "issue-empty": Entry("Nothing to export", FOLDER, "add an article or a facsimile", ERROR),
    "issue-encoding": Entry("Text is not UTF-8", FOLDER, "save the file as UTF-8", ERROR),
    "issue-facsimile-alt": Entry(
        "Page has no description", "WCAG 2.2, 1.1.1", "describe it in `alt`", WARNING
    ),
    "issue-figure-alt": Entry(
        "No alternative text", "WCAG 2.2, 1.1.1", "describe the picture in `alt`", WARNING
    ),
    "issue-file": Entry("File can't be used", FOLDER, "see the message", ERROR),
    "issue-front-matter": Entry(
        "Front matter missing", FOLDER, "put it between two lines of `---`", ERROR
    ),
    "issue-headline-twice": Entry(
        "Same headline twice on a page", ARTICLES, "remove one, or change a headline", WARNING
    ),
    "issue-language": Entry(
        "No labels in the language", LANGUAGES, "write a language file", WARNING
    ),
    "issue-link": Entry("Link leads nowhere", FOLDER, "write the whole address", WARNING),
    "issue-markup": Entry("Markup can't be read", FOLDER, "simplify it", WARNING),
    "issue-missing-key": Entry("Required key missing", FOLDER, "add it", ERROR),
    "issue-note": Entry(
        "Footnote without its mark, or outside the text", ARTICLES, "see the message", WARNING
    ),
    "issue-page-missing": Entry(
        "Page has no folder", FOLDER, "create the folder, or remove the page", WARNING
    ),
    "issue-page-twice": Entry("Page listed twice", FOLDER, "list each page once", ERROR),
    "issue-page-unlisted": Entry(
        "Folder not in `pages`", FOLDER, "list it, or move it away", ERROR
    ),
    "issue-picture": Entry("Picture not allowed here", PICTURES, "move it into the text", ERROR),
    "issue-picture-broken": Entry("Picture can't be read", PICTURES, "save it again", ERROR),
    "issue-picture-coarse": Entry(
        "Picture too coarse for the press", PICTURES, "use the original picture", WARNING
    ),
    "issue-picture-faint": Entry(
        "Text of a drawing is too faint", "WCAG 2.2, 1.4.3", "set it darker", WARNING
    ),
    "issue-picture-flashes": Entry(
        "Picture flashes", "WCAG 2.2, 2.3.1", "slow it down, or show one frame", WARNING
    ),
    "issue-picture-missing": Entry(
        "Picture missing", PICTURES, "copy it into the issue folder", ERROR
    ),
    "issue-picture-outside": Entry(
        "Picture outside the issue folder", PICTURES, "copy it into the issue folder", ERROR
    ),
    "issue-picture-pages": Entry(
        "Picture of several pages or frames",
        PICTURES,
        "save each page as a picture of its own",
        WARNING,
    ),
    "issue-picture-too-large": Entry(
        "Picture has too many pixels", PICTURES, "save it smaller", ERROR
    ),
    "issue-publication": Entry(
        "Issue of another publication",
        "docs/publication.md",
        "move it, or leave out its `name`",
        WARNING,
    ),
    "issue-region": Entry(
        "Region without an article", FOLDER, "name an article and three points or more", ERROR
    ),
    "issue-revision": Entry(
        "Issue changed, revision the same", "docs/site.md#corrections", "raise `revision`", WARNING
    ),
    "issue-script-picture": Entry(
        "Words in pictures not converted", SOURCES, "give such pictures as SVG", INFO
    ),
    "issue-slip": Entry(
        "Mark of Markdown printed as typed", ARTICLES, "write it as shown", WARNING
    ),
    "issue-spread": Entry(
        "Spread of pages that don't face each other",
        FOLDER,
        "name the odd page after an even one, such as 09 for 08",
        ERROR,
    ),
    "issue-table": Entry("Table can't be read", ARTICLES, "correct its line of dashes", WARNING),
    "issue-text-lost": Entry("Text lost (EXPORTER_DEBUG=text)", ARTICLES, "report it", ERROR),
    "issue-too-large": Entry(
        "Issue exceeds the limits", FOLDER, "split it, or use --limits", ERROR
    ),
    "issue-unknown-key": Entry(
        "Unknown key", FOLDER, "use the key that the message suggests", ERROR
    ),
    "issue-unused": Entry("File used on no page", FOLDER, "name it, or move it away", WARNING),
    "issue-yaml": Entry("YAML can't be read", FOLDER, "see the message", ERROR),
    "issue-yaml-comment": Entry(
        "Text taken for a YAML comment", FOLDER, "put it in quotation marks", WARNING
    ),
    "icml-left-out": Entry(
        "Part of a page that is in no story", ICML, "place its file in InDesign", INFO
    ),
    "icml-link": Entry(
        "Link to another article is text", ICML, "name its page, or link it in InDesign", INFO
    ),
    "plugin-broken": Entry("Plug-in can't be used", PLUGINS, "update or uninstall it", WARNING),
    "source-article": Entry("Article incomplete", SOURCES, "see the message", WARNING),
    "source-damage": Entry("Characters lost", SOURCES, "compare with the printed page", WARNING),
    "source-date": Entry("Date missing or uncertain", SOURCES, "use --date", WARNING),
    "source-empty": Entry("No article found", SOURCES, "save the source again", ERROR),
    "source-encoding": Entry("Bytes can't be decoded", SOURCES, "save the file again", WARNING),
    "source-file": Entry("File can't be read", SOURCES, "see the message", WARNING),
    "source-header": Entry(
        "Page header left out", SOURCES, "no action needed, unless it is part of the text", INFO
    ),
    "source-json": Entry("JSON can't be read", SOURCES, "save the file again", WARNING),
    "source-left-out": Entry("Entries left out", SOURCES, "see the message", WARNING),
    "source-losses": Entry("Further findings", SOURCES, "correct those shown first", WARNING),
    "source-page": Entry("Page incomplete", SOURCES, "save it again", WARNING),
    "source-picture-remote": Entry(
        "Picture on the network", SOURCES, "use --fetch-images", WARNING
    ),
    "source-publication": Entry("Publication unknown", SOURCES, "use --publication", ERROR),
    "source-script": Entry("Script uncertain", SOURCES, "use --script", WARNING),
    "source-several": Entry("Several issues in one source", SOURCES, "name one file", WARNING),
    "source-size": Entry("Too large, cut", SOURCES, "split it", WARNING),
    "source-unforeseen": Entry(
        "Source can't be read", SOURCES, "try another reader with --from", ERROR
    ),
    "source-unread": Entry("File not read", SOURCES, "build it separately", WARNING),
    "source-value": Entry("Value not allowed", SOURCES, "see the message", WARNING),
    "source-version": Entry("Older version left out", SOURCES, "no action needed", WARNING),
    "source-weekday": Entry("Weekday does not match the date", SOURCES, "check the date", WARNING),
    "source-withdrawn": Entry("Article withdrawn", SOURCES, "no action needed", WARNING),
    "source-xml": Entry("XML can't be read", SOURCES, "save the file again", WARNING),
    "source-yaml": Entry("YAML can't be read", SOURCES, "see the message", WARNING),
    "epub-alt": Entry(
        "No alternative text", "WCAG 2.2, 1.1.1", "describe the picture in `alt`", WARNING
    ),
    "epub-broken": Entry(
        "Document is not well-formed", "EPUB 3.3 §2.3", "export it again", WARNING
    ),
    "epub-claim": Entry(
        "Conformance claim not kept",
        "EPUB Accessibility 1.1 §2.3",
        "fix what is found, or remove the claim",
        WARNING,
    ),
    "epub-contrast": Entry("Contrast too low", "WCAG 2.2, 1.4.3", "use 4.5 : 1 or more", WARNING),
    "epub-cover": Entry("No cover could be drawn", FONTS, "install fonts or name a cover", WARNING),
    "epub-encrypted": Entry(
        "Book is encrypted", "EPUB 3.3 §4.2.6", "check it without its protection", ERROR
    ),
    "epub-file": Entry(
        "Listed file missing", "EPUB 3.3 §4.2", "pack it, or remove it from the manifest", WARNING
    ),
    "epub-invalid": Entry("Invalid according to epubcheck", "EPUB 3.3", "see the message", ERROR),
    "epub-headings": Entry("Heading level skipped", "WCAG 2.2, 1.3.1", "skip no level", WARNING),
    "epub-id": Entry("Duplicate id", "HTML §3.2.6", "rename one", WARNING),
    "epub-kindle-picture": Entry(
        "Pictures that Kindles do not show", EPUB, "use JPEG or PNG", INFO
    ),
    "epub-kindle-size": Entry(
        "Too large for Send to Kindle", EPUB, "build with --max-size 50MB", INFO
    ),
    "epub-kindle-style": Entry(
        "Style sheet that Send to Kindle may refuse", EPUB, "remove it", INFO
    ),
    "epub-language": Entry("No language", "WCAG 2.2, 3.1.1", "add `lang`", WARNING),
    "epub-link": Entry("Link without text", "WCAG 2.2, 2.4.4", "say where it leads", WARNING),
    "epub-metadata": Entry(
        "Accessibility metadata missing", "EPUB Accessibility 1.1 §2.2", "add it", WARNING
    ),
    "epub-page-break": Entry(
        "Page break without a name",
        "EPUB Accessibility 1.1 §3.2",
        "name it in `aria-label`",
        WARNING,
    ),
    "epub-page-list": Entry(
        "Page list incomplete", "EPUB Accessibility 1.1 §3.2", "list every page break", WARNING
    ),
    "epub-rare-character": Entry(
        "Character missing in most fonts", EPUB, "use --embed-fonts", WARNING
    ),
    "epub-reduced": Entry(
        "Pictures reduced to fit --max-size", EPUB, "allow a larger --max-size", INFO
    ),
    "epub-lexicon": Entry(
        "Words of the lexicon without a reading", PLS, "give each a phoneme or an alias", WARNING
    ),
    "epub-unused-option": Entry("Option that only an EPUB follows", EPUB, "build one too", INFO),
    "epub-unreadable": Entry("EPUB can't be read", "EPUB 3.3 §4", "export it again", ERROR),
    "epub-table": Entry(
        "Table without header cells", "WCAG 2.2, 1.3.1", "use `th` for them", WARNING
    ),
    "epub-target": Entry("Link leads nowhere", "WCAG 2.2, 2.4.4", "correct the link", WARNING),
    "epub-title": Entry("Document without a title", "WCAG 2.2, 2.4.2", "add one", WARNING),
    "epub-toc": Entry("No table of contents", "WCAG 2.2, 2.4.5", "add one", WARNING),
    "pdf-advertisement": Entry(
        "Advertisement partly left out", "ISO 15930-7", "save it as PDF/X-4", WARNING
    ),
    "pdf-changed-look": Entry(
        "Page that looks different", COMPARED, "check that it is intended", INFO
    ),
    "pdf-changed-pages": Entry(
        "Page that is new or gone", COMPARED, "check that it is intended", INFO
    ),
    "pdf-page-elsewhere": Entry(
        "Page with text from a replaced page",
        MAKEUP,
        "replace it too if that text changed",
        WARNING,
    ),
    "pdf-spread-fold": Entry(
        "Type over the fold of a spread",
        MAKEUP,
        "make it shorter, or keep it on one page",
        WARNING,
    ),
    "pdf-spread-flow": Entry(
        "Spread set as single pages", MAKEUP, "use makeup (`layout: makeup`)", WARNING
    ),
    "pdf-changed-text": Entry("Text that changed", COMPARED, "check that it is intended", INFO),
    "pdf-advertisement-size": Entry(
        "Advertisement not of the size booked",
        MAKEUP,
        "make box, artwork and page agree",
        WARNING,
    ),
    "pdf-blank-sheets": Entry(
        "Blank sheets added", PRINT, "fill them, or change the signature", INFO
    ),
    "pdf-engine": Entry("WeasyPrint reports a problem", ENGINE, "see the message", WARNING),
    "pdf-font-missing": Entry("Font not installed", FONTS, "install it", WARNING),
    "pdf-glyph-missing": Entry(
        "Character in no font", FONTS, "install a font that has it", WARNING, printed=ERROR
    ),
    "pdf-makeup-empty": Entry(
        "Sheet without an article", MAKEUP, "add an article or an advertisement", WARNING
    ),
    "pdf-makeup-over": Entry("Too much text for the page", MAKEUP, "shorten it", WARNING),
    "pdf-makeup-overrun": Entry(
        "Page set in the flow layout", MAKEUP, "change its articles by a few words", WARNING
    ),
    "pdf-makeup-short": Entry(
        "Too little text for the page", MAKEUP, "add text or a picture", WARNING
    ),
    "pdf-makeup-too-much": Entry(
        "Page exceeds what makeup can set", MAKEUP, "use fewer articles on the page", WARNING
    ),
    "pdf-picture-profile": Entry(
        "Invalid ICC profile in a picture", "ISO 15076-1", "save the picture again", WARNING
    ),
    "pdf-unreadable": Entry(
        "PDF can't be read", "ISO 32000-1, 7.5", "export it again, without a password", ERROR
    ),
}


def severity_of(rule: str) -> Severity:
    """Return how bad a finding of a rule is; an error if the table does not know it."""
    entry = RULES.get(rule)
    return entry.severity if entry else ERROR
