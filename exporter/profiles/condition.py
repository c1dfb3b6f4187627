"""The printing condition: the ICC profile of the press, checked, and its registered name."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import UsageError
from exporter.guard import guarded, reason
from exporter.languages.characters import UNSAFE
from exporter.pdf import icc
from exporter.profiles import Colour, Profile
from exporter.profiles.profile import ICC_FOLDER, icc_names

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

# Names of https://registry.color.org/cmyk-registry/ as profiles' descriptions write them.
REGISTERED = re.compile(r"\b(?:(FOGRA)\s?(\d\d)|(IFRA)\s?(\d\d)|(CGATS\s?)?(TR)\s?(\d{3}))\b", re.I)
REGISTRY = "http://www.color.org"
MAX_BYTES = 40_000_000


@dataclass(frozen=True)
class Condition:
    """A printing condition: `icc` are the bytes of its profile, `name` what the registry has.

    `registry` is empty for a condition that no registry knows.
    """

    icc: bytes
    name: str
    description: str
    registry: str = ""

    def profile(self) -> ImageCmsProfile:
        """Return LittleCMS's handle of the profile."""
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(io.BytesIO(self.icc))


def judge_profile(profile: Profile) -> None:
    """Refuse a profile that no PDF can be made with: `UsageError`."""
    if profile.colour is Colour.CMYK:
        find_condition(profile)
    if profile.impose and profile.tagged:
        raise UsageError(f"--impose is for the press, not for the tagged PDF of `{profile.name}`")
    if profile.split:
        from exporter.profiles.page_names import find_template

        find_template(profile.split)


def find_condition(profile: Profile) -> Condition:
    """Return the printing condition of a CMYK profile; raises `UsageError` for a wrong ICC file."""
    path = icc_path(profile)
    data = _read(path)
    _judge(path, data)
    description = _description(path, data)
    name = profile.output_condition or _registered(description)
    return Condition(data, name or description, description, REGISTRY if name else "")


def icc_path(profile: Profile) -> Path:
    """Return the file of the profile's ICC: one of ours by name, or the user's own."""
    ours = profile.icc in icc_names()
    return ICC_FOLDER / f"{profile.icc}.icc" if ours else Path(profile.icc)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path}: is too large for an ICC profile")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UsageError(f"{path}: can't be read as an ICC profile ({reason(error)})") from None


def _judge(path: Path, data: bytes) -> None:
    """Refuse what is not a profile of a CMYK press."""
    header = icc.read_header(data)
    if header is None:
        raise UsageError(
            f"{path}: is not an ICC profile, name the .icc or .icm file of your printer"
        )
    if header.device != icc.PRINTER or header.space != b"CMYK":
        raise UsageError(
            f"{path}: is a {header.kind} profile for {header.space_name},"
            " a printer profile for CMYK is needed"
        )
    if header.size > len(data):
        raise UsageError(f"{path}: the ICC profile is cut short, copy it again")


def _description(path: Path, data: bytes) -> str:
    from PIL import ImageCms

    with guarded(lambda why: UsageError(f"{path}: the ICC profile is broken ({why})")):
        handle = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if not ImageCms.isIntentSupported(
            handle, ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Direction.OUTPUT
        ):
            raise UsageError(
                f"{path}: the ICC profile has no conversion from colours to inks (B2A)"
            )
        _try(handle)
        words = UNSAFE.sub(" ", ImageCms.getProfileDescription(handle))
        return " ".join(words.split())[:100] or path.stem


def _try(handle: ImageCmsProfile) -> None:
    """Take a white through the profile both ways: damage shows only in its use."""
    from PIL import Image, ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    into = ImageCms.buildTransform(srgb, handle, "RGB", "CMYK", intent)
    back = ImageCms.buildTransform(handle, lab, "CMYK", "LAB", intent)
    inks = ImageCms.applyTransform(Image.new("RGB", (1, 1)), into)
    ImageCms.applyTransform(inks or Image.new("CMYK", (1, 1)), back)


def _registered(description: str) -> str:
    """Find a registered name in a description: `Coated FOGRA39L` is FOGRA39."""
    found = REGISTERED.search(description)
    if not found:
        return ""
    if found[1] or found[3]:
        return f"{(found[1] or found[3]).upper()}{found[2] or found[4]}"
    return f"CGATS TR {found[7]}"
