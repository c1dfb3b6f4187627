"""Wide tables of the flow layout stand over all columns, unless a column has room for them."""

import pytest
from lxml import html

from exporter.edition.style import find_style
from exporter.layouts.flow.tables import make_sections
from exporter.layouts.typefaces import typefaces


@pytest.mark.parametrize(("cell", "spans"), [("12", False), ("a dozen words in a cell", True)])
def test_a_table_of_many_cells_stays_in_a_column_that_has_room(cell, spans):
    row = f"<tr>{f'<td>{cell}</td>' * 4}</tr>"
    body = html.fragment_fromstring(f"<div><p>Before.</p><table>{row}</table></div>")
    [section] = make_sections(body, 24, typefaces(find_style(), "en").label)
    assert section.blocks[1].tag == ("div" if spans else "table")
