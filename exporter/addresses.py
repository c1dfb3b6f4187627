"""Addresses of the web, in the form that EPUB and PDF take."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?(?::\d{{1,5}})?", re.ASCII)
SAFE = "/:@!$&'()*+,;=~-._"


def web_address(address: str) -> str:
    """Return `address` in a form that EPUB takes (RFC 3986), or nothing if it is not one."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
        netloc = parts.netloc.encode("idna").decode() if parts.netloc else ""
    except ValueError:
        return ""
    if parts.scheme in ("mailto", "tel") and parts.path and not netloc:
        head = f"{parts.scheme}:{_quoted(parts.path, '@+.-_,;=')}"
    elif parts.scheme in ("http", "https") and HOST.fullmatch(netloc) and _is_idn(netloc):
        head = f"{parts.scheme}://{netloc}{_quoted(parts.path)}"
    else:
        return ""
    query = f"?{_quoted(parts.query, SAFE + '/?')}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment, SAFE + '/?')}" if parts.fragment else ""
    return head + query + fragment


def _quoted(text: str, safe: str = SAFE) -> str:
    """Percent-encode what has to be, and a percent sign that encodes nothing."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe=f"{safe}%")


def _is_idn(host: str) -> bool:
    """Whether the encoded labels of a host name say what such a label may (RFC 5891 §4.2)."""
    for label in re.findall(r"(?<![^.])xn--([^.:]*)", host, re.IGNORECASE):
        try:
            text = label.encode().decode("punycode")
        except UnicodeError:
            return False
        # Folding would change these two as well, and they are allowed (RFC 5892 §2.6).
        plain = re.sub("[ßς]", "", text)
        kinds = {character: unicodedata.category(character)[0] for character in text}
        if (
            text.isascii()
            or "-" in (text[0], text[-1], label[0])
            or kinds[text[0]] == "M"
            or any(kind not in "LMN" for character, kind in kinds.items() if character != "-")
            or text != unicodedata.normalize("NFKC", text.lower())
            or plain != unicodedata.normalize("NFKC", plain.casefold())
        ):
            return False
    return True
