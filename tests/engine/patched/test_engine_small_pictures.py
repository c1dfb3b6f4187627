"""Photographs are made smaller while they are decoded; those that may stay as they are, do."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat
from PIL.ExifTags import Base
from weasyprint import DEFAULT_OPTIONS
from weasyprint.images import RasterImage, get_image_from_uri
from weasyprint.urls import URLFetcherResponse

from exporter.engine.patched import engine

SIZE = 1600, 1066


def photograph(orientation=None, kind="JPEG"):
    """Return the bytes of a picture of rings, finer from red to blue."""
    distance = Image.radial_gradient("L").resize(SIZE)
    rings = [distance.point([value * number % 256 for value in range(256)]) for number in (1, 2, 3)]
    told, file = Image.Exif(), io.BytesIO()
    told[Base.Orientation], told[Base.Copyright] = orientation, "Ann"
    exif = {"exif": told} if orientation else {}
    Image.merge("RGB", rings).save(file, kind, quality=90, **exif)
    return file.getvalue()


def loaded(data):
    """Return a picture as WeasyPrint loads it."""
    answer = lambda url: URLFetcherResponse(url, data, {"Content-Type": "image/jpeg"})  # noqa: E731
    return get_image_from_uri({}, answer, DEFAULT_OPTIONS, "https://example.org/a")


def encoded(image, ratio):
    """Return the bytes that a PDF has of a photograph."""
    return image.get_x_object(True, ratio).stream[0].data


@pytest.fixture
def decoded(monkeypatch):
    """Return the sizes that pictures are scaled from."""
    sizes, resize = [], Image.Image.resize

    def noting(image, *arguments, **options):
        sizes.append(image.size)
        return resize(image, *arguments, **options)

    monkeypatch.setattr(Image.Image, "resize", noting)
    return sizes


def noise(ratio, data):
    """Return how far a smaller picture is from the whole one, scaled: a mean square."""
    with Image.open(io.BytesIO(data)) as small, Image.open(io.BytesIO(photograph())) as whole:
        scaled = whole.resize(small.size, Image.Resampling.LANCZOS)
        assert small.size == tuple(round(side * ratio) for side in SIZE)
        return mean_square(small, scaled)


@pytest.mark.parametrize(("ratio", "size"), [(0.35, (800, 533)), (0.18, (400, 267))])
def test_a_photograph_is_decoded_little_larger_than_it_is_wanted(ratio, size, decoded):
    image, same = loaded(photograph()), loaded(photograph())
    decoded.clear()
    with engine(lean=True):
        small = encoded(image, ratio)
    plain = encoded(same, ratio)
    assert decoded[0] == size < decoded[1]
    assert noise(ratio, small) < 1.1 * noise(ratio, plain)


@pytest.mark.parametrize("ratio", [0.35, 0.53, 0.75])
def test_half_the_pixels_of_a_usual_filter_are_read(ratio, monkeypatch):
    """What differs by that is a tenth of what JPEG loses: a mean square."""
    filters, resize = [], Image.Image.resize

    def noting(image, size, resample=None, *arguments, **options):
        filters.append(resample)
        return resize(image, size, resample, *arguments, **options)

    image = loaded(photograph())
    monkeypatch.setattr(Image.Image, "resize", noting)
    with engine(lean=True):
        small = Image.open(io.BytesIO(encoded(image, ratio)))
    assert filters == [Image.Resampling.HAMMING]
    with Image.open(io.BytesIO(photograph())) as whole:
        whole.draft("RGB", tuple(round(1.2 * side) for side in small.size))
        ours, usual = (
            resize(whole, small.size, each)
            for each in (Image.Resampling.HAMMING, Image.Resampling.BICUBIC)
        )
    assert 10 * mean_square(ours, usual) < mean_square(ours, small)


def mean_square(one, other):
    found = ImageStat.Stat(ImageChops.difference(one, other))
    return sum(found.sum2) / sum(found.count)


def test_a_photograph_is_not_made_smaller_by_little():
    with engine(lean=True):
        assert encoded(loaded(photograph()), 0.9) == photograph()
        assert encoded(loaded(photograph()), 0.89) != photograph()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_was_wanted_small_can_be_had_whole(kind):
    with engine(lean=True):
        image = loaded(photograph(kind=kind))
        assert image.get_x_object(True, 0.2).extra["Width"] == 320
        whole = image.get_x_object(False, 1)
    assert whole.extra["Width"] == SIZE[0]
    assert whole.data == loaded(photograph(kind=kind)).get_x_object(False, 1).data


def test_only_a_photograph_that_lies_is_turned():
    """One that tells of its author, and so has EXIF, was encoded again, with loss, as it loaded."""
    with engine(lean=True):
        assert encoded(loaded(photograph(1)), 1) == photograph(1)
        turned = loaded(photograph(6))
    assert isinstance(turned, RasterImage)
    assert (turned.width, turned.height) == SIZE[::-1]
