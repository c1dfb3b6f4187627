"""A web edition takes its downloads from an archive, where these are of the issue as it is."""

import io
import zipfile

import pytest
from PIL import Image

from exporter import api
from exporter.edition.style import find_style
from exporter.options import Options
from exporter.publication.archive.recipe import options_digest
from exporter.publication.archive.stock import Stock
from exporter.publication.archive.store import open_store
from exporter.publication.digest import digest_of
from exporter.publication.editions import Editions, Version
from exporter.publication.site.context import Tools
from exporter.publication.site.update import SiteMaker
from exporter.publication.sources import find_sources, open_publication
from exporter.readers.settings import Edition

DAY = "2026-06-16"
PLAIN = Options()
PUBLICATION = """\
name: The Dyke Post
language: en
code: dyke
site: {facsimiles: false, search: false}
"""


@pytest.fixture
def stock(publication_folder, archive, tmp_path):
    """Archive an issue; return its folder, the store, and what it has of the issue."""
    root = publication_folder(DAY)
    archive(root, editions=(Edition.EPUB, Edition.LITE))
    (tmp_path / "work").mkdir()
    store = open_store(str(tmp_path / "store"))

    def of_now(options=PLAIN):
        making = options_digest(options, open_publication(root))
        return Stock(store, DAY, digest_of(root / DAY), making, tmp_path / "work")

    return root / DAY, of_now


def test_files_of_the_issue_as_it_is_are_taken(stock):
    (made,) = stock[1]().take(Edition.EPUB, "")
    assert made.name == f"dyke-{DAY}.epub" and made.path.read_text().startswith(DAY)


def test_an_edition_or_script_that_was_not_made_is_not_taken(stock):
    assert not stock[1]().take(Edition.PDF, "")
    assert not stock[1]().take(Edition.EPUB, "hant")


def test_files_of_another_state_of_the_issue_are_not_taken(stock):
    folder, of_now = stock
    (folder / "01" / "10-lead.md").write_text("---\nheadline: New\n---\nText.\n")
    assert not of_now().take(Edition.EPUB, "")


def test_files_made_with_other_options_are_not_taken(stock):
    assert not stock[1](Options(max_image=900)).take(Edition.EPUB, "")


def test_files_of_one_name_in_several_folders_stay_apart(publication_folder, archive, tmp_path):
    root = publication_folder(DAY)
    both = (Edition.EPUB, Edition.LITE)
    archive(root, editions=both, names="{date}/{edition}/issue{suffix}", build=by_edition)
    making = options_digest(PLAIN, open_publication(root))
    store = open_store(str(tmp_path / "store"))
    taken = Stock(store, DAY, digest_of(root / DAY), making, tmp_path).take
    issue = api.read(root / DAY).issue
    editions = Editions(lambda *_: pytest.fail("made again"), PLAIN, tmp_path, taken)
    made = list(editions.make(both, [Version(issue)]))
    assert [each.path.read_text() for each in made] == ["lite False", "lite True"]
    assert [each.name for each in made] == [f"dyke-{DAY}.epub", f"dyke-{DAY}-lite.epub"]


def by_edition(issue, path, options):
    path.write_text(f"lite {options.lite}")
    return ()


def test_a_damaged_file_is_not_taken(stock, tmp_path):
    (tmp_path / "store" / DAY / f"dyke-{DAY}.epub").write_text("cut")
    assert not stock[1]().take(Edition.EPUB, "")


def test_a_site_has_the_files_of_the_archive(publication_folder, archive, tmp_path):
    root = publication_folder(DAY, text=PUBLICATION)
    archive(root, build=with_cover)
    (kept,) = (tmp_path / "store").rglob("*.epub")
    style = find_style("")
    tools = Tools(api.read, lambda *_: pytest.fail("made again"), None, lambda _: style)
    store = open_store(str(tmp_path / "store"))
    given = (open_publication(root), tmp_path / "site", Options(jobs=1), tools, style, "", store)
    result = SiteMaker(*given).make(find_sources(given[0]))
    assert result.failures == []
    (copy,) = (tmp_path / "site").rglob("*.epub")
    assert copy.read_bytes() == kept.read_bytes()


def with_cover(issue, path, options):
    """Write a stand-in of an EPUB, whose cover a site shows."""
    cover = io.BytesIO()
    Image.new("RGB", (16, 24), "navy").save(cover, "JPEG")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("EPUB/cover.jpg", cover.getvalue())
    return ()
