"""The issue: one dated edition of a publication."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from exporter.model.articles import Article
from exporter.model.fields import (
    Day,
    Frozen,
    Lines,
    OwnLabels,
    Text,
    as_lines,
)
from exporter.model.pages import EditionHead, Page, PageHead
from exporter.model.pictures import Picture
from exporter.model.publication import Neighbour, Publication
from exporter.numbering import Numbering, with_parts


class EarWords(Frozen):
    """The words of an ear: what is beside the masthead of the first page."""

    title: Annotated[Text, Field(description="Its title")] = ""
    text: Annotated[Lines, Field(description="Its lines: one, or a list of several")] = ()


class EarText(EarWords):
    """The words of the first ear, which may show a picture."""

    alt: Annotated[Text, Field(description="What its picture shows")] = ""


class EarHead(EarText):
    """The ear as written in issue.yaml."""

    image: Annotated[Text, Field(description="A picture that fills it, instead of text")] = ""


class Ear(EarText):
    """The ear of the masthead (报眼): a picture, or words."""

    picture: Picture | None = None

    @property
    def words(self) -> str:
        """What it says: of a picture, what it shows."""
        own = " ".join(filter(None, (self.title, *self.text)))
        return self.alt or own if self.picture else own


class IssueText(Frozen):
    """What issue.yaml says about the issue itself."""

    publication: Annotated[Publication, Field(description="The newspaper or magazine, 报刊")]
    date: Annotated[Day, Field(description="Date of the issue, YYYY-MM-DD")]
    number: Annotated[
        Text, Field(description="Issue number, 期号; of a double issue the first")
    ] = ""
    number_end: Annotated[Text, Field(description="Last number of a double issue, 合刊")] = ""
    total_number: Annotated[
        Text, Field(description="Number counted from the first issue on, 总期号, 通巻")
    ] = ""
    volume: Annotated[Text, Field(description="Volume or year of the number, 卷")] = ""
    title: Annotated[Text, Field(description="Title of a special issue")] = ""
    description: Annotated[
        Text, Field(description="Description in a sentence or two, for libraries")
    ] = ""
    skybox: Annotated[
        Lines,
        Field(
            max_length=4,
            description="Makeup: labels of pages that are announced above the masthead, with "
            "headline and picture",
        ),
    ] = ()
    second_ear: Annotated[
        EarWords | None,
        Field(description="Makeup: words at the other side of the masthead"),
    ] = None
    labels: OwnLabels = {}  # noqa: RUF012 - pydantic copies it
    quotes: Annotated[
        Literal["", "auto", "typed", "typographic"],
        Field(
            description="Straight quotation marks: set typographically, or left as typed; `auto` "
            "leaves those in Chinese and Japanese. Without it, the style decides"
        ),
    ] = ""
    revision: Annotated[
        int,
        Field(ge=1, le=9_999, description="1 for the first edition, one more for each correction"),
    ] = 1
    revised: Annotated[
        Day | None, Field(description="Date of the correction, if it is not the first edition")
    ] = None
    corrections: Annotated[Lines, Field(description="What was corrected: one text or a list")] = ()
    keep: Annotated[
        tuple[Text, ...],
        BeforeValidator(as_lines, json_schema_input_type=Text | list[Text]),
        Field(description="--script: words that stay as they are, such as names"),
    ] = ()
    convert: Annotated[
        dict[Text, Text], Field(description="--script: words, and what they become")
    ] = {}  # noqa: RUF012 - pydantic copies it
    previous: Annotated[Neighbour | None, Field(description="Previous issue, 上一期")] = None
    next: Annotated[Neighbour | None, Field(description="Next issue, 下一期")] = None

    @model_validator(mode="before")
    @classmethod
    def _part_the_number(cls, values: object) -> object:
        return with_parts(values) if isinstance(values, dict) else values

    @property
    def numbering(self) -> Numbering:
        """How the issue is counted: number, volume and all."""
        return Numbering(self.number, self.number_end, self.total_number, self.volume)

    @property
    def count(self) -> str:
        """Its number, or the first and last of a double issue, or the total number."""
        return self.numbering.span or self.total_number

    @property
    def distinction(self) -> str:
        """What distinguishes it from other issues of the same date: its title, else its number.

        The number counts only for a second issue of a day, because a revision may correct it.
        """
        is_second = bool(self.previous and self.previous.date == self.date)
        return self.title or (self.count if is_second else "")


class StyleChoice(Frozen):
    """The style that an issue asks for: its name or folder, and the file and line that say so."""

    name: Text
    file: Path
    line: int


class IssueHead(IssueText):
    """The file issue.yaml."""

    style: Annotated[
        Text,
        Field(description="Style: a name, or a folder in the issue's or beside it"),
    ] = ""
    cover: Annotated[Text, Field(description="Cover picture; without it one is drawn")] = ""
    ear: Annotated[
        EarHead | None,
        Field(description="Makeup: ear of the masthead, 报眼; without it, the contents"),
    ] = None
    pages: Annotated[
        tuple[PageHead, ...],
        Field(description="Pages in order; without it, the folders with articles"),
    ] = ()
    editions: Annotated[
        tuple[EditionHead, ...],
        Field(description="Editions for a city or a region, with other pages, 变版"),
    ] = ()


class Issue(IssueText):
    """One dated edition of a publication (期).

    `root` is the folder that all its files lie in, `file` the file in it that the issue was read
    from, if it was a single one. `original` is its key before conversion to another script, else
    empty. `edition` is the code of this edition, empty for the main one;
    `editions` are the codes of the others in the source.
    """

    root: Path
    file: Annotated[Path, Field(exclude=True)] = Path()  # of this machine, so never written out
    original: str = ""
    style: StyleChoice | None = None
    masthead: Picture | None = None
    cover: Picture | None = None
    ear: Ear | None = None
    pages: tuple[Page, ...] = ()
    edition: str = ""
    editions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A unique key: publication, date and distinction, before any conversion."""
        publication = self.publication
        name = publication.issn or publication.url or publication.name
        return self.original or f"{name}/{self.date}/{self.distinction}"

    @property
    def origin(self) -> Path:
        """The file or folder it was read from, which findings about the whole issue name."""
        return self.root / self.file

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article of the issue in order."""
        return tuple(article for page in self.pages for article in page.articles)

    @property
    def printed(self) -> bool:
        """Whether its pages mirror those of a printed edition."""
        if self.publication.printed is not None:
            return self.publication.printed
        return bool(self.publication.cn_number) or any(page.facsimile for page in self.pages)

    def below_root(self, path: Path) -> Path:
        """Return a file of the issue as its user named the folder, and any other as it is."""
        root = self.root.resolve()
        return self.root / path.relative_to(root) if path.is_relative_to(root) else path

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of the issue, each once."""
        found = [self.masthead, self.cover, self.ear.picture if self.ear else None]
        for page in self.pages:
            found.append(page.facsimile.picture if page.facsimile else None)
            found += [figure.picture for article in page.articles for figure in article.figures]
            found += [each.picture for each in page.advertisements]
        return tuple(dict.fromkeys(picture for picture in found if picture))

    @property
    def pdfs(self) -> tuple[Path, ...]:
        """Every PDF that the issue shows: facsimiles and advertisements, each once."""
        found = [page.facsimile.pdf for page in self.pages if page.facsimile]
        found += [each.pdf for page in self.pages for each in page.advertisements]
        return tuple(dict.fromkeys(path for path in found if path))

    @property
    def weekday(self) -> int:
        """Day of the week of the date: 0 is Monday."""
        return self.date.weekday()

    @property
    def lead(self) -> Article | None:
        """The first article of the issue."""
        return next((article for page in self.pages for article in page.articles), None)
