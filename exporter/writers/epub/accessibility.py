"""Accessibility metadata of the package (EPUB Accessibility 1.1 §2), computed from its content."""

from __future__ import annotations

from exporter.checks.alternatives import is_described
from exporter.checks.faint_drawings import has_faint_text
from exporter.edition import Edition
from exporter.model import Evaluation, Picture
from exporter.pictures.flashes import flashes, moves, moves_on
from exporter.writers.epub.package import Book

FLASHING = "flashing"
FEATURES = (
    "ARIA",
    "displayTransformability",
    "pageBreakMarkers",
    "pageNavigation",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)


def add_accessibility(book: Book, edition: Edition, *, facsimiles: bool, narrated: bool) -> None:
    """Add access modes, accessibility features and hazards of the issue.

    `facsimiles` is whether the book has pages of fixed layout, `narrated` whether it has audio in
    step with the text.
    """
    issue = edition.issue
    pictures, described = bool(issue.pictures), is_described(issue)
    book.add_meta("schema:accessMode", "textual")
    if narrated:
        book.add_meta("schema:accessMode", "auditory")
    if pictures:
        book.add_meta("schema:accessMode", "visual")
        book.add_meta("schema:accessModeSufficient", "textual,visual")
    if described or not pictures:
        book.add_meta("schema:accessModeSufficient", "textual")
    features = [*FEATURES, *["alternativeText"] * (described and pictures)]
    features += ["synchronizedAudioText"] * narrated
    if any("<ruby" in article.body for article in issue.articles):
        features.append("rubyAnnotations")
    for feature in sorted(features):
        book.add_meta("schema:accessibilityFeature", feature)
    for hazard in _hazards(issue.pictures):
        book.add_meta("schema:accessibilityHazard", hazard)
    summary = _summary(edition, described, facsimiles)
    book.add_meta("schema:accessibilitySummary", summary)


def _summary(edition: Edition, described: bool, facsimiles: bool) -> str:
    """Say for people how accessible the book is, in its language."""
    issue, words = edition.issue, edition.labels
    alternatives = words.summary_alternatives if described else words.summary_some_alternatives
    sentences = [
        words.summary_reading,
        words.summary_pages * issue.printed,
        alternatives * bool(issue.pictures),
        words.summary_facsimiles * facsimiles,
    ]
    return words.between_sentences.join(filter(None, sentences))


def add_claim(book: Book, evaluation: Evaluation) -> None:
    """Add the conformance claim of a named evaluator (EPUB Accessibility 1.1 §4)."""
    book.add_meta("dcterms:conformsTo", evaluation.conforms_to, identifier="conformance")
    book.add_meta(
        "a11y:certifiedBy", evaluation.certified_by, refines="conformance", identifier="certifier"
    )
    if evaluation.credential:
        book.add_meta("a11y:certifierCredential", evaluation.credential, refines="certifier")
    if evaluation.report:
        book.add_meta("a11y:certifierReport", evaluation.report, refines="certifier")


def refutes(picture: Picture) -> bool:
    """Whether a picture refutes WCAG 2.2 AA: it flashes, moves too long, or has faint text."""
    if picture.media_type == "image/gif":
        return moves_on(picture.path) or flashes(picture.path)
    return picture.media_type == "image/svg+xml" and has_faint_text(picture.path)


def _hazards(pictures: tuple[Picture, ...]) -> list[str]:
    """Return the hazards: only animated pictures can cause any, and they are examined."""
    moving = [each for each in pictures if each.media_type == "image/gif" and moves(each.path)]
    if not moving:
        return ["none"]
    flashing = FLASHING if any(flashes(each.path) for each in moving) else "noFlashingHazard"
    return [flashing, "noSoundHazard", "unknownMotionSimulationHazard"]
