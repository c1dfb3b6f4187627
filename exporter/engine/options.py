"""What WeasyPrint is told, by what a PDF is for."""

from __future__ import annotations

from typing import Any

from exporter.profiles import Profile


def tagging(profile: Profile) -> dict[str, Any]:
    """Return the options of WeasyPrint that concern a tagged PDF; none for other profiles.

    They act while a document is laid out and again while it is written.
    """
    if not profile.tagged:
        return {}
    variant = {"pdf_variant": profile.variant} if profile.variant else {"pdf_tags": True}
    return {**variant, "dpi": profile.picture_dpi, "pdf_identifier": False}
