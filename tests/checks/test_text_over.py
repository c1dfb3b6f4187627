"""Type that leaves its column: into the gap beside it, or over the type of the next."""

import pytest
from conftest import load_case
from drafts import PressDraft

from exporter.checks import preflight
from exporter.profiles import find_profile

case = load_case("pdf-text-over")


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        (9, ""),
        (10, ""),  # a mark hangs
        (11, "text runs beyond its column"),  # into the gap
        (13, "text runs over other text"),
        (19, "text runs over other text"),
    ],
)
def test_a_line_is_as_long_as_its_column(tmp_path, letters, message):
    draft = PressDraft()
    case.columns(draft)
    case.line(draft, case.LEFT, 50, letters)
    found = preflight(draft.save(tmp_path / "columns.pdf"), find_profile("press"))
    found = [each for each in found if each.rule == "pdf-text-over"]
    assert [each.message.partition(":")[0] for each in found] == [message] * bool(message)
    assert all(each.place.page == 1 for each in found)


def test_a_longer_line_with_nothing_beside_it_leaves_no_column(tmp_path):
    draft = PressDraft()
    for row in range(5):
        case.line(draft, case.LEFT, 40 + row * case.LEADING, case.LETTERS + 2 * (row == 1))
    found = preflight(draft.save(tmp_path / "column.pdf"), find_profile("press"))
    assert "pdf-text-over" not in {each.rule for each in found}


@pytest.mark.parametrize("font", ["F1", "F2"])
def test_the_header_of_a_table_is_in_another_font_than_its_cells(tmp_path, font):
    draft = PressDraft()
    draft.resource("Font", "F2", draft.font("Bold"))
    for left in (case.LEFT, case.RIGHT + 10):
        for row in range(5):
            case.line(draft, left, 40 + row * case.LEADING, case.LETTERS)
        case.line(draft, left, 90, case.LETTERS + 2, font)
    found = preflight(draft.save(tmp_path / "table.pdf"), find_profile("press"))
    assert ("pdf-text-over" in {each.rule for each in found}) is (font == "F1")
