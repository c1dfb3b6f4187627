"""The documentation: its links lead somewhere, and what it has from the code is current."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from exporter.readers import readers

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def text_of(page):
    return page.read_text(encoding="utf-8")


def ids_of(page):
    heads = re.findall(
        r"^#+ (.+)$", CODE.sub(lambda found: found[0].strip("`"), text_of(page)), re.M
    )
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page):
    broken = []
    for link in LINK.findall(CODE.sub("", text_of(page))):
        file, _, name = link.partition("#")
        target = page.parent / file if file else page
        if not file.startswith("https://") and not (
            target.exists() and (not name or name in ids_of(target))
        ):
            broken.append(link)
    assert broken == []


def test_pages_of_the_site_link_to_nothing_outside_it():
    links = [link for page in PAGES[2:] for link in LINK.findall(CODE.sub("", text_of(page)))]
    assert [link for link in links if link.startswith("../")] == []


def test_every_page_is_in_the_navigation_and_named_by_the_readme():
    named = set(
        re.findall(r"[\w-]+\.md", yaml.safe_dump(yaml.safe_load(text_of(ROOT / "mkdocs.yml"))))
    )
    pages = {page.name for page in PAGES[2:]}
    assert named == pages
    linked = {Path(link).name for link in LINK.findall(text_of(ROOT / "README.md"))}
    assert pages - {"index.md", "contributing.md"} <= linked


def test_what_comes_from_the_code_is_current():
    """`scripts/docs --write` renews it."""
    path = ROOT / "scripts" / "docs_tables.py"
    spec = importlib.util.spec_from_file_location("docs_tables", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert [page.name for page in module.stale()] == []


@pytest.mark.parametrize("page", ["api.md", "plugins.md"])
def test_every_type_that_is_named_is_described(page):
    """In a signature or as the type of a field; those of Python's own library need no words."""
    text = text_of(ROOT / "docs" / page)
    shown = re.findall(r"<code>(.*?)</code>|^(    \w+: .*,|def .*|\) -> .*)$", text, re.M)
    named = set(re.findall(r"\b[A-Z]\w+", " ".join(map("".join, shown))))
    described = set(re.findall(r"^(?:### |\*\*)(\w+)", text, re.M))
    described |= set(re.findall(r"^[│ ]*(?:[├└]── )?(\w+) +\d  ", text, re.M))  # the tree of errors
    python = set("Callable Counter Iterable Mapping None Path Sequence True False".split())
    assert named > python & named
    assert sorted(named - described - python) == []


def test_every_reader_has_its_line():
    sources = text_of(ROOT / "docs" / "sources.md")
    names = [reader.name.replace(" ", "-") for reader in readers()]
    assert [name for name in names if f"| `{name}` |" not in sources] == []


def test_the_architecture_names_every_package_and_module():
    rooms = (ROOT / "exporter").iterdir()
    names = {f"{room.name}/" if room.is_dir() else room.name for room in rooms if is_code(room)}
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {name for name in names if name not in text} == set()


def is_code(path):
    return (path.suffix == ".py" and "__" not in path.name) or (path / "__init__.py").is_file()


def test_the_readme_is_short_and_gives_each_dependency_its_reason():
    readme = text_of(ROOT / "README.md")
    assert len(readme.splitlines()) < 200
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    table = readme.partition("## Dependencies")[2].partition("\n## ")[0].lower()
    names = [re.match(r"[\w-]+", each)[0] for each in project["dependencies"]]
    assert [name for name in names if name not in table] == []
