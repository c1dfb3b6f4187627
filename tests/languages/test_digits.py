"""Dates, numbers of issues and labels of pages in the digits of their language."""

from datetime import date as Date

import pytest

from exporter.edition import make_edition
from exporter.languages.dates import long_date
from exporter.languages.digits import counter_style, in_digits
from exporter.readers import read


@pytest.mark.parametrize(
    ("language", "made", "counter"),
    [("fa", "صفحهٔ ۱۲", "persian"), ("ar-EG", "صفحهٔ ١٢", "arabic-indic"), ("he", "صفحهٔ 12", "")],
)
def test_numbers_have_the_digits_of_the_language(language, made, counter):
    assert in_digits("صفحهٔ 12", language) == made
    assert counter_style(language) == counter


def test_dates_have_the_digits_of_the_language():
    assert "۲۰۲۶" in long_date(Date(2026, 5, 4), "fa")
    assert "2026" in long_date(Date(2026, 5, 4), "en")


def test_an_edition_counts_in_the_digits_of_its_language(issue_folder):
    files = {
        "issue.yaml": "publication: {name: روز, language: fa}\ndate: 2026-05-04\nnumber: 12\n",
        "3/1.md": "---\nheadline: خبر\n---\nسال 1405.\n",
    }
    edition = make_edition(read(issue_folder(files)).issue)
    assert "۱۲" in edition.number
    assert "۳" in edition.page_label(edition.issue.pages[0])
    # What an author wrote stays as it is.
    assert "1405" in edition.article_documents[0].body
