"""What a site keeps of its issues when their pages are made again."""

from pathlib import Path

import pytest
from PIL import Image

from exporter import api
from exporter.edition.style import find_style
from exporter.model import Facsimile, Picture, Region
from exporter.publication.site.context import Tools

from ..conftest import PUBLICATION
from ..stand_in_writer import stand_in


@pytest.fixture
def made(publication_folder, make_site, tmp_path):
    """Return a function that makes the site; it returns the files and drawings made for it."""
    text = f"{PUBLICATION}style: look\nsite: {{editions: [epub, lite]}}\n"
    root = publication_folder("2026-06-09", "2026-06-16", text=text)
    look = root / "look"
    look.mkdir()
    (look / "style.yaml").write_text("extends: newspaper\n")
    (look / "epub.css").write_text("h1 { margin: 0 }\n")
    done: list[str] = []

    def build(issue, path, options):
        done.append(path.name)
        return stand_in(issue, path, options)

    def draw(issue, folder: Path, options):
        done.append(f"{issue.date} drawn")
        path = folder / "sheet.jpg"
        Image.linear_gradient("L").convert("RGB").resize((300, 400)).save(path, quality=90)
        picture = Picture(path=path, media_type="image/jpeg", width=300, height=400)
        corners = ((10.26, 20.0), (290.0, 20.0), (290.0, 380.0))
        regions = (Region(article=issue.articles[0].id, points=corners),)
        page = issue.pages[0].model_copy(
            update={"facsimile": Facsimile(picture=picture, regions=regions)}
        )
        return issue.model_copy(update={"pages": (page,)})

    def make():
        done.clear()
        tools = Tools(api.read, build, draw, lambda _: find_style(look))
        make_site(root, tools=tools, style=find_style(look))
        return sorted(done)

    make()
    return make


def test_another_sheet_for_the_web_makes_nothing_else_again(made, tree, tmp_path):
    before = tree()
    (tmp_path / "dyke/look/web.css").write_text("h1 { color: #123456 }\n")
    assert made() == []
    after = tree()
    changed = {name for name in after if before.get(name) != after[name]}
    # The service worker names the digest of what it keeps, so browsers load the sheet again.
    assert changed == {"assets/look.css", "sw.js"}
    assert b"#123456" in after["assets/look.css"]
    assert made() == [] and tree() == after


def test_what_files_depend_on_makes_them_again(made, tmp_path):
    (tmp_path / "dyke/look/epub.css").write_text("h1 { margin: 1em }\n")
    assert made() == [
        "2026-06-09 drawn",
        "2026-06-16 drawn",
        "dyke-2026-06-09-lite.epub",
        "dyke-2026-06-09.epub",
        "dyke-2026-06-16-lite.epub",
        "dyke-2026-06-16.epub",
    ]


def test_a_file_that_has_changed_or_is_gone_is_made_again(made, tmp_path):
    site = tmp_path / "site/2026"
    (site / "06-09/files/dyke-2026-06-09.epub").write_bytes(b"damaged")
    (site / "06-16/facsimile/0.jpg").unlink()
    with (tmp_path / "dyke/publication.yaml").open("a") as file:
        file.write("description: All pages are made again\n")
    assert made() == ["2026-06-16 drawn", "dyke-2026-06-09.epub"]


def test_an_issue_that_changes_is_made_again(made, add_issue, tmp_path):
    add_issue(tmp_path / "dyke", "2026-06-16", 7)
    assert made() == ["2026-06-16 drawn", "dyke-2026-06-16-lite.epub", "dyke-2026-06-16.epub"]
