"""Rules over EPUBs: what a program can prove of EPUB Accessibility 1.1 and WCAG 2.2 AA.

`exporter check FILE.epub` runs them all, and the EPUB writer claims conformance only where
`accessibility` finds nothing in what it is about to write.
"""

from __future__ import annotations

from exporter.checks.epub.accessible import accessibility
from exporter.checks.epub.whole import check_epub

__all__ = ["accessibility", "check_epub"]
