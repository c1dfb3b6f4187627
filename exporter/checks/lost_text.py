"""Whether an edition's text is all in the files that were made of it (`EXPORTER_DEBUG=text`)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from exporter.content.conservation import lost, visible_text
from exporter.edition import Edition
from exporter.findings import Finding
from exporter.model import Article

OF_ARTICLE = "a-"  # how the names of their documents begin


def article_text(article: Article) -> str:
    """Return all text of an article that every edition shows."""
    heads = (*article.headline, article.kicker, article.deck, article.column, article.dateline)
    names = (*article.byline, article.credit)
    words = (part for figure in article.figures for part in (figure.caption, figure.credit))
    return "\n".join((*heads, *names, visible_text(article.body), *words))


def epub_text(path: Path) -> str:
    """Return the text of the articles of an EPUB: fronts and lists repeat words of theirs."""
    with zipfile.ZipFile(path) as book:
        names = [
            name
            for name in book.namelist()
            if name.endswith(".xhtml") and PurePosixPath(name).name.startswith(OF_ARTICLE)
        ]
        return "\n".join(visible_text(book.read(name).decode()) for name in names)


def pdf_text(path: Path) -> str:
    """Return the text of all pages of a PDF, as programs take it from it."""
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def check_text(edition: Edition, path: Path) -> Iterator[Finding]:
    """Yield a finding for each article of which words are not in a file made of the edition."""
    take = {".pdf": pdf_text, ".epub": epub_text}.get(path.suffix.lower())
    if take is None:  # a format of another package
        return
    result = take(path)
    for article in edition.issue.articles:
        words = lost(article_text(article), result)
        if words:
            message = f"`{article.title}` lost text on its way into {path.name}: {' '.join(words)}"
            advice = "this is a fault of the program, report it with the article"
            yield Finding("issue-text-lost", article.source, 0, message, advice)
