"""The issue as it will come out, in a browser, while its editor writes."""

from exporter.preview.serving import serve

__all__ = ["serve"]
