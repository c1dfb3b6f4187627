"""The pictures of a book, converted in threads, a few ahead of the one being written."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial

from exporter.edition import Edition, Resource
from exporter.edition.style import Style
from exporter.edition.style.css import FOLDER, MEDIA_TYPES, packed_files
from exporter.machine import cores
from exporter.options import Options
from exporter.pictures.files import SUFFIXES, PictureFile, packed_type
from exporter.pictures.fit import LITE_QUALITY, LITE_SIDE, Limit
from exporter.remembered import is_remembering
from exporter.writers.epub.facsimile import Sheet
from exporter.writers.epub.package import Item

# A page is read at the size of its smallest type, a picture at a glance.
FACSIMILE_FACTOR = 1.5
MOST_THREADS = 8
AHEAD = 2


def limit(options: Options) -> Limit:
    """Return the size limit for pictures in articles."""
    if options.lite:
        side = min(options.max_image, LITE_SIDE)
        return Limit(side, LITE_QUALITY, lite=True, modern=options.modern)
    return Limit(options.max_image, modern=options.modern)


def facsimile_limit(options: Options) -> Limit:
    """Return the size limit for pictures of printed pages."""
    base = limit(options)
    return replace(base, side=round(base.side * FACSIMILE_FACTOR))


def modern_names(edition: Edition) -> dict[str, str]:
    """Return the names of pictures that stay WebP or AVIF, by those in the edition's documents."""
    names = {}
    for name, resource in edition.resources.items():
        media_type = packed_type(resource.picture, modern=True)
        if media_type != resource.media_type:
            # The suffix is added, so no two pictures share a name.
            names[name] = f"{name}{SUFFIXES[media_type]}"
    return names


@dataclass(frozen=True)
class Step:
    """How far pictures are reduced: JPEG quality, and the share of their longer side."""

    quality: int
    share: float = 1

    def applied(self, limit: Limit) -> Limit:
        """Return a reduced limit."""
        side, quality = max(1, round(limit.side * self.share)), min(limit.quality, self.quality)
        return replace(limit, side=side, quality=quality, lite=True)


def style_files(style: Style, sheet: str) -> Iterator[Item]:
    """Yield the fonts and pictures of a style sheet."""
    for number, name in enumerate(packed_files(sheet), 1):
        path = style.file(name.removeprefix(f"{FOLDER}/"))
        if path:
            kind = MEDIA_TYPES[path.suffix.lower()]
            yield Item(name, path.read_bytes(), kind, f"style-{number}")


class BookPictures:
    """The pictures of a book, which can be written again with another quality or size.

    `resources` and `sheets` are the pictures with their limits; the pages of `sheets` are drawn
    from PDFs. `start` comes before each writing of the book.
    """

    def __init__(
        self,
        resources: Sequence[tuple[str, Resource, Limit]],
        sheets: Sequence[tuple[Sheet, Limit]],
    ) -> None:
        self.resources, self.sheets = resources, sheets
        self.step: Step | None = None
        self.start()

    @classmethod
    def of(
        cls,
        edition: Edition,
        options: Options,
        used: Collection[str],
        sheets: Collection[Sheet],
        renamed: Mapping[str, str],
    ) -> BookPictures:
        """Return the pictures of an edition that documents use, by packed names, and its `sheets`.

        `renamed` are those that get another name.
        """
        printed = {sheet.picture for sheet in sheets}
        large, usual = facsimile_limit(options), limit(options)
        resources = [
            (packed, resource, large if name in printed else usual)
            for name, resource in edition.resources.items()
            if (packed := renamed.get(name, name)) in used
        ]
        return cls(resources, [(sheet, large) for sheet in sheets if sheet.draw])

    def start(self, step: Step | None = None) -> None:
        """Prepare for a writing of the book; without `step`, pictures keep their limits."""
        self.step = step
        jobs = [(resource, self._reduced(size)) for _, resource, size in self.resources]
        self.fitted = Fitted(jobs)

    def items(self) -> Iterator[Item]:
        """Yield the files of the package, in the order in which they must be written."""
        for number, (name, resource, size) in enumerate(self.resources, 1):
            media_type = packed_type(resource.picture, size.modern)
            yield Item(name, self._take, media_type, f"picture-{number}")
        for number, (sheet, size) in enumerate(self.sheets, len(self.resources) + 1):
            draw = partial(self._draw, sheet, size)
            yield Item(sheet.picture, draw, "image/jpeg", f"picture-{number}")

    def cover(self, data: bytes) -> bytes:
        """Return a cover, a JPEG, as reduced as the other pictures."""
        return _reduced_cover(data, self.step) if self.step else data

    def _take(self) -> bytes:
        return self.fitted.take()

    def _draw(self, sheet: Sheet, size: Limit) -> bytes:
        return sheet.draw(self._reduced(size)) if sheet.draw else b""

    def _reduced(self, size: Limit) -> Limit:
        return self.step.applied(size) if self.step else size


def _reduced_cover(data: bytes, step: Step) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        width, height = round(image.width * step.share), round(image.height * step.share)
        buffer = io.BytesIO()
        image.resize((width, height)).save(buffer, "JPEG", quality=step.quality, optimize=True)
    return min(buffer.getvalue(), data, key=len)


class Fitted:
    """Makes resources fit, in the order in which `take` is called for each.

    At most `MOST_THREADS + AHEAD` pictures are in memory, however many there are. The threads end
    with the last picture: were that left to the garbage collector, it might wait for them inside
    another thread that they wait for.
    """

    def __init__(self, jobs: Iterable[tuple[Resource, Limit]]) -> None:
        self.jobs = iter(jobs)
        self.threads = min(MOST_THREADS, cores())
        self.pool = ThreadPoolExecutor(self.threads)  # starts threads when there is work
        self.waiting: deque[Future[PictureFile]] = deque()

    def take(self) -> bytes:
        """Return the next picture; raises `PictureError` if it can't be decoded."""
        if is_remembering():  # most are known: threads would take longer
            resource, size = next(self.jobs)
            return resource.fitted(size).data
        self._submit()
        try:
            return self.waiting.popleft().result().data
        except BaseException:
            self.pool.shutdown(wait=False, cancel_futures=True)
            raise

    def _submit(self) -> None:
        """Give the threads as much work as fits in memory."""
        while len(self.waiting) < self.threads + AHEAD:
            job = next(self.jobs, None)
            if job is None:
                self.pool.shutdown(wait=False)
                return
            resource, size = job
            run = copy_context().run  # with what is kept of earlier builds
            self.waiting.append(self.pool.submit(run, resource.fitted, size))
