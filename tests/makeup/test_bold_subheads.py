"""No column ends with a bold line, a head as authors type it, nor above who said a quotation."""

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read

ISSUE = "publication: {name: Ferry, language: en}\ndate: 2026-06-16\n"


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("**North**\n\nOne boat.\n", [True, False]),
        ("**Ann**\n\n**Bo**\n\n**Cy**\n\nOne boat.\n", [False, False, True, False]),
        ("**North** pier\n\nOne boat.\n", [False, False]),
        ("One boat.\n\n**The end**\n", [False, False]),
        ("> One boat.\n>\n> — A. Reed, Keeper\n", [True, False]),
        ("> — One boat?\n>\n> — Two boats.\n>\n> The end.\n", [False, False, False]),
        ("— One boat?\n\n— Two boats.\n", [False, False]),
    ],
)
def test_a_line_is_tied_to_what_belongs_to_it(issue_folder, text, tied):
    folder = issue_folder({"issue.yaml": ISSUE, "01/1.md": f"---\nheadline: Boats\n---\n{text}"})
    job = jobs(setting(make_edition(read(folder).issue), Options()))[0]
    (made,) = job.measure(job.types[0][0])[1]
    assert [piece.tied for piece in made.slices] == tied


@pytest.mark.parametrize("source", ["Additional words: Coastal~Press", "Coastal Press"])
def test_a_source_ends_with_no_short_line(issue_folder, source):
    text = f"---\nheadline: Boats\ncredit: '{source.replace('~', ' ')}'\n---\nOne boat.\n"
    edition = make_edition(read(issue_folder({"issue.yaml": ISSUE, "01/1.md": text})).issue)
    (parts,) = jobs(setting(edition, Options()))[0].take_apart(sheet_grid("tabloid", "en"))
    assert source.replace("~", "\u00a0") in "".join(parts.body[-1].itertext())
