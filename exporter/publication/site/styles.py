"""The style sheets of a site, with the fonts and pictures that they name."""

from __future__ import annotations

import re
from pathlib import Path

from exporter.edition.style import Style
from exporter.edition.style.css import FOLDER, packed_files
from exporter.publication.site.staging import ASSETS, Store


def write_style(store: Store, style: Style) -> str:
    """Write the style sheet of a style; return its path in the site."""
    name = sheet_name(style)
    if name in store.touched:
        return name
    sheet = style.rules("epub.css") + style.rules("web.css")
    for packed in packed_files(sheet):
        path = style.file(packed.removeprefix(f"{FOLDER}/"))
        if path:
            store.write(f"{ASSETS}/{packed}", path.read_bytes())
    store.write(name, sheet)
    return name


def sheet_name(style: Style) -> str:
    """Return the path in the site of the style sheet of a style."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", Path(style.name).name).strip("-")
    return f"{ASSETS}/{plain or 'style'}.css"
