"""Pictures: found inside the issue folder only, measured, and made fit for a book.

Nothing is decoded before its header says that it is small enough to be.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from exporter import limits
from exporter.model import Picture, PictureWords
from exporter.nearest import meant
from exporter.pictures import svg
from exporter.pictures.libtiff import hush
from exporter.pictures.svg.described import description
from exporter.remembered import remembered, stamp_of

if TYPE_CHECKING:
    from PIL import Image, ImageFile

MAX_PIXELS = limits.PICTURE_BYTES // 2
MAX_BYTES = 60_000_000
ORIENTATION = 0x0112
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "PSD": "image/vnd.adobe.photoshop",
    "HEIF": "image/heic",
}
# Multi-picture JPEG is opened as JPEG; HEIF takes a package (`open_picture`).
FORMATS = [name for name in MEDIA_TYPES if name not in ("MPO", "HEIF")]
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
    "image/avif": ".avif",
}
READ_SUFFIXES = tuple(
    ".jpg .jpeg .png .webp .gif .avif .svg .svgz .tif .tiff .psd .heic .heif".split()
)
OFFERED = frozenset((*READ_SUFFIXES, ".pdf"))
KINDS = "JPEG, PNG, WebP, GIF, AVIF, TIFF or SVG"
# Pillow turns these upright itself.
TURNED = ("image/tiff", MEDIA_TYPES["HEIF"])
MODERN = ("image/webp", "image/avif")  # core media types of EPUB 3.4
# Of photographs, which may be cut; others are drawings and charts as a rule.
PHOTOGRAPHS = frozenset(("image/jpeg", *MODERN))
CONVERTED = (*MODERN, "image/tiff", MEDIA_TYPES["PSD"], MEDIA_TYPES["HEIF"])


class PictureError(Exception):
    """A picture that can't be used: a rule id, what is wrong, what would be right."""

    def __init__(self, rule: str, message: str, advice: str) -> None:
        self.rule, self.message, self.advice = rule, message, advice
        super().__init__(message)


@dataclass(frozen=True)
class PictureFile:
    """A picture ready to be packed: its bytes and media type."""

    data: bytes
    media_type: str

    @property
    def suffix(self) -> str:
        """Suffix of its file name."""
        return SUFFIXES[self.media_type]


def locate(address: str, folder: Path, root: Path) -> Path:
    """Find the file that `address` names, relative to `folder`, never outside `root`.

    Raises `PictureError` for an address of the network, an absolute path, a way out by `..` or
    by a symbolic link, and for a file that does not exist.
    """
    name = unquote(address.strip())
    shown = f"`{name[:80]}`"
    where = f"in {folder.name}/" if folder.name else "beside the text"
    beside = f"put the file {where} and write only its name"
    if not name:
        raise PictureError("issue-picture-missing", "a picture has no file name", beside)
    if ":" in name or name.startswith(("/", "\\", "~")) or "\0" in name:
        raise PictureError(
            "issue-picture-outside", f"picture {shown} is not a file of the issue folder", beside
        )
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(root.resolve())
        there = inside and path.is_file()
    except (OSError, RuntimeError, ValueError):
        inside = there = False
    if not inside:
        raise PictureError(
            "issue-picture-outside", f"picture {shown} is outside the issue folder", beside
        )
    if not there:
        raise PictureError(
            "issue-picture-missing", f"picture {shown} does not exist", _meant(name, path, beside)
        )
    return path


def _meant(name: str, path: Path, otherwise: str) -> str:
    """Advise the address that may be meant: with slashes, or of nearly the same name."""
    if "\\" not in name or ".." in name:
        return _similar(path, otherwise)
    slashed = name.replace("\\", "/")
    where = path.parent / slashed
    return f"write `{slashed}`, with `/`" if where.is_file() else _similar(where, otherwise)


def _similar(path: Path, otherwise: str) -> str:
    """Advise the file of nearly the same name, if there is one."""
    try:
        beside = [each for each in path.parent.iterdir() if each.name != path.name]
    except OSError:
        return otherwise
    names = [each.name for each in beside if each.suffix.lower() in OFFERED]
    return meant(path.name, names, otherwise)


def measure(path: Path) -> Picture:
    """Read what kind of picture a file is and how large, without decoding it.

    Raises `PictureError` if it is not a picture, is incomplete or is too large (`MAX_PIXELS`).
    """
    return _measured(path, stamp_of(path))


@lru_cache(maxsize=4096)
def _measured(path: Path, _: tuple[int, int] | None) -> Picture:
    """Measure a file as it is at a time: another picture may take its place."""
    name = path.name
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(f"picture `{name}` has more than {MAX_BYTES // 1_000_000} MB")
    head = _ends(path)
    if svg.looks_like_svg(head[0]):
        return _drawing(path)
    media_type, size, orientation, words = _raster(path)
    if not _is_whole(media_type, *head, path.stat().st_size):
        raise _cut_short(name)
    width, height = size if orientation < 5 else (size[1], size[0])
    return Picture(
        path=path,
        media_type=media_type,
        width=width,
        height=height,
        orientation=orientation,
        words=words,
    )


def open_picture(file: Path | BytesIO) -> ImageFile.ImageFile:
    """Open a picture in one of the formats that are read; of a PSD, all layers as one.

    Raises what Pillow raises for a broken file, and `PictureError` for HEIC without pillow-heif.
    """
    from PIL import Image

    if not _is_heic(file):
        image = Image.open(file, formats=FORMATS)
        if image.format == "TIFF":
            hush()
        return image
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        name = file.name if isinstance(file, Path) else "a picture"
        message = f"`{name}` is HEIC, which this installation can't read"
        advice = "save it as JPEG, or: pip install 'issue-exporter[heic]'"
        raise PictureError("issue-picture-broken", message, advice) from None
    register_heif_opener()
    return Image.open(file, formats=["HEIF"])


def _is_heic(file: Path | BytesIO) -> bool:
    """Whether a file is HEIC by its brand (ISO/IEC 23008-12, 10.2); AVIF has others."""
    if isinstance(file, BytesIO):
        head = file.getvalue()[:12]
    else:
        with file.open("rb") as opened:
            head = opened.read(12)
    return head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS


def judge_size(name: str, image: Image.Image) -> None:
    """Refuse a picture that takes too much memory, by what its header says: `PictureError`."""
    width, height = image.size
    if width * height * _pixel_bytes(image) > limits.allowed(limits.PICTURE_BYTES):
        raise _too_large(f"{name} has {width:,} × {height:,} pixels")


def _pixel_bytes(image: Image.Image) -> int:
    """Return the bytes that a pixel takes in memory: a plain JPEG is decoded in part or small."""
    if image.format in ("JPEG", "MPO"):
        return 4 if image.info.get("progressive") else 2
    return 2 if image.mode in ("1", "L", "P") else 4


def _too_large(message: str) -> PictureError:
    most = limits.allowed(MAX_PIXELS) // 1_000_000
    advice = (
        f"the limit is {most} megapixels in a JPEG or in grey, {most // 2} in other pictures, and "
        f"{MAX_BYTES // 1_000_000} MB: save it smaller, {limits.ADVICE}"
    )
    return PictureError("issue-picture-too-large", message, advice)


def _ends(path: Path) -> tuple[bytes, bytes]:
    """Return the first 1024 and the last 4096 bytes of a file."""
    with path.open("rb") as file:
        head = file.read(1024)
        file.seek(max(0, path.stat().st_size - 4096))
        return head, file.read()


def _drawing(path: Path) -> Picture:
    try:
        root = svg.parse(path.read_bytes())
        width, height = svg.size_of(root)
    except svg.BadSvg as error:
        raise bad_svg(path, error) from None
    words = PictureWords(alt=description(root))
    return Picture(path=path, media_type="image/svg+xml", width=width, height=height, words=words)


def bad_svg(path: Path, error: svg.BadSvg) -> PictureError:
    """Return the error that says why a drawing can't be used."""
    message = f"picture `{path.name}` {error}"
    return PictureError("issue-picture-broken", message, "save it again as plain, simpler SVG")


def _raster(path: Path) -> tuple[str, tuple[int, int], int, PictureWords]:
    """Return media type, stored size, EXIF orientation (1 to 8) and the words in the file.

    The size is judged first: the EXIF data of a PNG may be after its pixels.
    """
    from PIL import Image

    from exporter.pictures.credits import words_of

    try:
        with warnings.catch_warnings(), _strictly():
            warnings.simplefilter("ignore")
            with open_picture(path) as image:
                judge_size(f"picture `{path.name}`", image)
                if image.format == "PNG":
                    image.load()
                if image.format == "TIFF":
                    _judge_parts(image, path)
                media_type = MEDIA_TYPES[str(image.format)]
                turn = 1 if media_type in TURNED else _orientation(image)
                return media_type, image.size, turn, words_of(image)
    except PictureError:
        raise
    except Image.DecompressionBombError:
        raise _too_large(f"picture `{path.name}` is far too large") from None
    except Exception:  # Pillow's decoders raise nearly anything on a bad file.
        message = f"`{path.name}` can't be read as a picture"
        advice = f"save it as {KINDS}"
        if path.suffix.lower() == ".pdf":
            advice = f"give it as `pdf` if it is an advertisement or a page, or save it as {KINDS}"
        raise PictureError("issue-picture-broken", message, advice) from None


def _judge_parts(image: ImageFile.ImageFile, path: Path) -> None:
    """Refuse a TIFF whose strips or tiles go on behind its end (TIFF 6.0, section 8)."""
    tags = getattr(image, "tag_v2", {})
    starts = tags.get(273) or tags.get(324) or ()
    lengths = tags.get(279) or tags.get(325) or ()
    ends = [start + length for start, length in zip(starts, lengths, strict=False)]
    if max(ends, default=0) > path.stat().st_size:
        raise _cut_short(path.name)


def _cut_short(name: str) -> PictureError:
    message = f"picture `{name}` is cut short"
    return PictureError("issue-picture-broken", message, "copy the file again from its source")


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse a picture that is cut short: WeasyPrint, once loaded, lets it pass."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _orientation(image: Image.Image) -> int:
    """Read the EXIF orientation; 1 if it is missing or invalid."""
    try:
        value = int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1
    return value if 1 <= value <= 8 else 1


def _is_whole(media_type: str, head: bytes, tail: bytes, size: int) -> bool:
    """Whether the file has the end that its kind must have."""
    if media_type == "image/jpeg":
        return b"\xff\xd9" in tail
    if media_type == "image/png":
        return b"IEND" in tail
    if media_type == "image/gif":
        return b"\x3b" in tail[-64:]
    if media_type == "image/webp":
        return int.from_bytes(head[4:8], "little") + 8 <= size
    return True


def packed_type(picture: Picture, modern: bool = False) -> str:
    """Return the media type in which a picture is packed, from its header alone.

    AVIF, WebP, TIFF, PSD and HEIC become JPEG, or PNG where they are transparent or line art:
    EPUB 3.3 §3.2 has only WebP of them, and readers made before 2020 do not show it. With `modern`,
    AVIF and WebP stay what they are, except animations, of which the first picture is packed.
    """
    if modern and picture.media_type in MODERN and not _is_animated(picture.path):
        return picture.media_type
    if picture.media_type in CONVERTED:
        return "image/png" if _needs_png(picture.path) else "image/jpeg"
    turned = picture.orientation != 1 and picture.media_type == "image/gif"
    return "image/png" if turned else picture.media_type


def _is_animated(path: Path) -> bool:
    try:
        with open_picture(path) as image:
            return bool(getattr(image, "is_animated", False))
    except Exception:
        return False


def _needs_png(path: Path) -> bool:
    try:
        with open_picture(path) as image:
            return image.has_transparency_data or image.mode in ("1", "P", "PA")
    except Exception:
        return False


def unreadable(picture: Picture) -> PictureError:
    """Return the error that says that a picture can't be decoded."""
    message = f"`{picture.path.name}` can't be read as a picture"
    return PictureError("issue-picture-broken", message, f"save it as {KINDS}")


def decode(picture: Picture) -> None:
    """Decode a picture whole; raises `PictureError` if it is broken anywhere."""

    if picture.media_type == "image/svg+xml":
        _drawing(picture.path)
        return
    remembered(picture.path, "whole", partial(_decoded, picture))


def _decoded(picture: Picture) -> bytes:
    """Decode a picture; what is to be remembered of it is nothing."""
    try:
        with _strictly(), open_picture(picture.path) as image:
            image.load()
    except Exception:
        message = f"picture `{picture.path.name}` is broken inside"
        advice = "copy the file again from its source"
        raise PictureError("issue-picture-broken", message, advice) from None
    return b""
