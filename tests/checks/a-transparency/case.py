"""Transparency blended in no space; transparency blended in that of the output intent passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    """Tell what the colours are page by page, so that no output intent is needed for them."""
    passes(draft)
    del draft.pdf.Root.OutputIntents
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    colours = Array([Name.ICCBased, draft.stream(profile, N=3)])
    for number in range(4):
        draft.resource("ColorSpace", "DefaultRGB", colours, number)
        grey = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
        draft.resource("ColorSpace", "DefaultGray", grey, number)


def passes(draft: ArchiveDraft) -> None:
    draft.resource("ExtGState", "Half", Dictionary(ca=0.5))
    draft.artifact("/Half gs 0 g 20 20 30 30 re f")
