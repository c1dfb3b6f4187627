"""Names of HTML elements, grouped by how an article's body treats them."""

from __future__ import annotations

# What a body may hold; see `exporter.content.body`.
INLINE = frozenset(
    "a abbr b bdi br cite code del em i img ins kbd mark q rp rt ruby s samp small span strong"
    " sub sup u var wbr".split()
)
BLOCK = frozenset(
    "aside blockquote caption col colgroup dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li"
    " ol p pre section table tbody td tfoot th thead tr ul".split()
)
PARTS = frozenset("caption col colgroup dd dt li rp rt tbody td tfoot th thead tr".split())
# Left to the HTML parser: it keeps their text and drops their tags.
BARE = frozenset(
    "basefont bdo big blink body data font html nobr rb rtc time"
    " picture map area base link meta param source track frame frameset bgsound".split()
)
# Other blocks of HTML, and what stands for each.
AS_BLOCK = {
    **dict.fromkeys(
        "address article center dialog fieldset footer form header hgroup legend main marquee nav"
        " noframes noscript search select datalist optgroup canvas".split(),
        "div",
    ),
    **dict.fromkeys(("menu", "dir"), "ul"),
    **dict.fromkeys(("option",), "p"),
    "details": 'section class="details"',
    "summary": 'p class="summary"',
}
# Inline elements with another name today.
AS_INLINE = {"acronym": "abbr", "dfn": "span", "strike": "s", "tt": "code"}
# Words of a form: not glued to their neighbours.
AS_WORDS = frozenset("button label meter output progress".split())
# Their content is text, up to their end tag; what stands for each that has words to show.
RAW = frozenset("iframe noembed plaintext script style textarea title xmp".split())
AS_TEXT = {"textarea": "div", "title": "span", "xmp": "pre", "listing": "pre", "noembed": "div"}
# Their content is never shown.
UNSEEN = frozenset("head script style template".split())
# WeChat's elements for sound and film; an attribute has their name.
OF_WECHAT = {
    **dict.fromkeys(("mpvoice", "mp-common-mpaudio", "qqmusic", "mp-common-qqmusic"), "audio"),
    **dict.fromkeys(("mpvideosnap", "mp-common-videosnap", "mpvideo"), "video"),
}
MEDIA = frozenset("applet audio embed iframe object video".split()) | OF_WECHAT.keys()
DRAWINGS = frozenset(("math", "svg"))
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param"
    " source track wbr".split()
)
# These need no end tag.
OPTIONAL_END = frozenset(
    "colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr".split()
)
KNOWN = (
    INLINE
    | BLOCK
    | BARE
    | AS_BLOCK.keys()
    | AS_WORDS
    | AS_INLINE.keys()
    | RAW
    | AS_TEXT.keys()
    | UNSEEN
    | MEDIA
    | DRAWINGS
    | VOID
)
# Attributes without a value.
FLAGS = frozenset(
    "allowfullscreen async autofocus autoplay checked compact contenteditable controls declare"
    " default defer disabled download formnovalidate frameborder hidden inert ismap itemscope loop"
    " multiple muted nohref nomodule noresize noshade novalidate nowrap open playsinline readonly"
    " required reversed scoped seamless selected typemustmatch".split()
)


def is_element(name: str) -> bool:
    """Whether a tag of this name is markup, not words in angle brackets.

    HTML's elements are, and those that programs add: custom elements (HTML §4.13.3, a hyphen in
    the name), Office's (`o:p`), WeChat's (`mpvoice`, `qqmusic`).
    """
    name = name.lower()
    return name in KNOWN or any(mark in name for mark in "-:") or name.startswith(("mp", "qqmusic"))
