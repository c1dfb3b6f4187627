"""Article bodies: Markdown or HTML in, one safe XHTML fragment and its figures out."""

from exporter.content.body import Body, body_from_html, body_from_markdown
from exporter.content.remarks import Links, Remark
from exporter.pictures.files import PictureError

__all__ = ["Body", "Links", "PictureError", "Remark", "body_from_html", "body_from_markdown"]
