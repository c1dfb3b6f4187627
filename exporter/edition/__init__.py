"""Issue → XHTML documents, made once for all writers, which package them."""

from exporter.edition.documents import ArticleDocument, Document, PageDocument
from exporter.edition.edition import Edition, Resource
from exporter.edition.making import begin_edition, make_edition

__all__ = [
    "ArticleDocument",
    "Document",
    "Edition",
    "PageDocument",
    "Resource",
    "begin_edition",
    "make_edition",
]
