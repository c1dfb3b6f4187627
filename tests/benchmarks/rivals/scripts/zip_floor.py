"""Zip an issue folder as it is: `zip_floor.py ISSUE_FOLDER FILE`."""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile


def main(folder: Path, target: Path) -> None:
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        for path in sorted(folder.rglob("*.*")):
            kind = ZIP_STORED if path.suffix == ".jpg" else ZIP_DEFLATED
            archive.write(path, path.relative_to(folder).as_posix(), kind)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
