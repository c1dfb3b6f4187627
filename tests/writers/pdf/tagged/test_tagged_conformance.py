"""veraPDF finds both samples to be PDF/UA-1, and the archived ones PDF/A-3a as well."""

import os

import pikepdf
import pytest
from pikepdf import Name

MADE = [
    ("lanjiang-weekly", "screen", "flow"),
    ("saltmere-chronicle", "screen", "makeup"),
    ("saltmere-chronicle", "archive", "flow"),
    ("lanjiang-weekly", "archive", "makeup"),
]
# By day each layout for each profile is validated in one language: a sample takes 20 seconds.
if os.environ.get("EXPORTER_NIGHTLY"):
    MADE += [
        ("saltmere-chronicle", "screen", "flow"),
        ("lanjiang-weekly", "screen", "makeup"),
        ("lanjiang-weekly", "archive", "flow"),
        ("saltmere-chronicle", "archive", "makeup"),
    ]
FLAVOURS = {"screen": ("ua1",), "archive": ("ua1", "3a")}


@pytest.mark.parametrize(("name", "profile", "layout"), MADE)
def test_samples_conform(verapdf, samples, share, name, profile, layout):
    for flavour in FLAVOURS[profile]:
        verdict = verapdf.validate(samples(name, "pdf", layout, profile), flavour)
        assert verdict.failed == {}, verdict.examples
        assert verdict.compliant
        assert verdict.checks > share(name, 10_000)


@pytest.fixture
def small(archive_of, picture):
    """A small archived PDF with a picture, a link, a table and another language."""
    return archive_of(
        {
            "01/10-a.md": "---\nheadline: A\nfigures: [{image: a.jpg, alt: A colour}]\n---\n"
            "A [link](https://example.com/), [mot]{lang=fr} and a note[^1].\n\n"
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: The note.\n",
            "01/a.jpg": picture("JPEG"),
        }
    )


def test_a_small_issue_conforms(verapdf, small):
    for flavour in ("ua1", "3a"):
        verdict = verapdf.validate(small.path, flavour)
        assert verdict.failed == {}, verdict.examples


def _drop_alternative(pdf):
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == Name.Figure:
            del each.Alt


def _drop_language(pdf):
    del pdf.Root.Lang


def _drop_intent(pdf):
    del pdf.Root.OutputIntents


def _drop_scope(pdf):
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == Name.TH:
            del each.A


@pytest.mark.parametrize(
    ("spoil", "flavour", "clause"),
    [
        (_drop_alternative, "ua1", "7.3-1"),
        (_drop_language, "ua1", "7.2-"),
        (_drop_scope, "ua1", "7.5-1"),
        (_drop_intent, "3a", "6.2.4.3-"),
    ],
)
def test_what_is_broken_on_purpose_is_caught(verapdf, small, tmp_path, spoil, flavour, clause):
    path = tmp_path / "broken.pdf"
    with pikepdf.open(small.path) as pdf:
        spoil(pdf)
        pdf.save(path)
    verdict = verapdf.validate(path, flavour)
    assert not verdict.compliant
    assert any(failed.startswith(clause) for failed in verdict.failed), verdict.failed
