"""What somebody may have meant by a name that is not known."""

import pytest

from exporter.nearest import SHOWN, meant, nearest, unknown

LAYOUTS = ("makeup", "flow")


@pytest.mark.parametrize(
    ("name", "found"),
    [("makup", "makeup"), ("FLOW", "flow"), ("fow", "flow"), ("poster", ""), ("", "")],
)
def test_the_nearest_name_is_one_that_is_spelt_nearly_so(name: str, found: str) -> None:
    assert nearest(name, LAYOUTS) == found


def test_a_stricter_ratio_takes_fewer() -> None:
    assert nearest("edition", ["revision"], 0.6) == "revision"
    assert nearest("edition", ["revision"], 0.75) == ""


def test_without_a_near_name_all_are_listed_or_what_else_helps_is_said() -> None:
    assert meant("poster", iter(LAYOUTS)) == "use one of: makeup, flow"
    assert meant("poster", LAYOUTS, "see the list") == "see the list"
    assert meant("makup", LAYOUTS, "see the list") == "did you mean `makeup`?"


def test_a_message_names_what_is_not_there_and_cuts_what_is_too_long() -> None:
    assert unknown("layout", "fow", LAYOUTS) == "there is no layout `fow`, did you mean `flow`?"
    assert len(unknown("layout", "x" * 10_000, LAYOUTS)) < SHOWN + 60
