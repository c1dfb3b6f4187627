"""Issue → XHTML documents, once, in one place; every writer packages them."""

from exporter.edition.edition import Document, Edition, Resource, make_edition

__all__ = ["Document", "Edition", "Resource", "make_edition"]
