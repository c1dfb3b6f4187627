"""Embedded films, sounds and pages: a line with title and address replaces each.

No edition can play them, and none may load them. The line has the author's title, else the text
that the page shows if it can't play the film.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import NamedTuple

from exporter.content.elements import OF_WECHAT
from exporter.content.tokens import Token, as_text
from exporter.patterns import TAG, pattern

PICTURE = pattern(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#].*)?$", re.IGNORECASE)
FILM = pattern(
    r"youtu\.?be|vimeo|bilibili|youku|v\.qq\.com|iqiyi|dailymotion|video|\.(?:mp4|webm|mov|m3u8)\b",
    re.IGNORECASE,
)
SOUND = pattern(
    r"spotify|soundcloud|podcast|music\.|ximalaya|\.(?:mp3|m4a|ogg|wav)\b", re.IGNORECASE
)
# The text of players for browsers that can't play: not part of the article.
NO_PLAYER = pattern(
    r"(?:sorry,\s*)?your (?:browser|reader|device)[^.。]{0,80}"
    r"(?:not support|upgrade|can ?not)[^.。]{0,80}"
    r"|(?:抱歉，?|对不起，?)?您?的?(?:浏览器|瀏覽器)[^。]{0,10}不(?:支持|支援)[^。]{0,40}",
    re.IGNORECASE,
)
TITLES = ("title", "aria-label", "data-title")
TITLES_OF_WECHAT = ("name", "music_name", "data-desc", "data-title", "title", "data-nickname")
# WeChat's cards of an account or a mini program show nothing but such an attribute.
ON_CARDS = ("data-miniprogram-title", "data-miniprogram-nickname", "data-nickname")
# Cards of WeChat's shop: a program of the page fills them.
GOODS = ("mpcps", "mp-common-cpsad", "mp-common-product")
ADDRESSES = ("src", "data", "data-src", "movie", "value", "href")


class Lost(NamedTuple):
    """A part of a medium that no edition shows: element, or element and attribute; address."""

    element: str
    address: str


def line(token: Token, inside: Iterable[Token], fallback: str) -> tuple[str, list[Lost]]:
    """Return the HTML that replaces a medium, and what it can't show.

    `inside` are the tags in it, `fallback` is the HTML of what it shows where it can't play.
    """
    attributes = token.attributes
    address = _address(token, inside)
    words = TAG.sub(" ", fallback)
    if NO_PLAYER.fullmatch(unescape(" ".join(words.split())).strip(" .。")):
        fallback = ""
    names = TITLES_OF_WECHAT if token.name in OF_WECHAT else TITLES
    title = next((attributes[name] for name in names if attributes.get(name)), "")
    if _is_local(address):
        picture = f'<img src="{escape(address)}" alt="{escape(title)}">'
        return f"<p>{picture}</p>{fallback}", []
    poster = attributes.get("poster", "")
    image = f'<img src="{escape(poster)}" alt="{escape(title)}">' if _is_local(poster) else ""
    text, is_named = _said(title, address)
    kind = _kind(token.name, address)
    made = f'<p class="media-{kind}">{text}</p>' if text else ""
    gone = [] if is_named else [Lost(token.name, address)]
    if poster and not image:
        gone.append(Lost(f"{token.name} poster", poster))
    return f"{image}{made}{fallback}", gone


def on_card(token: Token) -> str:
    """Return what a card of WeChat shows, such as the name of an account; empty for others.

    What a card of goods shows is not in the page: it is named by its tag.
    """
    named = (token.attributes[name] for name in ON_CARDS if token.attributes.get(name))
    return next(named, token.raw if token.name in GOODS and token.has_attributes else "")


def address_of(token: Token) -> str:
    """Return the address that a custom element would load: of a picture, or of a film by its id."""
    names = ("src", "data-src", "poster", "videoid", "data-videoid")
    return next((token.attributes[name] for name in names if token.attributes.get(name)), "")


def _said(title: str, address: str) -> tuple[str, bool]:
    """Return the words of the line, from title and address, and whether they have the address."""
    link = ""
    if re.match(r"(?:https?:)?//", address):
        whole = address if address.startswith("http") else f"https:{address}"
        shown = re.sub(r"^https?://(?:www\.)?", "", whole).rstrip("/")
        link = f'<a href="{escape(whole)}">{escape(shown)}</a>'
    words = f"<span>{as_text(escape(title))}</span>" if title else ""
    return " ".join(filter(None, (words, link))), bool(link or not address)


def _address(token: Token, inside: Iterable[Token]) -> str:
    """Return the address of the medium, or of the first of its sources."""
    own = (token.attributes.get(name, "") for name in ADDRESSES)
    found = next((each for each in own if each and not each.startswith("about:")), "")
    for each in inside:
        if found:
            break
        if each.name in ("source", "embed", "param") and not each.is_end:
            attributes = each.attributes
            is_source = each.name != "param" or attributes.get("name") in ("movie", "src", "url")
            values = (attributes.get(name, "") for name in ADDRESSES if is_source)
            found = next(filter(None, values), "")
    return found


def _kind(name: str, address: str) -> str:
    if name in ("audio", "video"):
        return name
    if name in OF_WECHAT:
        return OF_WECHAT[name]
    if SOUND.search(address):
        return "audio"
    return "video" if FILM.search(address) else "page"


def _is_local(address: str) -> bool:
    return bool(PICTURE.search(address)) and ":" not in address and not address.startswith("//")
