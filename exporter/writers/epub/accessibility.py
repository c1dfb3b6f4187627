"""What the package says of accessibility (EPUB Accessibility 1.1 §2), computed, not claimed."""

from __future__ import annotations

from exporter.checks.alternatives import is_described
from exporter.edition import Edition
from exporter.model import Picture
from exporter.writers.epub.package import Book

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
CERTIFIER = "issue-exporter"
FEATURES = (
    "ARIA",
    "displayTransformability",
    "pageBreakMarkers",
    "pageNavigation",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)


def add_accessibility(book: Book, edition: Edition, proven: bool, facsimiles: bool) -> None:
    """Say by what senses the issue can be read, what helps, and what may harm.

    `proven` is whether the rules of `exporter check` found nothing; `facsimiles` whether the
    book has pages of fixed layout.
    """
    issue, words = edition.issue, edition.labels
    pictures = bool(issue.pictures)
    described = is_described(issue)
    book.add_meta("schema:accessMode", "textual")
    if pictures:
        book.add_meta("schema:accessMode", "visual")
        book.add_meta("schema:accessModeSufficient", "textual,visual")
    if described or not pictures:
        book.add_meta("schema:accessModeSufficient", "textual")
    features = [*FEATURES, *["alternativeText"] * (described and pictures)]
    if any("<ruby" in article.body for article in issue.articles):
        features.append("rubyAnnotations")
    for feature in sorted(features):
        book.add_meta("schema:accessibilityFeature", feature)
    for hazard in _hazards(issue.pictures):
        book.add_meta("schema:accessibilityHazard", hazard)
    alternatives = words.summary_alternatives if described else words.summary_some_alternatives
    sentences = [
        words.summary_reading,
        words.summary_pages * issue.printed,
        alternatives * pictures,
        words.summary_facsimiles * facsimiles,
        words.summary_conforms * proven,
    ]
    summary = words.between_sentences.join(filter(None, sentences))
    book.add_meta("schema:accessibilitySummary", summary)
    if proven:
        book.add_meta("dcterms:conformsTo", CONFORMS, identifier="conformance")
        book.add_meta("a11y:certifiedBy", CERTIFIER, refines="conformance")


def _hazards(pictures: tuple[Picture, ...]) -> list[str]:
    """A picture that moves may flash; nothing else here can."""
    if any(picture.media_type == "image/gif" for picture in pictures):
        return ["noMotionSimulationHazard", "noSoundHazard", "unknownFlashingHazard"]
    return ["none"]
