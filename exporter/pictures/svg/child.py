"""Run by itself, in a process that can be ended: draws SVG into PNG by resvg.

Takes from standard input JSON: `drawings` (a list of texts), `width` (px), `families`, and in
`fonts` the files of fonts, without which those of the system are looked through; writes to
standard output, for each drawing, the length of its PNG in 8 bytes and the PNG.
"""

from __future__ import annotations

import contextlib
import json
import sys

SECONDS = 8  # of the processor
MEMORY = 2_000_000_000  # bytes of address space; fonts are mapped into it


def limit() -> None:
    """Bound time and memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Draw what standard input asks for."""
    import resvg_py

    limit()
    job = json.load(sys.stdin)
    serif, sans = job["families"]
    for drawing in job["drawings"]:
        png = resvg_py.svg_to_bytes(
            svg_string=drawing,
            width=job["width"],
            serif_family=serif,
            sans_serif_family=sans,
            font_family=sans,
            languages=["en"],
            skip_system_fonts=bool(job["fonts"]),
            font_files=job["fonts"],
        )
        sys.stdout.buffer.write(len(png).to_bytes(8, "big") + bytes(png))


if __name__ == "__main__":
    main()
