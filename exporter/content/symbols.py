"""Symbol fonts: in Wingdings an `l` is a bullet, so the text has to have one.

Office programs write list bullets and ticks so, with the font in a style, or as characters of the
private use area (U+F06C) that no other font has.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

FONTS = {
    name.lower(): name for name in ("Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol")
}
STYLED = re.compile(
    r"(<[a-z][a-z0-9]*\b[^<>]*?(?:font-family\s*:\s*|\bface\s*=\s*)(?:&quot;|[\"'\s])*"
    r"(wingdings(?: [23])?|webdings|symbol)(?![\w ])[^<>]*>)([^<>]{1,40})",
    re.IGNORECASE,
)
PRIVATE = re.compile("[\uf020-\uf0ff]")
# Icons of a web page: private characters alone in an element with a class, in a font of its own.
ICON_OR_SYMBOL = re.compile(
    r"<(?:i|span|em|b)\b[^<>]*\bclass\s*=[^<>]*>\s*[\uf020-\uf0ff]+\s*</|[\uf020-\uf0ff]",
    re.IGNORECASE,
)
# What office programs write without a font: bullets, arrows, boxes, ticks and crosses of Wingdings.
OF_WINGDINGS = frozenset(chr(0xF000 + ord(each)) for each in "lnopqruvw§¨·Øàáâãäåæçèðûüýþ")
# Bullets as text fonts have them: the nearest characters by shape are emoji.
BULLETS = {
    ("Wingdings", "l"): "●",
    ("Wingdings", "n"): "■",
    ("Wingdings", "u"): "◆",
    ("Wingdings", "\xa7"): "▪",
    ("Wingdings", "\xb7"): "•",
    ("Wingdings", "\xfc"): "✓",
    ("Symbol", "\xb7"): "•",
}


def with_characters(html: str) -> str:
    """Return HTML in which what is set in a symbol font is the characters that it shows."""
    if "dings" in html or "ymbol" in html or "DINGS" in html:
        html = STYLED.sub(lambda match: match[1] + _converted(match[3], match[2]), html)
    if not PRIVATE.search(html):
        return html
    return ICON_OR_SYMBOL.sub(
        lambda match: shown(match[0], "Wingdings") if match[0] in OF_WINGDINGS else match[0], html
    )


def _converted(text: str, font: str) -> str:
    return escape(shown(unescape(text), font), quote=False)


def shown(text: str, font: str) -> str:
    """Return the characters that a text shows in a font; text of an ordinary font as it is."""
    name = FONTS.get(font.strip().lower())
    return "".join(_character(name, each) for each in text) if name else text


def _character(font: str, character: str) -> str:
    code = ord(character)
    if 0xF020 <= code <= 0xF0FF:
        code -= 0xF000
    elif code > 0xFF:  # typed as what Windows has there: the dash is 0x96
        code = (
            character.encode("cp1252", "ignore")[0]
            if character.encode("cp1252", "ignore")
            else code
        )
    known = BULLETS.get((font, chr(code))) or _table().get((font, code))
    return known if known and not chr(code).isspace() else character


@cache
def _table() -> dict[tuple[str, int], str]:
    from mammoth.docx.dingbats import dingbats

    return {key: chr(value) for key, value in dingbats.items()}
