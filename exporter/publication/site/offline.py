"""Reading offline: a service worker that keeps the last issue, the web app manifest, icons."""

from __future__ import annotations

import hashlib
import io
import json
import re
from typing import TYPE_CHECKING

from exporter import fonts
from exporter.languages.tags import direction
from exporter.publication.site import full_text
from exporter.publication.site.context import Context
from exporter.publication.site.record import IssueRecord
from exporter.publication.site.subscribe import QR

if TYPE_CHECKING:
    from PIL import Image

SIZES = (192, 512)  # pixels that browsers ask of an app's icons
FILL = 0.62  # of an icon, the height of its letter: the rest may be cut off to a circle
ARTICLE = re.compile(r"(?:the|a|le|la|les|der|die|das|el|il)\s+(?=\S)", re.IGNORECASE)
SAVED = (".html", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif")
LEFT_OUT = ("files/", "facsimile/")  # printed pages are large: kept when they were looked at
KEPT = ("facsimile/small/",)


def write(context: Context, latest: IssueRecord, files: list[str]) -> None:
    """Write what an app needs, where it is wanted; `files` are those of the last issue."""
    if not context.publication.head.site.offline:
        return
    _manifest(context)
    store, style = context.store, context.shell.style
    store.write("assets/offline.js", style.render("web/offline.js", {}))
    folder = latest.card.folder
    kept = [name for name in files if name.endswith(SAVED) and _is_kept(name)]
    year = f"{folder.partition('/')[0]}/index.html"
    fronts = ["index.html", "archive.html", year, "subscribe.html", latest.stylesheet]
    fronts += [QR] if context.shell.base else []
    fronts += full_text.PAGE if context.shell.has_search else []
    names = list(dict.fromkeys([*fronts, *(f"{folder}/{name}" for name in kept)]))
    whole = hashlib.sha256()
    for name in names:
        is_later = name.startswith(full_text.FOLDER)  # the index is made when the site is there
        whole.update(name.encode() + (b"" if is_later else store.read(name) or b""))
    text = style.render(
        "web/sw.js",
        {
            "prefix": f"issue-{hashlib.sha256(context.shell.base.encode()).hexdigest()[:6]}-",
            "digest": whole.hexdigest()[:16],
            "files": _json(names),
            "printed": _json(f"/{folder}/facsimile/"),
        },
    )
    store.write("sw.js", text)


def _is_kept(name: str) -> bool:
    return name.startswith(KEPT) or not name.startswith(LEFT_OUT)


def _json(value: object) -> object:
    from markupsafe import Markup

    return Markup(json.dumps(value, ensure_ascii=True, indent=0))


def _manifest(context: Context) -> None:
    """Write the web app manifest (W3C Web Application Manifest)."""
    shell = context.shell
    colour = shell.style.colour("paper", "epub")
    icons = [
        {"src": f"assets/icon-{side}.png", "sizes": f"{side}x{side}", "type": "image/png"}
        for side in SIZES
    ]
    whole = {
        "name": shell.publication.name,
        "short_name": shell.publication.name,
        "description": shell.publication.description or shell.publication.tagline,
        "lang": shell.language,
        "dir": direction(shell.language),
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": colour,
        "theme_color": colour,
        "icons": icons,
    }
    filled = {key: value for key, value in whole.items() if value}
    text = json.dumps(filled, ensure_ascii=False, indent=1)
    context.store.write("manifest.webmanifest", f"{text}\n")


def write_icons(context: Context, masthead: bytes) -> None:
    """Write the icons of the app, where it is wanted: of the masthead, or a letter of the name."""
    if not context.publication.head.site.offline:
        return
    from PIL import Image

    for side in SIZES:
        icon = _of_masthead(masthead, side) if masthead else _of_name(context, side)
        buffer = io.BytesIO()
        icon.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
            buffer, "PNG", optimize=True
        )
        context.store.write(f"assets/icon-{side}.png", buffer.getvalue())


def _of_masthead(data: bytes, side: int) -> Image.Image:
    """Return the masthead on white."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as masthead:
        flat = Image.new("RGBA", masthead.size, "white")
        flat.alpha_composite(masthead.convert("RGBA"))
    return ImageOps.pad(flat.convert("RGB"), (side, side), color="white")


def _of_name(context: Context, side: int) -> Image.Image:
    """Return the first letter of the publication's name, in the colour of its style."""
    from PIL import Image, ImageDraw, ImageFont

    shell = context.shell
    icon = Image.new("RGB", (side, side), shell.style.colour("accent", "cover"))
    letter = ARTICLE.sub("", shell.publication.name)[:1].upper()
    face = fonts.find(shell.style.fonts(shell.language).masthead, bold=True)
    if face:
        font = ImageFont.truetype(str(face.path), round(side * FILL), index=face.index)
        ImageDraw.Draw(icon).text(
            (side / 2, side / 2), letter, fill="white", font=font, anchor="mm"
        )
    return icon
