"""Where a site may be: beside its publication or in it, never among its issues."""

import pytest

from exporter.errors import UsageError
from exporter.publication.sources import find_sources, open_publication


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("", "is the folder of the publication, choose another"),
        ("2026-06-16", "is in the issue 2026-06-16, choose another"),
        ("2026-06-16/site", "is in the issue 2026-06-16, choose another"),
        ("2026", "has the issue 2026/06-23 in it, choose another"),
    ],
)
def test_a_site_among_the_issues_is_refused(publication_folder, add_issue, site, told):
    root = publication_folder("2026-06-16")
    add_issue(root, "2026-06-23", folder="2026/06-23")
    with pytest.raises(UsageError, match=told):
        find_sources(open_publication(root), root / site)


@pytest.mark.parametrize("mark", ["catalogue.json", ".exporter-site"])
def test_what_lies_in_a_site_is_no_issue(publication_folder, add_issue, mark):
    text = "name: The Dyke Post\nlanguage: en\nissues: ['*', 'site/2026/*']\n"
    root = publication_folder("2026-06-16", text=text)
    add_issue(root, "2026-06-16", folder="site/2026/06-16")
    (root / "site" / mark).mkdir()
    found = find_sources(open_publication(root), root / "site")
    assert [each.key for each in found] == ["2026-06-16"]
