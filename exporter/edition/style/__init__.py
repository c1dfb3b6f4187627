"""Styles: folders with `style.yaml`, CSS and templates, each laid over the one it extends."""

from exporter.edition.style.definition import Settings, StyleFile
from exporter.edition.style.find import DEFAULT_STYLE, find_style, names
from exporter.edition.style.style import Style

__all__ = ["DEFAULT_STYLE", "Settings", "Style", "StyleFile", "find_style", "names"]
