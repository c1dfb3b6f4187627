"""Advertisements set as text: no column of the page begins inside a paragraph of one."""

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read

LIST = "- " + "Rope by the metre, " * 8 + "\n"


def measured(issue_folder, kind):
    text = f"---\nheadline: Boats\nkind: {kind}\n---\n{LIST}\n{'Ring the bell. ' * 90}\n"
    job = jobs(setting(make_edition(read(issue_folder({"01/1.md": text})).issue), Options()))[0]
    (made,) = job.measure(job.types[0][0])[1]
    return made.slices


@pytest.mark.parametrize(("kind", "whole"), [("advertisement", True), ("news", False)])
def test_a_short_paragraph_stays_whole(issue_folder, kind, whole):
    found = measured(issue_folder, kind)
    inside = [piece for piece in found if piece.start[0] == found[1].start[0] and piece.inside]
    assert 3 <= len(inside) < 8
    assert all(piece.widow for piece in inside) is whole


def test_a_long_one_may_go_on_in_the_next_column(issue_folder):
    assert not all(piece.widow for piece in measured(issue_folder, "advertisement")[-8:])
