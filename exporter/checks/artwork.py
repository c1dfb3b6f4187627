"""The artwork of advertisements, checked before it is set, at the size booked."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from PIL.Image import Resampling

from exporter.checks.all_rules import all_rules
from exporter.checks.pdf import check_document
from exporter.checks.pdf.document import open_document
from exporter.checks.pdf.image_objects import PATCH_MM
from exporter.checks.pdf.rules.colour import INK_SLACK
from exporter.errors import SourceError
from exporter.findings import Finding, Severity
from exporter.model import Advertisement, Picture
from exporter.pictures.files import open_picture
from exporter.profiles import Colour, Profile
from exporter.units import MM_PER_INCH

# The rules that are about what is painted; the others are about whole files and their pages.
ARTWORK = frozenset(
    """
    pdf-black-limit pdf-black-not-k pdf-content-broken pdf-courier pdf-device-colour pdf-encrypted
    pdf-font-not-embedded pdf-font-type3 pdf-glyph-notdef pdf-hairline pdf-image-dpi pdf-ink-limit
    pdf-overprint-black pdf-registration-colour pdf-reversed-text pdf-rgb-object
    pdf-rich-black-small pdf-small-text pdf-spot-name pdf-tint-range pdf-transparency
    pdf-white-overprint
    """.split()
)
# These are converted when the page is made, so they are only warnings for the sales desk.
CONVERTED = dict.fromkeys(("pdf-rgb-object", "pdf-device-colour", "pdf-transparency"), "warning")


# What the press's inks are reduced to in a page that is made: the sales desk should know of it.
REDUCED = frozenset(("pdf-ink-limit", "pdf-black-limit", "pdf-black-not-k", "pdf-rich-black-small"))


def check_artwork(box: Advertisement, profile: Profile) -> list[Finding]:
    """Return what is wrong with the artwork of an advertisement, the worst first.

    Of a PDF the first page counts. Raises `SourceError` for a PDF that can't be read.
    """
    if box.pdf:
        return _of_pdf(box.pdf, profile, ARTWORK)
    return list(_of_picture(box.picture, box, profile)) if box.picture else []


def reduced_ink(box: Advertisement, profile: Profile) -> list[Finding]:
    """Return the ink of an advertisement that is reduced to what the press takes, as warnings.

    Nothing for a PDF that can't be read: the page shows none of it.
    """
    with contextlib.suppress(SourceError):
        found = _of_pdf(box.pdf, profile, REDUCED) if box.pdf else _heavy(box, profile)
        reduced = (f"{each.message}: reduced on the page" for each in found)
        return [
            replace(each, message=message, severity=Severity.WARNING)
            for each, message in zip(found, reduced, strict=True)
        ]
    return []


def _of_pdf(path: Path, profile: Profile, rules: Collection[str]) -> list[Finding]:
    others = (id for id in all_rules() if id.startswith(("pdf-", "ua-", "a-")))
    off = dict.fromkeys((id for id in others if id not in rules), "off")
    # A severity set by the user has priority.
    judged = profile.model_copy(update={"rules": {**CONVERTED, **profile.rules, **off}})
    with open_document(path) as document:
        del document.pages[1:]
        return check_document(document, judged)


def _of_picture(picture: Picture, box: Advertisement, profile: Profile) -> Iterator[Finding]:
    """Yield findings if it is too coarse for its box, or not in the press's colours."""
    if picture.media_type == "image/svg+xml":
        return
    width, height = box.width_mm / MM_PER_INCH, box.height_mm / MM_PER_INCH
    # It is set whole: the side that fills the box decides.
    dpi = max(picture.width / width, picture.height / height)
    size = f"{box.width_mm:g} × {box.height_mm:g} mm"
    if round(dpi) < profile.least_dpi:
        message = f"has {dpi:.0f} dpi in its box of {size}, the least is {profile.least_dpi} dpi"
        yield _finding("pdf-image-dpi", picture.path, message, profile)
    if profile.colour is Colour.CMYK and _is_rgb(picture.path):
        message = "is in RGB and is converted to the inks of the press"
        yield _finding("pdf-rgb-object", picture.path, message, profile, Severity.WARNING)
    yield from _heavy(box, profile)


def _heavy(box: Advertisement, profile: Profile) -> list[Finding]:
    """Return a finding if a picture in inks has more than the press takes, over 15 mm²."""
    picture = box.picture
    if not picture or picture.media_type == "image/svg+xml":
        return []
    with open_picture(picture.path) as image:
        if image.mode != "CMYK":
            return []
        across, down = (max(1, round(side / PATCH_MM)) for side in (box.width_mm, box.height_mm))
        patches = image.resize((across, down), Resampling.BOX)
    bands = (band.tobytes() for band in patches.split())
    totals = [sum(pixel) / 2.55 for pixel in zip(*bands, strict=True)]
    most = max(range(len(totals)), key=totals.__getitem__)
    if totals[most] <= profile.ink_limit + INK_SLACK:
        return []
    left, top = (
        (place + 0.5) * side / number
        for place, side, number in (
            (most % across, box.width_mm, across),
            (most // across, box.height_mm, down),
        )
    )
    share = sum(total > profile.ink_limit + INK_SLACK for total in totals) / len(totals)
    message = (
        f"has {totals[most]:.0f} % ink {left:.0f} mm from its left and {top:.0f} mm from its top, "
        f"too much in {max(share, 0.01):.0%} of it, {profile.ink_limit} % is the limit"
    )
    return [_finding("pdf-ink-limit", picture.path, message, profile)]


def _is_rgb(path: Path) -> bool:
    with open_picture(path) as image:
        return image.mode not in ("CMYK", "L", "1")


def _finding(
    rule: str, path: Path, message: str, profile: Profile, severity: Severity | None = None
) -> Finding:
    found = all_rules()[rule]
    own = severity or found.severity(profile) or Severity.INFO
    return Finding(rule, path, 0, message, found.advice, own, clause=found.clause)
