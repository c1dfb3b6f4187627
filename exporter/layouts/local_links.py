"""Links between documents of an edition, made into links inside of one PDF."""

from __future__ import annotations

import re

LINK = re.compile(r'href="([\w.-]+)\.xhtml(?:#([^"]*))?"')


def local_links(html: str) -> str:
    """Let links to documents, or places in them, lead to ids: of those, each is there once."""
    return LINK.sub(lambda link: f'href="#{link[2] or link[1]}"', html)
