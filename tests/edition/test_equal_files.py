"""Equal files are one; a file that has a size of its own is not read for that."""

from exporter.edition import equal_files
from exporter.edition.equal_files import EqualFiles


def test_files_of_the_same_content_are_the_first_of_them(tmp_path, monkeypatch):
    contents = {"a": b"one", "b": b"two", "c": b"three", "d": b"one", "e": b"two"}
    paths = {name: tmp_path / name for name in contents}
    for name, content in contents.items():
        paths[name].write_bytes(content)
    read, digest = [], equal_files._digest
    monkeypatch.setattr(equal_files, "_digest", lambda path: read.append(path) or digest(path))
    files = EqualFiles()
    found = {name: files.first(path).name for name, path in paths.items()}
    assert found == {"a": "a", "b": "b", "c": "c", "d": "a", "e": "b"}
    assert paths["c"] not in read
    assert files.first(paths["c"]) == paths["c"]
    assert paths["c"] not in read
