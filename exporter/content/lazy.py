"""Pictures that a web page loads by script: put the real address into `src`.

Pages keep it in `data-src` and its like, in `srcset`, or in a `noscript` beside a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from exporter.patterns import pattern
from exporter.pictures.embedded import is_blank, is_embedded

# A tag with its attributes; an angle bracket may be in a quoted value.
INSIDE = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+"
IMG = pattern(rf"<img\b({INSIDE})/?>", re.IGNORECASE)
SOURCE = pattern(rf"<source\b({INSIDE})/?>", re.IGNORECASE)
# Longest such element; a longer one has no end tag.
NOSCRIPT = pattern(r"<noscript\b[^<>]*>(.{0,20000}?)</noscript\s*>", re.IGNORECASE | re.DOTALL)
PICTURE = pattern(r"<picture\b[^<>]*>(.{0,20000}?)</picture\s*>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = pattern(r"([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
LAZY = (
    "data-src data-original data-lazy-src data-lazy data-actualsrc data-original-src data-echo"
    " data-hi-res-src data-url data-bgset data-orig-file data-full-url data-croporisrc data-image"
    " data-large-file loading-src lay-src zoomfile file"
).split()
SETS = ("data-srcset", "data-lazy-srcset", "srcset")
PLACEHOLDER = pattern(
    r"(?:data:.*|about:.*|.*[/_-])?(?:blank|spacer|placeholder|lazy|loading|transparent|pixel|1x1)"
    r"[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#].*)?|data:.*|about:.*",
    re.IGNORECASE | re.DOTALL,
)
CANDIDATE = pattern(r"([^\s,]\S*[^\s,])(?:\s+([\d.]{1,9})[wx])?\s*(?:,|$)")
EMOJI = pattern(r"(?:^|\s)(?:emoji|wp-smiley|twemoji)(?:\s|$)")
SUFFIX = pattern(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
# AMP's elements do what HTML's of the same name do, loaded by its own script.
AMP = pattern(r"(</?)amp-(img|anim|video|audio|iframe)(?=[\s/>])", re.IGNORECASE)
REMOTE = pattern(r"(?:https?:)?//", re.IGNORECASE)
# The scheme, and the host by which WordPress serves pictures of any other.
CARRIER = pattern(r"^(?:https?:)?//(?:i\d\.wp\.com/)?", re.IGNORECASE)
# The size that WordPress writes into the names of smaller copies: quay-300x200.jpg.
SIZE = pattern(r"-\d{2,5}x\d{2,5}(?=\.\w{3,4}$)|-scaled(?=\.\w{3,4}$)")


def settled(html: str) -> str:
    """Return HTML with the address of each picture in `src`, and each picture only once.

    Pictures of one pixel, which count readers, go; pictures of emoji become characters.
    """
    lower = html.lower()
    if "amp-" in lower:
        html = AMP.sub(_of_html, html)
    elif "<img" not in lower and "<picture" not in lower:
        return html
    known = {key(_address(tag[1])) for tag in IMG.finditer(NOSCRIPT.sub("", html))}
    html = NOSCRIPT.sub(lambda match: _unwrapped(match, known - {""}), html)
    return IMG.sub(_settled_tag, PICTURE.sub(_with_source, html))


def key(address: str) -> str:
    """Return the part of an address that is the same for all sizes of a picture."""
    path, mark, query = address.split("#", maxsplit=1)[0].partition("?")
    path = CARRIER.sub("", path.strip())
    return SIZE.sub("", path) if SUFFIX.search(path) else f"{path}{mark}{query}"


def _of_html(match: re.Match[str]) -> str:
    start, name = match.groups()
    return f"{start}{'img' if name.lower() == 'anim' else name}"


def _unwrapped(match: re.Match[str], known: set[str]) -> str:
    """Return the pictures of a `noscript`, unless they are beside it already."""
    pictures = [key(_address(tag[1])) for tag in IMG.finditer(match[1])]
    if not pictures:
        return match[0]
    return "" if known.issuperset(pictures) else match[1]


def _with_source(match: re.Match[str]) -> str:
    """Give the picture of a `picture` element without an address that of its last source."""
    image = IMG.search(match[1])
    sets = [_largest(_attributes(tag[1])) for tag in SOURCE.finditer(match[1])]
    if not any(sets) or (image and _address(image[1])):
        return match[0]
    attributes = _attributes(image[1] if image else "") | {
        "src": next(filter(None, reversed(sets)))
    }
    return _tag(attributes)


def _settled_tag(match: re.Match[str]) -> str:
    attributes = _attributes(match[1])
    if {attributes.get("width"), attributes.get("height")} <= {"0", "1"}:
        return ""
    alt = attributes.get("alt", "")
    if alt and len(alt) <= 20 and EMOJI.search(attributes.get("class", "")):
        return escape(alt)
    address = _address(match[1])
    if not address and _is_placeholder(attributes.get("src", "")):
        return ""
    if address == attributes.get("src"):
        return match[0]
    kept = {name: value for name, value in attributes.items() if name not in (*LAZY, *SETS)}
    return _tag(kept | {"src": address})


def _tag(attributes: dict[str, str]) -> str:
    inside = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<img{inside}>"


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), unescape("".join(values)).strip())
    return found


def _address(inside: str) -> str:
    """Return the real address; empty if the tag has only a placeholder."""
    attributes = _attributes(inside)
    source = attributes.get("src", "")
    if source and not _is_placeholder(source):
        return _waiting(attributes) if REMOTE.match(source) else source
    lazy = (attributes.get(name, "") for name in LAZY)
    found = next((value for value in lazy if value and not _is_placeholder(value)), "")
    found = found or _largest(attributes)
    return found or (source if is_embedded(source) and not is_blank(source) else "")


def _waiting(attributes: dict[str, str]) -> str:
    """Return the picture that takes the place of one on the network when it comes into view."""
    real = _largest(attributes, ("data-srcset", "data-lazy-srcset"))
    found = real or attributes.get("data-src", "")
    is_picture = SUFFIX.search(found.partition("?")[0]) is not None
    return found if is_picture and not _is_placeholder(found) else attributes["src"]


def _is_placeholder(address: str) -> bool:
    return bool(PLACEHOLDER.fullmatch(address))


def _largest(attributes: dict[str, str], names: Iterable[str] = SETS) -> str:
    """Return the address of the largest picture of a set (HTML, the `srcset` attribute)."""
    for name in names:
        found: list[tuple[str, str]] = CANDIDATE.findall(attributes.get(name, "")[:20_000])
        offered = [(_number(size), address) for address, size in found]
        real = [(size, address) for size, address in offered if not _is_placeholder(address)]
        if real:
            return max(real, key=lambda pair: pair[0])[1]
    return ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0
