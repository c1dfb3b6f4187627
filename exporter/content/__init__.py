"""Article bodies: Markdown or HTML in, one safe XHTML fragment and its figures out."""

from typing import TYPE_CHECKING

from exporter.on_demand import on_demand

if TYPE_CHECKING:
    from exporter.content.body import Body, body_from_html, body_from_markdown
    from exporter.content.remarks import Links, Remark
    from exporter.pictures.files import PictureError

__all__ = ["Body", "Links", "PictureError", "Remark", "body_from_html", "body_from_markdown"]

_HOMES = {
    **dict.fromkeys(__all__, "exporter.content.body"),
    "Links": "exporter.content.remarks",
    "PictureError": "exporter.pictures.files",
    "Remark": "exporter.content.remarks",
}
__getattr__, __dir__ = on_demand(__name__, _HOMES)
