"""What a file of a web edition is: a page or an article, by what it holds, then by its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import Enum
from urllib.parse import unquote

from exporter.patterns import pattern
from exporter.readers.tools import markup

SUFFIXES = (".htm", ".html", ".shtml")
PAGE_NAME = pattern(
    r"(?i:node|col|page|nbs\.D110000[a-z]*)_?([A-Za-z]{0,3}\d{1,3}|\d+)|l_?(\d{1,3})"
    r"|(?i:index_(\d{1,3}))|v?([A-Z]\d{2})|v(\d{2})|(?i:page(\d{2,3})[A-Z]{2}|szb[a-z]?([A-Z]?\d{2,3}))"
)
ARTICLE_NAME = pattern(
    r"(?i:content_(?:\d+_)?\d+|con_?\d+|nw\.D110000[a-z]*_\d{8}_\d+-([A-Za-z]?\d+)|page_\w+_content_\d+"
    r"|artic(?:el|le)(?:\d{1,4}|\d{5,6}[A-Z]{2}))"
    r"|c_?\d+"
)
# The articles of a page, called after it: A01_1.htm of A01.htm.
OF_A_PAGE = pattern(r"(.+?)[_-](?:c|con|content|art)?_?\d{1,4}", re.IGNORECASE)
ARTICLE_FOLDER = pattern(r"(?:^|/)(?:con|content)/", re.IGNORECASE)
PAGE_SIGNS = ("pagepicmap", "pagelink", "<founder-type>2")
ARTICLE_SIGNS = ("<founder-content", "<!--enpcontent", "<!--enpproperty")
OTHER_SIGNS = ("founder-type", "founder-date", "founder-page", "enpproperty")
CHINESE_LABEL = "[一二三四五六七八九十]{1,3}|[特增号號专專副]\\s*\\d{1,3}"
NAMED_LABEL = pattern(rf"第\s*([A-Za-z]{{0,2}}\d{{1,3}}[A-Za-z]?|{CHINESE_LABEL})\s*版")
OWN_LABEL = pattern(NAMED_LABEL.pattern + r"\s*[:：]?\s*([^\s<>|]{0,20})")
ZEROS = pattern(r"(?<!\d)0+(?=\d)")
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The words of a link to a page, surely: a number alone may be one of anything.
PAGE_WORDS = pattern(
    rf"{NAMED_LABEL.pattern}|[【\[]?[A-Z]\d{{2}}|[【\[]?0\d|[一二三四五六七八九十]{{1,3}}\s*版$"
)
# Of the page that shows its number, the numbers of all: 1, 2 or [1] 要闻, [2] 副刊.
PLAIN_NUMBER = pattern(
    r"[【\[（(]\s*(?P<inside>[A-Z]?\d{1,2})\s*[】\]）)].{0,12}"
    r"|(?P<alone>[A-Z]?\d{1,2})\s*版?(?:[\s:：·|｜-].{1,12})?"
)
LABEL = pattern(
    r"[【\[［(（]?\s*"
    r"(?:第?\s*([A-Za-z]{0,2}\d{1,3}[A-Za-z]?(?:[-–—~～][A-Za-z]{0,2}\d{1,3}(?=\s*版))?)"
    r"(?![\d年月日期])\s*版?"
    rf"|第?\s*({CHINESE_LABEL})\s*版)\s*[】\]］)）]?\s*[:：·•|｜—–-]*\s*(.*)",
    re.DOTALL,
)
BRACKETED = pattern(r"[（(【\[]([^()（）【】\[\]]*)[)）】\]]")


# Digits and letters as wide as a character: 第０１版.
WIDE = {code + 0xFEE0: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B))}


class File(Enum):
    """What a file of a web edition is."""

    PAGE = "page"
    ARTICLE = "article"


def name_of(address: str) -> str:
    """Return the name of a file without folder, query and suffix: `content_71`, `node_A01`.

    The same article is linked with `?div=0` and `?div=-1`; wget keeps that in the file's name.
    """
    name = unquote(address).replace("\\", "/").split("#")[0]
    name = re.split(r"[?@]", name, maxsplit=1)[0].rsplit("/", 1)[-1]
    return re.sub(r"\.s?html?$", "", name, flags=re.IGNORECASE)


def key_of(address: str) -> str:
    """Return the key by which pages link to articles: the name in lower case."""
    return name_of(address).lower()


def kind_of_address(
    address: str, pages: Collection[str] = (), articles: Collection[str] = ()
) -> File | None:
    """Return what a link leads to; None if it is neither a page nor an article.

    The keys of known `pages` and `articles` count first, then the name of the file.
    """
    name = name_of(address)
    if name.lower() in articles:
        return File.ARTICLE
    if name.lower() in pages:
        return File.PAGE
    if ARTICLE_NAME.fullmatch(name):
        return File.ARTICLE
    if PAGE_NAME.fullmatch(name):
        return File.PAGE
    page = OF_A_PAGE.fullmatch(name)
    if page and (page[1].lower() in pages or PAGE_NAME.fullmatch(page[1])):
        return File.ARTICLE
    in_folder = re.search(r"\d", name) and ARTICLE_FOLDER.search(address)
    return File.ARTICLE if in_folder else None


def kind_of_file(name: str, html: str) -> File | None:
    """Return what a file is by its content; None if it is not part of a web edition.

    The name decides only where the content does not: article pages of older systems also show
    the map of their page.
    """
    lower = html.lower()
    is_page = any(sign in lower for sign in PAGE_SIGNS)
    is_article = any(sign in lower for sign in ARTICLE_SIGNS)
    if is_page != is_article:
        return File.PAGE if is_page else File.ARTICLE
    named = kind_of_address(name)
    if is_page:
        return named or File.ARTICLE
    is_listed = named is None and key_of(name) in listed_pages(html)
    if named is File.PAGE or is_listed:
        return File.PAGE if is_edition(html) else None
    return named


def listed_pages(html: str) -> set[str]:
    """Return the keys of the files that a list of pages links to: 第01版：要闻."""
    words = [
        (key_of(link.href), markup.text(link.markup).translate(WIDE))
        for link in markup.links(html)
        if is_file(link.href)
    ]
    return {key for key, each in words if PAGE_WORDS.match(each)} or _numbered_pages(words, html)


def _numbered_pages(links: Iterable[tuple[str, str]], html: str) -> set[str]:
    """Return the keys of links called 1, 2 and so on, in a file that shows one as its label."""
    found: dict[str, str] = {}
    for key, words in links:
        if number := PLAIN_NUMBER.fullmatch(words):
            found.setdefault(ZEROS.sub("", number["inside"] or number["alone"]), key)
    counted = [str(number + 1) for number in range(len(found))]
    if len(found) < 2 or [number.lstrip(CAPITALS) for number in found] != counted:
        return set()
    own = NAMED_LABEL.search(markup.TAG.sub(" ", markup.without_code(html)))
    is_among = own and ZEROS.sub("", own[1].upper()) in found
    return set(found.values()) if is_among else set()


def is_file(address: str) -> bool:
    """Whether an address is that of an HTML file that may be saved with the page."""
    path = re.split(r"[?#]", address, maxsplit=1)[0].lower()
    return path.endswith(SUFFIXES) and not re.match(r"[a-z]+:|//", path)


def is_edition(html: str) -> bool:
    """Whether a file shows a sign of a web edition, as page or as article."""
    lower = html.lower()
    if any(sign in lower for sign in (*PAGE_SIGNS, *ARTICLE_SIGNS, *OTHER_SIGNS)):
        return True
    addresses = [link.href for link in markup.links(html)]
    kinds = {kind_of_address(address) for address in addresses}
    pages = listed_pages(html)
    if File.ARTICLE in kinds:
        return File.PAGE in kinds or bool(pages) or bool(OWN_LABEL.search(html))
    # Articles of any name, beside a list of pages.
    return bool(pages) and any(is_file(each) and key_of(each) not in pages for each in addresses)


def label_of_file(name: str) -> str:
    """Return the label in the name of a page file (`A01`, `03`); empty for `node_2` and others."""
    match = PAGE_NAME.fullmatch(name_of(name))
    number = next(filter(None, match.groups()), "") if match else ""
    return number.upper() if re.match(r"[A-Za-z]|0", number) else ""


def split_label(words: str) -> tuple[str, str] | None:
    """Split an entry of a page list, such as `第A01版：要闻`, into label and section; or None."""
    match = LABEL.fullmatch(words.translate(WIDE))
    if not match:
        return None
    label = re.sub(r"[–—~～]", "-", re.sub(r"\s", "", match[1] or match[2])).upper()
    section = match[3].strip(" \u3000")
    inside = BRACKETED.fullmatch(section)
    return label, inside[1].strip() if inside else section
