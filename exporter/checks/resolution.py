"""Pictures that are too coarse for the press in the smallest width that they are printed in."""

from __future__ import annotations

import math
from collections.abc import Iterator

from exporter.findings import Finding
from exporter.model import Issue
from exporter.profiles import Profile
from exporter.units import MM, MM_PER_INCH


def check_resolution(issue: Issue, column: float, profile: Profile) -> Iterator[Finding]:
    """Yield a warning for each picture below the resolution of a profile, one column wide.

    `column` is the width of a column in points. No layout prints a picture of an article narrower,
    and wider it is coarser still.
    """
    if not profile.least_dpi:
        return
    inches = column / MM / MM_PER_INCH
    least = math.ceil(inches * profile.least_dpi)
    shown = {figure.picture for article in issue.articles for figure in article.figures}
    for picture in sorted(shown, key=lambda each: each.path):
        if picture.media_type == "image/svg+xml" or picture.width >= least:
            continue
        message = (
            f"has {picture.width / inches:.0f} dpi in one column of {column / MM:.0f} mm,"
            f" the least is {profile.least_dpi} dpi"
        )
        advice = f"use a picture of {least} pixels in width or more"
        yield Finding("issue-picture-coarse", picture.path, 0, message, advice)
