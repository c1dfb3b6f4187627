"""WordPress' shortcodes: captions, galleries, embeds, sound and film as HTML, the others named.

https://developer.wordpress.org/apis/shortcode/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from exporter.readers.feed.constructs import linked
from exporter.readers.tools import markup

OPENING = re.compile(r"(\[)?\[([a-zA-Z][\w-]{0,40})(?![\w-])((?:[^\[\]/]|/(?!\])){0,2000})(/)?\]")
CLOSING = re.compile(r"\[/([a-zA-Z][\w-]{0,40})\]")
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:[\"“”″]([^\"“”″]*)[\"“”″]|'([^']*)'|([^\s\"'\]]+))")
ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]]+")
IMAGE = re.compile(
    r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a\s*>)?)(.*)", re.DOTALL | re.IGNORECASE
)
FILES = "src mp3 m4a ogg oga wav flac mp4 m4v webm ogv mov".split()


@dataclass(frozen=True)
class Attachment:
    """A file of a WordPress export: `kind` is image, audio, video or nothing."""

    address: str
    kind: str = ""
    title: str = ""
    caption: str = ""
    alt: str = ""


@dataclass
class Shelf:
    """What the shortcodes of one post may name, and what they named that was not found.

    `files` are the attachments of the export by number, `own` those of the post.
    """

    files: dict[str, Attachment] = field(default_factory=dict)
    own: tuple[Attachment, ...] = ()
    unknown: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)

    def named(self, attributes: dict[str, str], kind: str) -> list[Attachment]:
        """Return the attachments that a shortcode names, or those of the post."""
        ids = re.findall(r"\d+", attributes.get("ids") or attributes.get("include", ""))
        self.missing |= {number: None for number in ids if number not in self.files}
        if ids:
            return [self.files[number] for number in ids if number in self.files]
        return [each for each in self.own if each.kind == kind]


def render(html: str, shelf: Shelf) -> str:
    """Return a post with its shortcodes as HTML; unknown ones are noted in `shelf`."""
    out: list[str] = []
    place, dropped = 0, set[str]()
    while match := OPENING.search(html, place):
        out.append(html[place : match.start()])
        made, place = _rendered(match, html, shelf, dropped)
        out.append(made)
    text = "".join([*out, html[place:]])
    return CLOSING.sub(lambda tag: "" if tag[1].lower() in dropped else tag[0], text)


def _rendered(match: re.Match[str], html: str, shelf: Shelf, dropped: set[str]) -> tuple[str, int]:
    """Return what stands for one opening tag, and where the text goes on."""
    bracket, name, inside = match[1] or "", match[2].lower(), unescape(match[3])
    if bracket and html.startswith("]", match.end()):
        return match[0][1:], match.end() + 1  # written twice to be read
    attributes = {key.lower(): "".join(values) for key, *values in ATTRIBUTE.findall(inside)}
    handler = HANDLERS.get(name)
    if handler:
        content, place = ("", match.end()) if match[4] else _content(match[2], html, match.end())
        attributes.setdefault("", next(iter(ADDRESS.findall(inside or content)), ""))
        return bracket + handler(attributes, content, shelf), place
    addresses = ADDRESS.findall(inside)
    if not (attributes or addresses or "_" in name or f"[/{name}]" in html.lower()):
        return match[0], match.end()
    shelf.unknown[name] = None
    dropped.add(name)
    return bracket + "".join(map(linked, addresses[:1])), match.end()


def _content(name: str, html: str, start: int) -> tuple[str, int]:
    """Return what stands from `start` to the end tag, and where that ends."""
    end = html.find(f"[/{name}]", start)
    inner = html[start:end] if end >= 0 else f"[{name}"
    return ("", start) if f"[{name}" in inner else (inner, end + len(name) + 3)


def _caption(attributes: dict[str, str], content: str, shelf: Shelf) -> str:
    match = IMAGE.match(content)
    picture, words = match.groups() if match else ("", content)
    caption = render(words.strip(), shelf) or attributes.get("caption", "")
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>\n"


def _gallery(attributes: dict[str, str], _: str, shelf: Shelf) -> str:
    return "".join(map(_picture, shelf.named(attributes, "image")))


def _picture(image: Attachment) -> str:
    caption = f"<figcaption>{image.caption}</figcaption>" if image.caption else ""
    tag = f'<img src="{escape(image.address)}" alt="{escape(image.alt)}">'
    return f"<figure>{tag}{caption}</figure>\n"


def _embed(attributes: dict[str, str], content: str, _: Shelf) -> str:
    found = ADDRESS.search(content)
    address = found[0] if found else attributes.get("src") or attributes[""]
    return linked(address) if address else content


def _sound(attributes: dict[str, str], _: str, shelf: Shelf) -> str:
    return _playable("audio", attributes, shelf)


def _film(attributes: dict[str, str], _: str, shelf: Shelf) -> str:
    return _playable("video", attributes, shelf)


def _playable(kind: str, attributes: dict[str, str], shelf: Shelf) -> str:
    addresses = [attributes[name] for name in FILES if attributes.get(name)]
    address = next(iter(addresses), attributes[""])
    if address:
        return _player(Attachment(address, kind, attributes.get("title", "")))
    return "".join(_player(each) for each in shelf.own[:1] if each.kind == kind)


def _playlist(attributes: dict[str, str], _: str, shelf: Shelf) -> str:
    return "".join(map(_player, shelf.named(attributes, attributes.get("type", "audio"))))


def _player(file: Attachment) -> str:
    title = f' title="{escape(markup.text(file.title))}"' if file.title else ""
    caption = f"<p>{file.caption}</p>\n" if file.caption else ""
    kind = file.kind or "audio"
    return f'<{kind} src="{escape(file.address)}"{title}></{kind}>\n{caption}'


Handler = Callable[[dict[str, str], str, Shelf], str]
HANDLERS: dict[str, Handler] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "embed": _embed,
    "audio": _sound,
    "video": _film,
    "playlist": _playlist,
}
