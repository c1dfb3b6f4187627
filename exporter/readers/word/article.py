"""A Word or OpenDocument article in an issue folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exporter.content import body_from_html
from exporter.findings import Finding
from exporter.model import Article, Picture
from exporter.pictures.files import measure
from exporter.readers.word.document import read_document
from exporter.readers.word.drafts import draft_article, no_headline, pictures_of

WORDS = ("headline", "kicker", "deck", "byline", "dateline", "credit", "column")


def read_article(
    path: Path, root: Path, identifier: str, resolve: Callable[[str], Picture]
) -> tuple[Article | None, list[Finding]]:
    """Read a document as one article; return it with findings, None after an error.

    `resolve` finds the pictures that are not in the document.
    """
    document = read_document(path, pictures_of(path), refused="issue-file")
    if not document.articles:
        return None, document.findings
    draft = draft_article(document.articles[0], path)

    def picture(address: str) -> Picture:
        inside = document.pictures.get(address)
        return measure(inside) if inside else resolve(address)

    made = body_from_html(draft.html, identifier, picture)
    findings = [*document.findings, *no_headline(document.articles[0], path)]
    findings += [Finding(one.rule, path, 0, one.message, one.advice) for one in made.remarks]
    article = Article(
        id=identifier,
        source=path.relative_to(root),
        figures=made.figures,
        body=made.xhtml,
        **{name: getattr(draft, name) for name in WORDS},
    )
    return article, findings
