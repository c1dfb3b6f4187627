"""Live preview of an issue in a browser."""

from exporter.preview.serving import serve

__all__ = ["serve"]
