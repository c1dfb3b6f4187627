"""Kinds of articles as the layouts treat them."""

from __future__ import annotations

from exporter.model import Kind

# Their headlines are small, and of one size.
SMALL_KINDS = (Kind.BRIEF, Kind.NOTICE, Kind.PUZZLE, Kind.CLASSIFIED)
# They lead no page unless their author asks for it, and no length makes them long articles.
SHORT_KINDS = (*SMALL_KINDS, Kind.ADVERTISEMENT)
