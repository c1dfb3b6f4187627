"""Pictures of painted pages, each encoded once for the PDF: when it is written, in its threads.

Of a picture that pages show in several sizes the PDF has the largest. A page that is painted apart
does not know the others: it tells the size that it needs. The process that writes has the pictures
of the edition too. Any other picture is encoded with its page.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from hashlib import md5
from typing import TYPE_CHECKING

import PIL
import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.images import RasterImage, get_image_from_uri
from weasyprint.urls import fetch

from exporter.engine.libraries import weasyprint_version
from exporter.kept import code_of, used

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

Resources = Mapping[str, pydyf.Dictionary]
Wanted = tuple[str, bool, float]  # a picture by its address, whether it is smoothed, its size


@dataclass(frozen=True)
class PagePicture:
    """A picture on a page: its name there, and the size by that which it has.

    It is `encoded` for that size, or has the `address` by which the process that writes finds it.
    """

    name: str
    interpolate: bool
    ratio: float
    address: str
    encoded: pydyf.Stream | None


def identity(address: str) -> str:
    """Return by what WeasyPrint tells pictures apart."""
    return md5(address.encode(), usedforsecurity=False).hexdigest()


def page_picture(name: str, found: pydyf.Dictionary, known: Mapping[str, str]) -> PagePicture:
    """Return a picture of a page for the largest size that it has there.

    `known` are the addresses, by identity, of pictures that the process that writes has too.
    """
    interpolate, ratio = found["interpolate"], max(found["dpi_ratios"])
    address = known.get(found["image"].id, "")
    encoded = None if address else _encoded(found["image"], interpolate, ratio)
    return PagePicture(name, interpolate, ratio, address, encoded)


def _encoded(image: RasterImage, interpolate: bool, ratio: float) -> pydyf.Stream:
    # `get_x_object` replaces the picture by the smaller one: the next page may need it larger.
    apart = copy.copy(image)
    apart._cache = {}
    return apart.get_x_object(interpolate, ratio)


# Writing ------------------------------------------------------------------------------------


class _Written:
    """The pictures of a PDF that is written: what was begun to encode."""

    def __init__(self, fetcher: URLFetcher) -> None:
        self.fetcher = fetcher
        self.begun: dict[Wanted, Future[pydyf.Stream]] = {}

    def expect(self, pictures: Iterable[PagePicture], pool: Executor) -> None:
        """Begin to encode pictures, each for the largest of its sizes."""
        largest: dict[tuple[str, bool], float] = {}
        for each in pictures:
            if each.address:
                key = each.address, each.interpolate
                largest[key] = max(each.ratio, largest.get(key, 0))
        for (address, interpolate), ratio in largest.items():
            make = partial(self.made, address, interpolate, ratio)
            self.begun[address, interpolate, ratio] = pool.submit(copy_context().run, make)

    def get(self, *wanted: *Wanted) -> pydyf.Stream:
        """Return a picture as it is encoded."""
        begun = self.begun.get(wanted)
        return begun.result() if begun else self.made(*wanted)

    def made(self, address: str, interpolate: bool, ratio: float) -> pydyf.Stream:
        """Encode a picture, or find it as it was."""
        with fetch(self.fetcher, address) as response:
            data = response.read()
        about = "painted picture", data, interpolate, ratio
        kept = used().made(
            lambda: (*about, *_encoder()), partial(self.packed, address, interpolate, ratio)
        )
        made: pydyf.Stream = pickle.loads(kept)
        return made

    def packed(self, address: str, interpolate: bool, ratio: float) -> bytes:
        """Return a picture encoded, as bytes."""
        image = get_image_from_uri({}, self.fetcher, DEFAULT_OPTIONS, address)
        made = _plain(image.get_x_object(interpolate, ratio))
        return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)


def _encoder() -> tuple[str, ...]:
    return weasyprint_version(), PIL.__version__, code_of("engine/patched")


def _plain(stream: pydyf.Stream) -> pydyf.Stream:
    """Return a stream that names nothing but bytes."""
    extra = pydyf.Dictionary(stream.extra)
    if "SMask" in extra:
        extra["SMask"] = _plain(extra["SMask"])
    return pydyf.Stream([b"\n".join(map(pydyf._to_bytes, stream.stream))], extra, stream.compress)


_open: list[_Written] = []


@contextmanager
def pictures_of(fetcher: URLFetcher) -> Iterator[None]:
    """Let painted pages find the pictures of the PDF that is written inside."""
    _open.append(_Written(fetcher))
    try:
        yield
    finally:
        _open.pop()


def expect(pictures: Iterable[PagePicture], pool: Executor) -> None:
    """Begin to encode the pictures of all pages of the PDF that is written."""
    _open[-1].expect(pictures, pool)


@dataclass
class _Known:
    """A picture of a PDF as its pages want it, by size; of a page with boxes, as it is."""

    sizes: dict[float, PagePicture] = field(default_factory=dict)
    image: RasterImage | None = None

    def get_x_object(self, interpolate: bool, ratio: float) -> pydyf.Stream:
        """Return the picture for the largest size that it has."""
        if ratio not in self.sizes and self.image is not None:
            return self.image.get_x_object(interpolate, ratio)
        found = self.sizes[ratio if ratio in self.sizes else max(self.sizes)]
        return found.encoded or _open[-1].get(found.address, interpolate, found.ratio)


def add_picture(shared: dict[str, pydyf.Dictionary], picture: PagePicture) -> None:
    """Add a picture to those of the PDF, as `Stream.add_image` does."""
    new = {"image": _Known(), "dpi_ratios": set(), "x_object": None}
    found = shared.setdefault(picture.name, {**new, "interpolate": picture.interpolate})
    if not isinstance(found["image"], _Known):
        found["image"] = _Known(image=found["image"])
    found["image"].sizes.setdefault(picture.ratio, picture)
    found["dpi_ratios"].add(picture.ratio)
