from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from exporter.languages.characters import join_lines
from exporter.model import (
    Article,
    ArticleHead,
    Facsimile,
    Figure,
    Issue,
    IssueHead,
    Neighbour,
    Page,
    Picture,
    Publication,
)
from exporter.numbering import Numbering

PUBLICATION: dict[str, Any] = {"name": "The Example", "language": "en"}


def publication(**fields: str) -> Publication:
    return Publication(**{**PUBLICATION, **fields})


def picture(name: str) -> Picture:
    return Picture(path=Path(name), media_type="image/png", width=1, height=1)


def article(identifier: str, *pictures: str) -> Article:
    figures = tuple(Figure(picture=picture(name)) for name in pictures)
    return Article(
        id=identifier, headline=(identifier,), source=Path(f"{identifier}.md"), figures=figures
    )


def issue(**fields: Any) -> Issue:
    return Issue(publication=publication(), date=date(2026, 6, 16), root=Path(), **fields)


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "zh-Hant-TW", "sr-Latn-RS", "gsw", "de-1996"])
def test_a_language_tag_is_taken(tag: str) -> None:
    assert publication(language=tag).language == tag


@pytest.mark.parametrize(
    "tag", ["", "e", "zh_Hans", "Chinese", "en-", "-en", "en GB", "zh-中", "e1"]
)
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValidationError, match="is not a language tag"):
        publication(language=tag)


@pytest.mark.parametrize("issn", ["", "0000-0000", "1234-5679", "2434-561X", "0317-8471"])
def test_an_issn_is_taken(issn: str) -> None:
    assert publication(issn=issn).issn == issn


@pytest.mark.parametrize(
    "issn", ["12345679", "1234-567", "1234-567x", "１２３４-5679", "ISSN 1234-5679"]
)
def test_what_has_not_the_form_of_an_issn_is_refused(issn: str) -> None:
    with pytest.raises(ValidationError, match="is not an ISSN"):
        publication(issn=issn)


@pytest.mark.parametrize(
    ("issn", "digit"), [("1234-5678", "9"), ("2434-5610", "X"), ("0317-8472", "1")]
)
def test_a_wrong_check_digit_names_the_right_one(issn: str, digit: str) -> None:
    with pytest.raises(ValidationError, match=f"it would be {digit}"):
        publication(issn=issn)


@pytest.mark.parametrize("url", ["ftp://x.example", "x.example", "javascript:1", "https://a b"])
def test_an_address_that_is_not_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        publication(url=url)


@pytest.mark.parametrize("code", ["a b", "周报", "a/b"])
def test_a_code_is_ascii_without_blanks(code: str) -> None:
    with pytest.raises(ValidationError):
        publication(code=code)


@pytest.mark.parametrize("number", ["86400", 86400.5, "2018-07-03T00:00:00"])
def test_a_date_is_a_day_and_no_time(number: Any) -> None:
    with pytest.raises(ValidationError):
        Neighbour(date=number)


@pytest.mark.parametrize("day", [" 2018-07-03 ", date(2018, 7, 3)])
def test_a_day_is_taken_as_text_and_as_date(day: Any) -> None:
    assert Neighbour(date=day).date == date(2018, 7, 3)


def test_the_model_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        publication().name = "Other"


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("A", ("A",)),
        ("A\nB\r\nC\u2028D", ("A", "B", "C", "D")),
        (" A \n\n B ", ("A", "B")),
        (["A\nB", "", "\u3000", " C"], ("A", "B", "C")),
    ],
)
def test_lines_are_one_text_or_several(value: Any, lines: tuple[str, ...]) -> None:
    assert ArticleHead(headline=value).headline == lines


@pytest.mark.parametrize("value", ["", " ", "\n", [], [""], ["\u3000", "\n"]])
def test_a_headline_has_a_line_that_is_not_empty(value: Any) -> None:
    with pytest.raises(ValidationError):
        ArticleHead(headline=value)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((), ""),
        (("A",), "A"),
        (("A", "B"), "A B"),
        (("一顿午饭", "算起细账"), "一顿午饭\u3000算起细账"),
        (("“一顿”", "算起"), "“一顿” 算起"),
        (("算起：", "一顿"), "算起：\u3000一顿"),
        (("GDP", "算起"), "GDP 算起"),
        (("算起", "GDP"), "算起 GDP"),
        (("𠀀", "𠀁", "C"), "𠀀\u3000𠀁 C"),
    ],
)
def test_lines_join_with_a_space_as_wide_as_their_script(lines: tuple[str, ...], text: str) -> None:
    assert join_lines(lines) == text


def test_the_title_of_an_article_is_its_headline_in_one_line() -> None:
    assert Article(id="a", source=Path("a.md"), headline=("A", "B")).title == "A B"


def test_the_articles_of_an_issue_stand_in_the_order_of_its_pages() -> None:
    pages = (
        Page(label="02", articles=(article("c"), article("a"))),
        Page(label="03"),
        Page(label="01", articles=(article("b"),)),
    )
    made = issue(pages=pages)
    assert [one.id for one in made.articles] == ["c", "a", "b"]
    assert made.lead
    assert made.lead.id == "c"


def test_an_issue_without_articles_has_no_lead() -> None:
    assert issue(pages=(Page(label="01"),)).lead is None


def test_the_week_begins_on_monday() -> None:
    assert issue().weekday == 1


def test_the_pictures_of_an_issue_are_all_of_them_once() -> None:
    pages = (
        Page(
            label="01",
            articles=(article("a", "1.png", "2.png"), article("b", "1.png")),
            facsimile=Facsimile(picture=picture("01.png")),
        ),
        Page(label="02", facsimile=Facsimile(pdf=Path("02.pdf"))),
    )
    made = issue(pages=pages, masthead=picture("m.png"), cover=picture("c.png"))
    names = [one.path.name for one in made.pictures]
    assert sorted(names) == ["01.png", "1.png", "2.png", "c.png", "m.png"]


def _heads() -> list[type[BaseModel]]:
    """Return the models that people write by hand, those inside others included."""
    found: list[type[BaseModel]] = []
    todo: list[Any] = [IssueHead, ArticleHead]
    while todo:
        part = todo.pop()
        if isinstance(part, type) and issubclass(part, BaseModel) and part not in found:
            found.append(part)
            todo += [field.annotation for field in part.model_fields.values()]
        todo += getattr(part, "__args__", ())
    return found


@pytest.mark.parametrize("head", _heads(), ids=lambda head: head.__name__)
def test_every_field_that_people_write_is_described(head: type[BaseModel]) -> None:
    assert [name for name, field in head.model_fields.items() if not field.description] == []


def test_all_models_that_people_write_are_found() -> None:
    names = {head.__name__ for head in _heads()}
    assert {
        "IssueHead",
        "Publication",
        "Neighbour",
        "PageHead",
        "FacsimileHead",
        "RegionHead",
    } < names
    assert {"ArticleHead", "FigureHead"} < names


def test_the_number_of_an_issue_is_parted_where_its_fields_are_open():
    head = {"publication": {"name": "渡口", "language": "zh-Hans"}, "date": "2026-06-16"}
    issue = IssueHead.model_validate(head | {"number": "第24—25期（总第1024期）"})
    assert issue.numbering == Numbering("24", "25", "1024")
    issue = IssueHead.model_validate(head | {"number": "24", "total_number": "总第1024期"})
    assert issue.numbering == Numbering("24", total="1024")
    issue = IssueHead.model_validate(head | {"number": "第52期", "volume": "第3卷"})
    assert issue.numbering == Numbering("52", volume="3")
    assert IssueHead.model_validate(head | {"number": "夏の特別号"}).number == "夏の特別号"
