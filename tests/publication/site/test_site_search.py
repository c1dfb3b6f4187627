"""The index of a site, with a stand-in for Pagefind."""

import json

import pytest

from exporter.publication.site import full_text


@pytest.fixture
def indexed(monkeypatch):
    """Install a stand-in; return the list of its runs."""
    runs = []

    def index(site, output):
        runs.append(len(list(site.glob(full_text.ARTICLES))))
        (output / "pagefind.js").write_text(f"index {len(runs)}")
        (output / f"part-{len(runs)}.pf").write_text("words")

    monkeypatch.setattr(full_text, "is_installed", lambda: True)
    monkeypatch.setattr(full_text, "index", index)
    return runs


def test_a_site_is_indexed_when_it_changes_and_not_otherwise(
    publication_folder, make_site, add_issue, tree, indexed
):
    root = publication_folder("2026-06-09")
    make_site(root)
    make_site(root)
    assert indexed == [1]
    add_issue(root, "2026-06-16", 2)
    make_site(root)
    assert indexed == [1, 2]
    files = tree()
    assert files["pagefind/pagefind.js"] == b"index 2"
    assert "pagefind/part-1.pf" not in files
    assert {name for name in files if name.startswith("pagefind/")} <= set(
        json.loads(files["catalogue.json"])["files"]
    )


def test_a_run_that_ended_before_the_index_is_made_up_for(
    publication_folder, make_site, tree, indexed, monkeypatch
):
    root = publication_folder("2026-06-09")
    with monkeypatch.context() as patch:
        patch.setattr(full_text, "index", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_site(root)
    make_site(root)
    assert indexed == [1]
    assert "pagefind/pagefind.js" in tree()
