"""A whole small issue in, its documents out, as they were when they were last looked at.

After a change that is meant: `scripts/test tests/test_golden.py --update-golden`, and read the
difference before committing it.
"""

from pathlib import Path

from exporter.edition import make_edition
from exporter.readers import read

GOLDEN = Path(__file__).parent / "golden"


def test_the_documents_of_an_issue_are_what_they_were(request):
    edition = make_edition(read(GOLDEN / "issue").issue)
    made = {document.name: f"{document.body.strip()}\n" for document in edition.documents}
    folder = GOLDEN / "edition"
    if request.config.getoption("--update-golden"):
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert sorted(kept) == sorted(made)
    for name, text in made.items():
        assert text == kept[name], name
    assert sorted(edition.resources) == ["images/1-blue.png", "images/1-red.png"]
