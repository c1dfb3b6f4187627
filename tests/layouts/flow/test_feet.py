"""Pages of the issue on their sheets."""

from types import SimpleNamespace

from exporter.layouts.flow.feet import Group, groups


def test_a_page_that_a_template_gives_no_id_belongs_to_the_one_before():
    sheets = [SimpleNamespace(anchors={}), SimpleNamespace(anchors={})]
    assert [*groups(["01", "02"], ["page-01", "page-02"], sheets)] == [Group(("01", "02"), 0, 2)]
