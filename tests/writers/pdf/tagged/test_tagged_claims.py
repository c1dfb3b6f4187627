"""A PDF claims PDF/UA and PDF/A only with all that makes it true, whatever WeasyPrint lacks."""

import pikepdf
import pytest

import exporter
from exporter.engine import fence
from exporter.findings import Severity
from exporter.profiles import find_profile

PREVIEW_ALONE = {"subsets"}  # no PDF is made with it
CLAIMS = {"ua1": b"pdfuaid:part", "3a": b"pdfaid:part"}
FILES = {
    "01/10-a.md": "---\nheadline: 甲\nfigures: [{image: a.jpg, alt: 一种颜色}]\n---\n"
    "一段话有[一个链接](https://example.com/)和一条注[^1]。\n\n"
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n[^1]: 注。\n",
}


@pytest.fixture
def archived(issue_folder, picture, tmp_path):
    """Build an issue of one page for archives; return its path, claims and findings."""

    def build(layout):
        path = tmp_path / "archive.pdf"
        options = exporter.Options(profile=find_profile("archive"), layout=layout)
        folder = issue_folder({**FILES, "01/a.jpg": picture("JPEG")})
        found = exporter.build(folder, [path], options).findings
        with pikepdf.open(path) as pdf:
            packet = pdf.Root.Metadata.read_bytes()
        return path, {flavour for flavour, claim in CLAIMS.items() if claim in packet}, found

    return build


@pytest.mark.parametrize("feature", fence.FEATURES)
def test_what_is_claimed_is_true_without_a_feature(verapdf, archived, without, feature):
    without(feature)
    path, claims, found = archived("flow" if feature == "grid" else "makeup")
    assert claims == (set() if feature == "tags" else {"ua1", "3a"})
    for flavour in claims:
        verdict = verapdf.validate(path, flavour)
        assert verdict.failed == {}, verdict.examples
    warned = [each for each in found if each.rule == "pdf-engine"]
    losses = [] if feature in PREVIEW_ALONE else [fence.FEATURES[feature].loss]
    assert [each.severity for each in warned] == [Severity.WARNING] * len(losses)
    assert all(loss in one.message for loss, one in zip(losses, warned, strict=True))


@pytest.mark.parametrize("profile", ["screen", "archive"])
def test_a_claim_that_is_not_made_is_said_with_its_reason(issue_folder, tmp_path, without, profile):
    without("tags")
    path = tmp_path / "a.pdf"
    options = exporter.Options(profile=find_profile(profile))
    found = exporter.build(issue_folder({"01/1.md": "---\nheadline: A\n---\nB\n"}), [path], options)
    messages = [each.message for each in found.findings if "does not claim" in each.message]
    standards = ["PDF/UA-1"] if profile == "screen" else ["PDF/UA-1", "PDF/A-3a"]
    assert len(messages) == len(standards)
    for message, standard in zip(messages, standards, strict=True):
        assert message.startswith(f"the PDF does not claim {standard}: WeasyPrint ")
        assert "weasyprint.pdf.tags.add_tags" in message
    with pikepdf.open(path) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
    assert not any(claim in packet for claim in CLAIMS.values())
