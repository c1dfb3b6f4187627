"""The writers that come with the program; each loads its libraries when it is asked to work."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.checks import check_epub, preflight
from exporter.checks.rules import Use, use_of
from exporter.errors import InvalidSource, PreflightFailed
from exporter.findings import Finding, errors
from exporter.model import Issue
from exporter.options import Options
from exporter.profiles import Profile
from exporter.writers.base import Writer, file_stem

if TYPE_CHECKING:
    from exporter.edition import Edition


class EpubWriter(Writer):
    """EPUB 3.3."""

    name = "EPUB"
    suffixes = (".epub",)
    checks = True
    parts_words = True
    may_be_beside = True
    own_options = ("voice", "lexicon")

    def file_name(self, issue: Issue, options: Options) -> str:
        """Return `{publication}-{date}.epub`, with the names of a variant: `-zh-Hant-vertical`."""
        from exporter.writers.epub.variants import Variant

        return f"{'-'.join((file_stem(issue), *Variant.of(issue, options).names))}.epub"

    def write(self, edition: Edition, path: Path, options: Options) -> list[Finding]:
        """Write an EPUB; raises `PictureError` for a picture that can't be decoded."""
        from exporter.writers.epub import write_epub

        return write_epub(edition, path, options)

    def check(self, path: Path, profile: Profile | None) -> list[Finding]:  # noqa: ARG002
        """Return what is wrong with an EPUB."""
        return check_epub(path)


class PdfWriter(Writer):
    """PDF for screen, press or archive."""

    name = "PDF"
    suffixes = (".pdf",)
    checks = True
    takes_pages = True
    parts_words = True
    keeps = True

    def file_name(self, issue: Issue, options: Options) -> str:  # noqa: ARG002
        """Return `{publication}-{date}.pdf`, with the language of a converted text."""
        language = f"-{issue.publication.language}" if issue.original else ""
        return f"{file_stem(issue)}{language}.pdf"

    def is_to_be_loaded(self) -> bool:
        """Whether WeasyPrint is not loaded yet."""
        return "weasyprint" not in sys.modules

    def load(self, options: Options) -> None:
        """Load WeasyPrint, and what draws the pages unless the issue names another style."""
        from exporter.writers.pdf.loading import load

        load(options)

    def prepare(self, edition: Edition) -> None:
        """Set the texts of all articles for print."""
        from exporter.layouts.flow.short_texts import load_words

        load_words(edition.issue)
        for each in edition.article_documents:
            _ = each.printed

    def write(self, edition: Edition, path: Path, options: Options) -> list[Finding]:
        """Write a PDF; one for the press has to pass its preflight."""
        from exporter.writers.pdf import write_pdf
        from exporter.writers.pdf.source_pictures import with_files

        edition.load_pictures()
        findings = write_pdf(edition, path, options)
        if use_of(options.profile) is Use.PRESS:
            options.progress("preflight")
            own = options.profile.model_copy(update={"paper": options.sheet_size})
            findings += with_files(preflight(path, own), edition)
        return findings

    def judge(self, findings: Sequence[Finding], options: Options) -> None:
        """Raise for errors unless it is forced: `PreflightFailed` for press and archive."""
        if errors(findings) and not options.force:
            is_screen = use_of(options.profile) is Use.SCREEN
            raise (InvalidSource if is_screen else PreflightFailed)(list(findings))

    def parts(self, path: Path, issue: Issue, options: Options) -> list[Path]:
        """Write the pages of the PDF one by one, if that is wanted."""
        if not options.profile.split:
            return []
        from exporter.writers.pdf.split import split_pages

        return split_pages(path, issue, options.profile, path.parent)

    def check(self, path: Path, profile: Profile | None) -> list[Finding]:
        """Return what is wrong with a PDF, by the profile or by the one that it claims itself."""
        return preflight(path, profile)

    def report(self, path: Path, profile: Profile | None) -> tuple[list[Finding], str]:
        """Return the findings and an HTML report with a picture of each page."""
        from exporter.checks.report import report_pdf

        return report_pdf(path, profile)
