"""The zip file of an EPUB: what threads compress is what one thread would write."""

import zipfile
from datetime import UTC, datetime

from exporter.writers.epub.package import Book, Item, write_package


def test_what_threads_deflate_is_what_zipfile_writes(tmp_path):
    texts = {f"d{number}.xhtml": f"<p>{number}</p>".encode() * 5000 for number in range(4)}
    book = Book(datetime(2026, 6, 16, tzinfo=UTC))
    for number, (name, data) in enumerate(texts.items()):
        book.add_item(Item(name, data, "application/xhtml+xml", f"d-{number}"))
    book.add_item(Item("late.css", lambda: b"p {}", "text/css", "late"))
    book.add_item(Item("a.png", b"picture", "image/png", "a"))
    book.set_language("en")
    write_package(book, tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as made:
        assert made.testzip() is None
        for name, data in {**texts, "late.css": b"p {}", "a.png": b"picture"}.items():
            entry = made.getinfo(f"EPUB/{name}")
            with zipfile.ZipFile(tmp_path / "b.zip", "w") as usual:
                usual.writestr(name, data, entry.compress_type, 6)
                expected = usual.getinfo(name)
            assert made.read(entry) == data
            assert entry.compress_size == expected.compress_size
            assert (entry.compress_type == zipfile.ZIP_DEFLATED) == (name != "a.png")
