"""Lengths: paper is measured in mm, PDF in points."""

MM_PER_INCH = 25.4
MM = 72 / MM_PER_INCH  # points in a mm


def half_points(size: float) -> float:
    """Round a size of type down to half points."""
    return int(2 * size) / 2
