"""The body of each document of a book: what the edition has, with its place and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exporter.edition import ArticleDocument, Document, Edition, PageDocument
from exporter.edition.documents import DocumentKind, advertisements_document, article_document
from exporter.writers.epub import jsonld
from exporter.writers.epub.facsimile import Sheet
from exporter.writers.epub.fronts import front_of, insides
from exporter.writers.epub.navigation import Listed, PageEntry, landmarks
from exporter.writers.epub.related import Related
from exporter.writers.epub.unbroken import kept_body

NAV = "pages.xhtml"
LISTS = (DocumentKind.PAGE, DocumentKind.PAGES, DocumentKind.HEADLINES)


class Body(NamedTuple):
    """The XHTML in the `body` of a document, its JSON-LD, and whether it has headlines."""

    xhtml: str
    linked_data: str
    has_heads: bool


class Bodies:
    """Makes the bodies of one book's documents.

    `sheets` are the printed pages by the names of page documents, `others` the lists besides the
    contents.
    """

    def __init__(
        self,
        edition: Edition,
        entries: Sequence[PageEntry],
        sheets: Mapping[str, Sheet],
        others: Sequence[Listed],
        vertical: bool,
    ) -> None:
        self.edition, self.entries, self.others = edition, entries, others
        self.sheets, self.vertical = sheets, vertical
        self.markers = {entry.name: entry for entry in entries}
        self.sheets_by_page = {sheet.page.label: sheet for sheet in sheets.values()}
        self.page_documents = {
            document.page.label: document.name for document in edition.page_documents
        }
        articles = edition.article_documents
        self.neighbours = {
            article.name: (before, after)
            for before, article, after in zip(
                (None, *articles), articles, (*articles[1:], None), strict=False
            )
        }
        # Where `contents` leads: the front, which is the first page's; all contents without one.
        self.contents = next((each.name for each in edition.page_documents), NAV)
        self.related = Related(edition)

    def of(self, document: Document) -> Body:
        """Return the body of a document."""
        parts = [document.body]
        linked_data, has_heads = "", document.kind in LISTS
        if isinstance(document, PageDocument):
            parts = self.page_parts(document)
        elif isinstance(document, ArticleDocument):
            body, has_heads = kept_body(document)
            parts = [self.article_head(document), body, self.more(document)]
            linked_data = jsonld.of_article(self.edition, document.article, document.page)
        elif document.kind is DocumentKind.FRONT:
            linked_data = jsonld.of_issue(self.edition)
        elif document.kind is DocumentKind.PAGES:
            parts = self.contents_lists(document.title)
        return Body("".join(parts), linked_data, has_heads)

    def page_parts(self, document: PageDocument) -> list[str]:
        """Return the page break and the front of a page; the first page has the issue's front."""
        page, is_first = document.page, document.name == self.contents
        head = self.render("page-head", page=page, marker=self.markers[document.name].marker)
        context: dict[str, object] = {
            "page": page,
            "sheet": self.sheets.get(document.name),
            "front": front_of(self.edition, document, is_first),
            "contents": self.contents,
            "article_document": article_document,
            "advertisements": advertisements_document(document.name),
        }
        if is_first:
            return [
                head,
                self.render(
                    "front", insides=insides(self.edition, vertical=self.vertical), **context
                ),
            ]
        return [head, self.render("section", **context)]

    def article_head(self, document: ArticleDocument) -> str:
        """Return an article's place in the issue and its navigation links."""
        label = document.page.label
        previous, following = self.neighbours[document.name]
        return self.render(
            "article-head",
            page=document.page,
            article=document.article,
            page_document=self.page_documents[label],
            sheet=self.sheets_by_page.get(label),
            contents=self.contents,
            previous=previous,
            following=following,
        )

    def more(self, document: ArticleDocument) -> str:
        """Return the links to other articles of the same author and section."""
        near = {each.article.id for each in self.neighbours[document.name] if each}
        groups = list(self.related.of(document, near))
        context = {"language": document.language, "article_document": article_document}
        return self.render("related", groups=groups, **context) if groups else ""

    def contents_lists(self, title: str) -> list[str]:
        """Return the contents, all pages with their articles and other lists, and landmarks."""
        pages = [(each.page, each.name) for each in self.edition.page_documents]
        context = {"title": title, "pages": pages, "others": self.others}
        marks = landmarks(self.edition, self.others)
        return [
            self.edition.render_document("pages.xhtml", **context),
            self.render("navigation", pages=self.entries, landmarks=marks),
        ]

    def render(self, template: str, **context: object) -> str:
        """Fill in a template of the EPUB."""
        labels = self.edition.labels
        return self.edition.render(
            f"epub/{template}.xhtml", edition=self.edition, labels=labels, **context
        )
