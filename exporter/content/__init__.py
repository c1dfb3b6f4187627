"""Article bodies: Markdown or HTML in, one safe XHTML fragment and its figures out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.content.body import Body, body_from_html, body_from_markdown
    from exporter.content.remarks import Links, Remark
    from exporter.pictures.files import PictureError

__all__ = ["Body", "Links", "PictureError", "Remark", "body_from_html", "body_from_markdown"]

_HOMES = {
    "Links": "exporter.content.remarks",
    "PictureError": "exporter.pictures.files",
    "Remark": "exporter.content.remarks",
}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for: a PDF is written without what reads bodies."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "exporter.content.body")), name)
