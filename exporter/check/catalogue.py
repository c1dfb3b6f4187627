"""The rules over issues and EPUBs, which readers and writers apply where they see the fault."""

from __future__ import annotations

from exporter.check.rules import Rule, Use, add
from exporter.findings import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING
FOLDER = "README (an issue is a folder)"
PICTURES = "README (articles)"

# Id, title, clause, advice, severity.
RULES = (
    ("issue-bad-value", "Value that makes no sense", FOLDER, "write what the message says", ERROR),
    ("issue-date", "Date that is none", FOLDER, "write it as 2026-06-16", ERROR),
    ("issue-empty", "Nothing to export", FOLDER, "write an article, or name a facsimile", ERROR),
    ("issue-encoding", "Text that is not UTF-8", FOLDER, "save the file as UTF-8", ERROR),
    ("issue-figure-alt", "No alternative text", "WCAG 2.2, 1.1.1", "say what is seen", WARNING),
    ("issue-file", "File that can't be taken", FOLDER, "see the message", ERROR),
    ("issue-front-matter", "Front matter missing", FOLDER, "begin with `---` and end it so", ERROR),
    ("issue-link", "Address that leads nowhere", FOLDER, "write a whole address", WARNING),
    ("issue-missing-key", "Key missing", FOLDER, "add it", ERROR),
    ("issue-page-twice", "Page named twice", FOLDER, "name each page once", ERROR),
    ("issue-page-unlisted", "Page not in `pages`", FOLDER, "add it, or move the folder", WARNING),
    ("issue-picture-broken", "Picture that can't be read", PICTURES, "save it again", ERROR),
    ("issue-picture-missing", "Picture not there", PICTURES, "copy it into the folder", ERROR),
    ("issue-picture-outside", "Picture of elsewhere", PICTURES, "copy it into the folder", ERROR),
    ("issue-picture-too-large", "Too many pixels", PICTURES, "save it smaller", ERROR),
    ("issue-region", "Region that fits nothing", FOLDER, "name an article, three points", ERROR),
    ("issue-unknown-key", "Unknown key", FOLDER, "see the message for the nearest", ERROR),
    ("issue-yaml", "YAML that can't be read", FOLDER, "see the message", ERROR),
    ("epub-cover", "Cover drawn with another font", "README (fonts)", "install it", WARNING),
    ("pdf-engine", "WeasyPrint could not do it all", "README (architecture)", "see it", WARNING),
    ("pdf-font-missing", "Font not installed", "README (fonts)", "install it", WARNING),
    ("pdf-glyph-missing", "No font has a character", "README (fonts)", "install one", WARNING),
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
