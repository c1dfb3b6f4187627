"""Writes an `Issue` as an issue folder, the native source format."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

import yaml
from pydantic import BaseModel

from exporter.conversion.links import ArticleLinks
from exporter.conversion.to_markdown import PLACEHOLDER, BodyWriter, words_of
from exporter.model import (
    Advertisement,
    AdvertisementText,
    Article,
    ArticleText,
    EarText,
    Facsimile,
    Figure,
    Issue,
    IssueText,
    Page,
    PageText,
    Picture,
    Publication,
)
from exporter.outputs import new_folder
from exporter.pictures.files import PictureError

UNFIT = re.compile(r"[\W_]+")
MAX_STEM = 24


def write_folder(issue: Issue, folder: Path, inherited: Collection[str] = ()) -> Path:
    """Write the issue folder whole; raises `OutputError` if something is there or it can't be.

    What is `inherited`, by the names of fields of the publication, is left out.
    """
    with new_folder(folder) as made:
        _Writer(issue, made, inherited).write()
    return folder


class _Writer:
    """Writes one issue."""

    def __init__(self, issue: Issue, folder: Path, inherited: Collection[str]) -> None:
        self.issue, self.folder, self.inherited = issue, folder, inherited
        self.paths = {
            article.id: f"{page.label}/{_file_name(article, number)}"
            for page in issue.pages
            for number, article in enumerate(page.articles, 1)
        }

    def write(self) -> None:
        pages = [self.page(page) for page in self.issue.pages]
        publication = _written(self.issue.publication, Publication)
        publication["masthead"] = self.copied(self.issue.masthead, self.folder, "masthead")
        publication = {k: value for k, value in publication.items() if k not in self.inherited}
        head = _written(self.issue, IssueText) | {"publication": _filled(publication)}
        head |= {"cover": self.copied(self.issue.cover, self.folder, "cover"), "pages": pages}
        head["style"] = self.style()
        if self.issue.ear:
            image = self.copied(self.issue.ear.picture, self.folder, "ear")
            head["ear"] = _filled(_written(self.issue.ear, EarText) | {"image": image})
        (self.folder / "issue.yaml").write_text(_yaml(_filled(head)), encoding="utf-8")

    def style(self) -> str:
        """Return the style that the issue asks for; one in a folder is copied."""
        style = self.issue.style
        if style is None or not Path(style.name).is_dir():
            return style.name if style else ""
        shutil.copytree(style.name, self.folder / "style")
        return "style"

    def page(self, page: Page) -> dict[str, object]:
        """Write the articles of a page; return what issue.yaml says of it."""
        folder = self.folder / page.label
        files: dict[str, str] = {}
        for number, article in enumerate(page.articles, 1):
            folder.mkdir(exist_ok=True)
            name = _file_name(article, number)
            files[article.id] = name
            (folder / name).write_text(self.article(article, folder), encoding="utf-8")
        head = _written(page, PageText)
        if page.facsimile:
            head["facsimile"] = self.facsimile(page.facsimile, folder, files)
        head["advertisements"] = [self.advertisement(each, folder) for each in page.advertisements]
        return _filled(head)

    def advertisement(self, each: Advertisement, folder: Path) -> dict[str, object]:
        """Copy the files of an advertisement; return what issue.yaml says of it."""
        folder.mkdir(exist_ok=True)
        image = self.copied(each.picture, folder)
        pdf = self.copy(each.pdf, folder, each.pdf.name) if each.pdf else ""
        files = {
            "image": image and f"{folder.name}/{image}",
            "pdf": pdf and f"{folder.name}/{pdf}",
        }
        return _filled(_written(each, AdvertisementText) | files)

    def facsimile(
        self, facsimile: Facsimile, folder: Path, files: dict[str, str]
    ) -> dict[str, object]:
        folder.mkdir(exist_ok=True)
        regions = [
            {"article": files[region.article], "points": [list(point) for point in region.points]}
            for region in facsimile.regions
            if region.article in files
        ]
        image = self.copied(facsimile.picture, folder) if facsimile.picture else ""
        pdf = ""
        if facsimile.pdf:
            pdf = self.copy(facsimile.pdf, folder, facsimile.pdf.name)
        return _filled(
            {
                "image": image and f"{folder.name}/{image}",
                "alt": facsimile.alt,
                "pdf": pdf and f"{folder.name}/{pdf}",
                "bleed": facsimile.bleed or None,
                "regions": regions,
            }
        )

    # Articles -----------------------------------------------------------------------------

    def article(self, article: Article, folder: Path) -> str:
        """Return the file of an article: front matter and Markdown; copy its pictures."""
        placed = [int(number) for number in PLACEHOLDER.findall(article.body)]
        names = [self.copied(figure.picture, folder) for figure in article.figures]
        at_head = [n for n in range(len(article.figures)) if n not in placed]
        head = _written(article, ArticleText)
        links = ArticleLinks(article.id, self.paths)
        lines = [links.source(line) for line in article.headline]
        head["headline"] = lines[0] if len(lines) == 1 else lines
        head |= {
            name: links.source(getattr(article, name))
            for name in ("kicker", "deck", "credit")
            if name in head
        }
        if "byline" in head:
            head["byline"] = [links.source(line) for line in article.byline]
        head["figures"] = [_figure(article.figures[n], names[n], links) for n in at_head]
        pictures = dict(zip(names, (figure.picture for figure in article.figures), strict=True))

        def resolve(name: str) -> Picture:
            if name not in pictures:
                raise PictureError("issue-picture-missing", f"no picture `{name}`", "")
            return pictures[name]

        writer = BodyWriter(links, article.figures, names, resolve)
        return f"---\n{_yaml(_filled(head))}---\n{writer.markdown(article.body)}"

    # Files --------------------------------------------------------------------------------

    def copied(self, picture: Picture | None, folder: Path, stem: str = "") -> str:
        """Copy a picture into a folder of the issue; return its name there."""
        if picture is None:
            return ""
        name = f"{stem}{picture.path.suffix}" if stem else picture.path.name
        return self.copy(picture.path, folder, name)

    def copy(self, path: Path, folder: Path, name: str) -> str:
        """Copy a file; one of the same name and other content goes into a folder of its own.

        Its name stays, for the names of pictures in a book are made of it.
        """
        wanted, number = name, 2
        while (folder / wanted).exists():
            if (folder / wanted).read_bytes() == path.read_bytes():
                return wanted
            wanted = f"more-{number}/{name}"
            number += 1
        (folder / wanted).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / wanted)
        return wanted


def _figure(figure: Figure, name: str, links: ArticleLinks) -> dict[str, object]:
    return _filled({"image": name, **words_of(figure, links)})


def _file_name(article: Article, number: int) -> str:
    """Return the name of the file of the article that is at `number` on its page."""
    return f"{number * 10:02}-{_stem(article.title)}.md"


def _stem(title: str) -> str:
    """Make the name of a file of a headline; it keeps letters, digits and Chinese characters."""
    return UNFIT.sub("-", title)[:MAX_STEM].strip("-").lower() or "article"


def _written(model: BaseModel, base: type[BaseModel]) -> dict[str, object]:
    """Return the fields of `base` as people write them, without those that say nothing new."""
    fields = set(base.model_fields)
    return model.model_dump(mode="json", include=fields, exclude_defaults=True)


def _filled(values: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty, so that people see only what there is."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, ())}


def _yaml(values: dict[str, object]) -> str:
    text: str = yaml.safe_dump(
        values, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=None
    )
    return text
