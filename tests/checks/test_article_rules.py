"""Articles without text and headlines that a page has twice are named."""

import pytest

from exporter import api


def found(source):
    return [(one.rule, one.path.name) for one in api.read(source).findings]


def test_a_headline_without_text_is_named(issue_folder):
    source = issue_folder({"01/10-a.md": "---\nheadline: Ferries\n---\n\n"})
    assert ("issue-article-empty", "10-a.md") in found(source)


@pytest.mark.parametrize(("kind", "count"), [("news", 1), ("classified", 0), ("notice", 0)])
def test_a_headline_that_a_page_has_twice_is_named(issue_folder, kind, count):
    article = f"---\nheadline: Ferries\nkind: {kind}\n---\nThey sail.\n"
    source = issue_folder({"01/10-a.md": article, "01/20-b.md": article})
    assert found(source).count(("issue-headline-twice", "20-b.md")) == count
