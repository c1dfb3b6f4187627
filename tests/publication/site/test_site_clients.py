"""E-readers that subscribe: each issue is loaded once, each correction once more."""

from datetime import date, timedelta

import pytest
from lxml import etree

from exporter import api
from exporter.edition import make_edition
from exporter.writers.epub.variants import Variant

ATOM = "{http://www.w3.org/2005/Atom}"
ACQUISITION = "http://opds-spec.org/acquisition"
DAYS = 30
CORRECTED = {4: 1, 19: 17}  # on which day the issue of which day is corrected


def acquisitions(entry):
    return [
        link.get("href")
        for link in entry.iter(f"{ATOM}link")
        if link.get("rel", "").startswith(ACQUISITION)
    ]


class Syncing:
    """Loads what stands above the link that it loaded last: KOReader's sync.

    Files are named by their titles; one that it has is not loaded again, but asked about.
    """

    def __init__(self):
        self.last, self.loaded, self.names = "", [], set()

    def sync(self, feed):
        entries = etree.fromstring(feed).findall(f"{ATOM}entry")
        links = [acquisitions(entry)[0] for entry in entries]
        names = {acquisitions(entry)[0]: entry.findtext(f"{ATOM}title") for entry in entries}
        new = links[: links.index(self.last)] if self.last in links else links
        self.loaded += reversed([link for link in new if names[link] not in self.names])
        self.names |= {names[link] for link in new}
        self.last = links[0]


class Remembering:
    """Loads every entry whose identifier it has not seen: Readest's subscriptions."""

    def __init__(self):
        self.seen, self.loaded = set(), []

    def sync(self, feed):
        for entry in etree.fromstring(feed).iter(f"{ATOM}entry"):
            name = entry.findtext(f"{ATOM}id")
            if name not in self.seen:
                self.seen.add(name)
                self.loaded.append(acquisitions(entry)[0])


@pytest.fixture
def days(publication_folder, make_site, add_issue, tree):
    """Publish an issue a day, correct two, and yield the site of each day."""

    def run():
        root = publication_folder()
        first = date(2026, 6, 1)
        for number in range(1, DAYS + 1):
            today = (first + timedelta(number - 1)).isoformat()
            add_issue(root, today, number)
            make_site(root)
            yield tree()
            if earlier := CORRECTED.get(number):
                day = (first + timedelta(earlier - 1)).isoformat()
                add_issue(root, day, earlier, f"revision: 2\nrevised: {today}\n")
                path = root / day / "01" / "10-lead.md"
                path.write_text("---\nheadline: Put right\n---\nThe water stood low.\n")
                make_site(root)
                yield tree()

    return run


def test_each_issue_is_loaded_once_and_each_correction_once_more(days, tmp_path):
    clients = [Syncing(), Remembering()]
    for files in days():
        for client in clients:
            client.sync(files["opds/latest.xml"])
    for client in clients:
        assert len(client.loaded) == len(set(client.loaded)) == DAYS + len(CORRECTED)
        assert sum("-r2.epub" in link for link in client.loaded) == len(CORRECTED)
    found = entries(files["opds/latest.xml"])
    (corrected,) = (entry for entry in found if "06-17-r2.epub" in acquisitions(entry)[0])
    # As that of the EPUB: Thorium knows a publication by its title, KOReader a file.
    issue = api.read(tmp_path / "dyke" / "2026-06-17").require_issue()
    edition = make_edition(issue)
    assert corrected.findtext(f"{ATOM}title") == edition.title + Variant().suffix(edition)
    # What was corrected: its pages and its entry say so, its identifier is the same.
    front = files["2026/06-17/index.html"].decode()
    assert "Corrected on Friday, 19 June 2026" in front
    assert "Changed: Put right" in front
    assert "Corrected on" in files["2026/06-17/a-01-10-lead.html"].decode()
    assert "Corrected on" not in files["2026/06-18/index.html"].decode()


def entries(feed):
    return list(etree.fromstring(feed).iter(f"{ATOM}entry"))


def test_the_feed_to_subscribe_to_is_short_flat_and_newest_first(
    publication_folder, make_site, tree
):
    dates = [(date(2026, 1, 1) + timedelta(day)).isoformat() for day in range(33)]
    make_site(publication_folder(*dates))
    files = tree()
    latest = etree.fromstring(files["opds/latest.xml"])
    assert len(entries(files["opds/latest.xml"])) == 30
    assert len(entries(files["opds/2026.xml"])) == 33
    rels = {link.get("rel") for link in latest.findall(f"{ATOM}link")}
    assert "next" not in rels
    found = [entry.findtext(f"{ATOM}updated") for entry in latest.iter(f"{ATOM}entry")]
    assert found == sorted(found, reverse=True)
    for entry in latest.iter(f"{ATOM}entry"):
        links = [each.get("rel") for each in entry.findall(f"{ATOM}link")]
        assert links[0] == "http://opds-spec.org/acquisition/open-access"
        assert entry.find(f"{ATOM}author") is not None


def test_titles_carry_the_date_for_readers_name_files_by_them(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-16"))
    (entry,) = entries(tree()["opds/latest.xml"])
    assert "16 June 2026" in entry.findtext(f"{ATOM}title")


def test_articles_are_in_the_feed_with_their_text(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-09", "2026-06-16"), "https://dyke.example/news/")
    newest, older = entries(tree()["feeds/articles.xml"])
    assert "water stands high" in newest.findtext(f"{ATOM}content")
    link = newest.find(f"{ATOM}link[@rel='alternate']").get("href")
    assert link == "https://dyke.example/news/2026/06-16/a-01-10-lead.html"
    assert newest.findtext(f"{ATOM}id") != older.findtext(f"{ATOM}id")


def test_mining_is_reserved_where_the_publication_says_so(publication_folder, make_site, tree):
    text = "name: A\nlanguage: en\nrights: {reserved: true, policy: 'https://a.example/p'}\n"
    root = publication_folder("2026-06-16", text=text)
    make_site(root)
    files = tree()
    assert b'"tdm-reservation": 1' in files[".well-known/tdmrep.json"]
    assert b'<meta name="tdm-reservation" content="1">' in files["2026/06-16/a-01-10-lead.html"]
    (root / "publication.yaml").write_text("name: A\nlanguage: en\n")
    make_site(root)
    assert ".well-known/tdmrep.json" not in tree()


def test_the_last_issue_is_kept_for_reading_offline(publication_folder, make_site, tree):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root, base="https://dyke.example/")
    files = tree()
    worker = files["sw.js"].decode()
    assert '"2026/06-16/a-01-10-lead.html"' in worker
    assert '"2026/index.html"' in worker  # the calendar, which the list of years leads to
    assert "2026/06-09/" not in worker
    assert '"assets/subscribe.svg"' in worker
    assert 'PRINTED = "/2026/06-16/facsimile/"' in worker
    assert "file.replace(PRINTED, `${PRINTED}small/`)" in worker  # if the large one is missing
    assert {"manifest.webmanifest", "assets/icon-192.png", "assets/offline.js"} <= files.keys()
