"""Editions made from the files of an issue folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from exporter.edition import Document, Edition, make_edition
from exporter.readers import read

WRAPPER = '<body xmlns:epub="http://www.idpf.org/2007/ops">{}</body>'


@pytest.fixture
def edition_of(issue_folder: Callable[..., Path]) -> Callable[..., Edition]:
    """Make the edition of an issue folder: `edition_of({"01/10-a.md": "…"})`."""

    def make(*args: object, **options: object) -> Edition:
        issue = read(issue_folder(*args, **options)).issue
        assert issue is not None
        return make_edition(issue)

    return make


@pytest.fixture(scope="session")
def tree() -> Callable[[Document], etree._Element]:
    """Parse the body of a document."""
    return lambda document: etree.fromstring(WRAPPER.format(document.body))


@pytest.fixture(scope="session")
def document() -> Callable[[Edition, str], Document]:
    """Find a document of an edition by its name."""
    return lambda edition, name: next(each for each in edition.documents if each.name == name)
