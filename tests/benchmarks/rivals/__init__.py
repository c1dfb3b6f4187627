"""The programs that are measured, ours first."""

from __future__ import annotations

from rivals.base import Absent, Job, Program
from rivals.calibre import CALIBRE
from rivals.chromium import CHROMIUM
from rivals.floor import FLOOR
from rivals.naive import NAIVE
from rivals.ours import OUR_EPUB, OUR_HELP, OUR_MAKEUP, OUR_PDF
from rivals.pandoc import PANDOC
from rivals.weasyprint import WEASYPRINT

EPUB = (OUR_EPUB, PANDOC, CALIBRE, NAIVE, FLOOR)
PDF = (OUR_PDF, OUR_MAKEUP, WEASYPRINT, CHROMIUM)
HELP = (OUR_HELP,)

__all__ = ["EPUB", "HELP", "PDF", "Absent", "Job", "Program"]
