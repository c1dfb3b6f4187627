"""Save the pictures of a document as files, in a folder that is deleted when the process ends."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from exporter.outputs import lasting_folder

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "image/x-emf": ".emf",
    "image/x-wmf": ".wmf",
}
UNFIT = re.compile(r"[\W_]+")


class PictureFolder:
    """The picture files of one document, by address in its blocks."""

    def __init__(self, document: Path) -> None:
        self.stem = UNFIT.sub("-", document.stem).strip("-")[:40] or "document"
        # Documents with the same name in two folders need separate pictures.
        place = hashlib.sha256(str(document.resolve()).encode()).hexdigest()[:16]
        self.folder = lasting_folder() / "documents" / place
        self.files: dict[str, Path] = {}
        self.lost: list[str] = []
        """Findings for pictures that are not in the document."""

    def keep(self, data: bytes, media_type: str, suffix: str = "") -> str:
        """Save a picture; return its name, the same for the same bytes."""
        digest = hashlib.sha256(data).hexdigest()[:8]
        name = f"{self.stem}-{digest}{SUFFIXES.get(media_type, suffix or '.bin')}"
        if name not in self.files:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / name
            path.write_bytes(data)
            self.files[name] = path
        return name
