"""A late advertisement: its file takes the place of the artwork in one box of an issue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from exporter.checks.artwork import check_artwork
from exporter.errors import PreflightFailed, SourceError, UsageError
from exporter.findings import Finding, errors
from exporter.model import Advertisement, Issue, Page
from exporter.nearest import unknown
from exporter.options import Options
from exporter.pictures.files import PictureError, measure
from exporter.pictures.pdf import judge_pdf
from exporter.profiles.page_names import same_label


def with_artwork(
    issue: Issue, artwork: Mapping[str, Path], options: Options
) -> tuple[Issue, list[str], list[Finding]]:
    """Return an issue with other artwork in some boxes, the labels of their pages, what was found.

    `artwork` gives the file by what is advertised (its `alt`) or by page and number on it: `05`,
    `05:2`. Raises `UsageError` for an advertisement that does not exist, `SourceError` for a file
    that can't be used, and `PreflightFailed` for one with errors unless `options` force it.
    """
    pages, labels, findings = list(issue.pages), list[str](), list[Finding]()
    for name, path in artwork.items():
        place, number = _place(pages, name)
        page = pages[place]
        boxes = list(page.advertisements)
        boxes[number] = _with_file(boxes[number], path)
        pages[place] = page.model_copy(update={"advertisements": tuple(boxes)})
        labels.append(page.label)
        findings += check_artwork(boxes[number], options.profile)
    if errors(findings) and not options.force:
        raise PreflightFailed(findings)
    return issue.model_copy(update={"pages": tuple(pages)}), labels, findings


def told_once(
    findings: Sequence[Finding], of_artwork: Sequence[Finding], labels: Collection[str]
) -> tuple[Finding, ...]:
    """Return the findings of a build without those of artwork that it tells again.

    That is of its file, as ink that is reduced, or of its page, as a resolution.
    """
    files = {each.path for each in of_artwork}
    again = {
        each.rule
        for each in findings
        if each not in of_artwork
        and (each.path in files or (each.place and each.place.label in labels))
    }
    return tuple(each for each in findings if each not in of_artwork or each.rule not in again)


def _place(pages: list[Page], name: str) -> tuple[int, int]:
    """Return the numbers, from 0, of the page and the box on it that a name means."""
    found = list(_boxes(pages))
    same = [place for place, names in found if name in names]
    if len(same) == 1:
        return same[0]
    label, _, number = name.partition(":")
    for place, number_on_page in (place for place, _ in found):
        if same_label(pages[place].label, label) and str(number_on_page + 1) == (number or "1"):
            return place, number_on_page
    if same:
        labels = ", ".join(f"{pages[place].label}:{number + 1}" for place, number in same)
        raise UsageError(f"--advertisement: `{name}` is in several places, name one of: {labels}")
    known = [names[0] for _, names in found]
    if not known:
        raise UsageError(f"--advertisement: there is no advertisement `{name}`, the issue has none")
    raise UsageError(f"--advertisement: {unknown('advertisement', name, known)}")


def _boxes(pages: list[Page]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield the place of each box with its names: what is advertised, and page and number."""
    for place, page in enumerate(pages):
        for number, box in enumerate(page.advertisements):
            numbered = f"{page.label}:{number + 1}"
            yield (place, number), [box.alt, numbered] if box.alt else [numbered]


def _with_file(box: Advertisement, path: Path) -> Advertisement:
    try:
        if path.suffix.lower() == ".pdf":
            judge_pdf(path)
            return box.model_copy(update={"pdf": path, "picture": None})
        return box.model_copy(update={"picture": measure(path), "pdf": None})
    except PictureError as error:
        raise SourceError(f"{path}: {error.message}, {error.advice}") from None
    except OSError as error:
        raise SourceError(f"{path}: can't be read ({error.strerror})") from None
