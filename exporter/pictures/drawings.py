"""Drawings (SVG) of an issue: cleaned with the pictures beside them, and what they lost."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from exporter.findings import Finding
from exporter.model import Issue, Picture
from exporter.outputs import lasting_folder
from exporter.pictures import svg
from exporter.pictures.embedded import ADDRESS, data_of
from exporter.pictures.files import (
    MAX_BYTES,
    ORIENTATION,
    PictureError,
    bad_svg,
    judge_size,
    locate,
    open_picture,
)
from exporter.pictures.modes import is_for_screens, plain, to_srgb

FAMILIES = ("serif", "sans-serif")
IN_TEXT = "drawing-"  # how the files begin that drawings of texts become
SHOWN = 3  # things of one kind that a finding names


@dataclass(frozen=True)
class Setting:
    """What a drawing may use: files below `root`, and the families that stand in for fonts."""

    root: Path | None = None
    families: tuple[str, str] = FAMILIES


PLAIN_SETTING = Setting()


def drawing(picture: Picture, setting: Setting) -> svg.Drawing:
    """Return a drawing as every edition shows it; raises `PictureError`."""
    return _drawing(picture.path, picture.path.stat().st_mtime_ns, setting)


@lru_cache(maxsize=32)
def _drawing(path: Path, _changed: int, setting: Setting) -> svg.Drawing:
    try:
        return from_svg(path.read_bytes(), path.parent, setting)
    except svg.BadSvg as error:
        raise bad_svg(path, error) from None


def from_svg(data: bytes, folder: Path, setting: Setting) -> svg.Drawing:
    """Return any SVG, that of a file or of an article's text, as every edition shows it.

    Pictures that it names are looked for in `folder`. Raises `svg.BadSvg`.
    """
    clean = svg.clean(data, _loader(folder, setting))
    return svg.Drawing(svg.draw(clean.data, setting.families), clean.dropped)


def with_words(picture: Picture, setting: Setting, convert: Callable[[str], str]) -> Picture:
    """Return a drawing with its words converted, as a file that lives as long as the program.

    Any other picture, and a drawing that can't be read, is returned as it is.
    """
    if picture.media_type != "image/svg+xml":
        return picture
    try:
        data = picture.path.read_bytes()
        clean = svg.clean(data, _loader(picture.path.parent, setting)).data
    except (svg.BadSvg, OSError):  # who draws it says so
        return picture
    worded = svg.with_words(clean, convert)
    if worded == clean:
        return picture
    folder = drawings_folder() / hashlib.blake2b(worded, digest_size=6).hexdigest()
    folder.mkdir(exist_ok=True)
    path = folder / picture.path.name
    path.write_bytes(worded)
    return picture.model_copy(update={"path": path})


def drawings_folder() -> Path:
    """Return a folder for drawings that no file of the source has; it goes with the program."""
    return lasting_folder()


def is_in_text(path: Path) -> bool:
    """Whether a drawing was written in a text, not in a file of its own."""
    return path.is_relative_to(drawings_folder()) and path.name.startswith(IN_TEXT)


def dropped(issue: Issue, families: tuple[str, str] = FAMILIES) -> Iterator[Finding]:
    """Yield what the drawings of an issue lose, one finding for each kind and drawing.

    `families` are those that they are drawn in later: so each is drawn once.
    """
    setting = Setting(issue.root, families)
    drawings = {each.path: each for each in issue.pictures if each.media_type == "image/svg+xml"}
    for path, picture in drawings.items():
        try:
            lost = drawing(picture, setting).dropped
        except (PictureError, OSError) as error:
            advice = "save it again as plain SVG"
            rule = "issue-picture-broken"
            message = error.message if isinstance(error, PictureError) else "can't be read"
            yield Finding(rule, _named(issue, path, picture), 0, message, advice)
            continue
        named = _named(issue, path, picture)
        in_text = path.is_relative_to(drawings_folder())  # its lines are not the article's
        yield from (replace(each, line=0) if in_text else each for each in findings(lost, named))


def _named(issue: Issue, path: Path, picture: Picture) -> Path:
    """Return the file that people know: of a drawing in a text, the article's."""
    if not path.is_relative_to(drawings_folder()):
        return issue.below_root(path)
    holders = (
        issue.root / article.source
        for article in issue.articles
        if any(figure.picture == picture for figure in article.figures)
    )
    return next(holders, path)


def findings(lost: tuple[svg.Dropped, ...], path: Path) -> Iterator[Finding]:
    """Yield a warning for each kind of thing that a drawing lost, with where and how often."""
    kinds: dict[str, list[svg.Dropped]] = {}
    for each in lost:
        kinds.setdefault(each.element, []).append(each)
    for kind, many in kinds.items():
        texts = [each.words for each in dict.fromkeys(many) if each.words]
        shown = "; ".join(texts[:SHOWN]) + ("; …" if len(texts) > SHOWN else "")
        name = kind if kind.startswith("@") or " " in kind else f"<{kind}>"
        times = f" ({len(many)} times)" if len(many) > 1 else ""
        message = f"the drawing loses its {name}{times}" + (f": {shown}" if shown else "")
        yield Finding(
            "issue-dropped-element",
            path,
            many[0].line,
            message,
            many[0].advice,
        )


def _loader(folder: Path, setting: Setting, is_inner: bool = False) -> svg.Load:
    """Return what finds the pictures in a drawing; a drawing in a drawing has none itself."""
    is_in_text = folder.is_relative_to(drawings_folder())

    def load(address: str) -> str:
        try:
            if ADDRESS.match(address):
                return loaded("an embedded picture", _data(address))
            path = locate(address, folder, folder if is_in_text else setting.root or folder)
            return loaded(f"picture `{path.name}`", _read(path))
        except PictureError as error:
            advice = "keep all in one file" if is_in_text else error.advice
            raise svg.NotLoaded(error.message, advice) from None

    def loaded(name: str, data: bytes) -> str:
        if not svg.looks_like_svg(data[:1024]):
            return _address(*_plain_picture(name, data))
        if is_inner:
            raise svg.NotLoaded("drawings are nested too deeply")
        return _inner(data, folder, setting)

    return load


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise svg.NotLoaded(f"`{path.name}` has more than {MAX_BYTES // 1_000_000} MB")
    return path.read_bytes()


def _data(address: str) -> bytes:
    try:
        return data_of(address)
    except ValueError:
        raise svg.NotLoaded("the data of an embedded picture is damaged") from None


def _inner(data: bytes, folder: Path, setting: Setting) -> str:
    try:
        clean = svg.clean(data, _loader(folder, setting, is_inner=True))
        return _address("image/png", svg.to_png(clean.data, setting.families))
    except svg.BadSvg as error:
        raise svg.NotLoaded(f"the drawing in it {error}") from None


def _address(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _plain_picture(name: str, data: bytes) -> tuple[str, bytes]:
    """Return a picture as a PNG or JPEG of sRGB, as it is if it is one."""
    from PIL import ImageOps

    try:
        with open_picture(io.BytesIO(data)) as image:
            judge_size(name, image)
            kind = image.format or ""
            image.load()
            is_upright = image.getexif().get(ORIENTATION, 1) == 1
            if kind in ("JPEG", "PNG") and is_for_screens(image) and is_upright:
                return f"image/{kind.lower()}", data
            shown = to_srgb(plain(ImageOps.exif_transpose(image)), image.info.get("icc_profile"))
            kind = "PNG" if kind != "JPEG" or shown.has_transparency_data else kind
            buffer = io.BytesIO()
            shown.save(buffer, kind, quality=90)
            return f"image/{kind.lower()}", buffer.getvalue()
    except PictureError:
        raise
    except Exception:  # Pillow's decoders raise nearly anything on a bad file
        raise svg.NotLoaded(f"{name} can't be read", "save it again") from None
