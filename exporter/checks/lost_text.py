"""Whether the files made of an edition have all its text (`EXPORTER_DEBUG=text`)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from exporter.content.conservation import lost, visible_text
from exporter.edition import Edition
from exporter.edition.documents import article_document
from exporter.findings import Finding
from exporter.model import Article

# PDFium takes none of these from a line of Hebrew or Arabic, though they are in it.
ASTRAL = re.compile("[\U00010000-\U0010ffff]+")
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
IDENTIFIER = re.compile(r'<article\b[^>]*? id="([^"]+)"')


def article_text(article: Article) -> str:
    """Return all text of an article that every edition shows."""
    heads = (*article.headline, article.kicker, article.deck, article.column, article.dateline)
    names = (*article.byline, article.credit)
    words = (part for figure in article.figures for part in (figure.caption, figure.credit))
    return "\n".join((*heads, *names, visible_text(article.body), *words))


def epub_texts(path: Path) -> dict[str, str]:
    """Return the text of each document of an EPUB by its name, that of its article if it has one.

    Links to other articles are around it, and their letters would hide a loss. Articles that share
    a document are listed as if each had its own.
    """
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        texts = {PurePosixPath(name).name: book.read(name).decode() for name in names}
    parts = {name: found for text in texts.values() for name, found in _articles(text)}
    return {name: visible_text(text) for name, text in (texts | parts).items()}


def _articles(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each article of a document, by the line above each."""
    for part in text.split('<p class="where"'):
        if (found := ARTICLE.search(part)) and (own := IDENTIFIER.search(found[0])):
            yield f"{own[1]}.xhtml", found[0]


def pdf_text(path: Path) -> str:
    """Return the text of all pages of a PDF, as programs extract it."""
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def check_text(
    edition: Edition, path: Path, pages: tuple[str, ...] = (), name: str = ""
) -> Iterator[Finding]:
    """Yield a finding for each article with words missing from a file made of the edition.

    `pages` are the labels of the pages that a PDF has, all if there are none; `name` is what the
    file will be called, if not as it is.
    """
    compare = {".pdf": _lost_in_pdf, ".epub": _lost_in_epub}.get(path.suffix.lower())
    if compare is None:  # a format of another package
        return
    shown = (page for page in edition.issue.pages if not pages or page.label in pages)
    articles = [article for page in shown for article in page.articles]
    called = name or path.name
    for article, words in compare(articles, path):
        message = f"`{article.title}` lost text on its way into {called}: {' '.join(words)}"
        advice = "this is a fault of the program, report it with the article"
        yield Finding("issue-text-lost", article.source, 0, message, advice)


Lost = Iterator[tuple[Article, list[str]]]


def _lost_in_epub(articles: Sequence[Article], path: Path) -> Lost:
    documents = epub_texts(path)
    for article in articles:
        if words := lost(article_text(article), documents.get(article_document(article), "")):
            yield article, words


def _lost_in_pdf(articles: Sequence[Article], path: Path) -> Lost:
    """Yield what is lost of all articles together, for a sheet holds several of them."""
    text = pdf_text(path)
    texts = [(each, ASTRAL.sub(" ", article_text(each))) for each in articles]
    if words := lost("\n".join(said for _, said in texts), text):
        own = [(each, found) for each, said in texts if (found := lost(said, text))]
        # Letters that all articles have can't be assigned to one: the first one is named.
        yield from own or [(texts[0][0], words)]
