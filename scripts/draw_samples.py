#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.1", "pillow>=11.3"]
# ///
"""Draw the pictures of the sample issues to their places in samples/.

`uv run scripts/draw_samples.py`, or any Python that has numpy and Pillow. With names (`canteen
line-chart`) only those are drawn; `--list` names all. Needs the Noto CJK and Linux Libertine fonts
that scripts/install brings. The same versions of the libraries draw the same bytes.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from PIL import Image

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
WEEKLY, CHRONICLE = "lanjiang-weekly", "saltmere-chronicle"
MOST = 225_000  # bytes that a photograph should not pass: a repository is no place for more

# where a picture goes: the module of scripts/drawing and the function that draws it
PICTURES = {
    f"{WEEKLY}/01/canteen.jpg": "town.canteen",
    f"{WEEKLY}/01/riverside-dawn.jpg": "river.riverside_dawn",
    f"{WEEKLY}/02/bridge-night.jpg": "river.bridge_night",
    f"{WEEKLY}/03/flood-wall.jpg": "river.flood_wall",
    f"{WEEKLY}/04/lift-shaft.jpg": "town.lift_shaft",
    f"{WEEKLY}/04/market.jpg": "town.market",
    f"{WEEKLY}/05/community-garden.jpg": "town.community_garden",
    f"{WEEKLY}/05/reading-room.jpg": "town.reading_room",
    f"{WEEKLY}/06/playground.jpg": "town.playground",
    f"{WEEKLY}/08/heron.jpg": "river.heron",
    f"{WEEKLY}/08/map.svg": "map.wetland_map",
    f"{WEEKLY}/08/wetland.jpg": "river.wetland",
    f"{WEEKLY}/09/night-bus.jpg": "town.night_bus",
    f"{WEEKLY}/10/tea-hills.jpg": "country.tea_hills",
    f"{WEEKLY}/10/tea-workshop.jpg": "country.tea_workshop",
    f"{WEEKLY}/11/solar-roofs.jpg": "country.solar_roofs",
    f"{WEEKLY}/12/bar-chart.svg": "charts.canteens",
    f"{WEEKLY}/12/donut-chart.png": "charts.served",
    f"{WEEKLY}/12/line-chart.svg": "charts.volunteers",
    f"{WEEKLY}/13/opera-stage.jpg": "country.opera_stage",
    f"{WEEKLY}/13/paper-cut.svg": "papercut.paper_cut",
    f"{WEEKLY}/14/starry-sky.jpg": "country.starry_sky",
    f"{WEEKLY}/15/advertisement.png": "advertisement.advertisement",
    f"{WEEKLY}/16/guest.jpg": "country.guest",
    f"{CHRONICLE}/1/ferry.jpg": "harbour.ferry",
    f"{CHRONICLE}/1/harbour.jpg": "harbour.harbour",
    f"{CHRONICLE}/2/storm.jpg": "harbour.storm",
    f"{CHRONICLE}/4/high-street.jpg": "street.high_street",
    f"{CHRONICLE}/6/lighthouse.jpg": "harbour.lighthouse",
    f"{CHRONICLE}/6/stair.jpg": "indoors.stair",
    f"{CHRONICLE}/7/nets.jpg": "street.nets",
    f"{CHRONICLE}/8/cannery.jpg": "street.cannery",
    f"{CHRONICLE}/8/landings-chart.svg": "charts.landings",
    f"{CHRONICLE}/9/seals.jpg": "harbour.seals",
    f"{CHRONICLE}/9/tide-chart.png": "charts.tide",
    f"{CHRONICLE}/10/theatre.jpg": "indoors.theatre",
    f"{CHRONICLE}/11/regatta.jpg": "harbour.regatta",
    f"{CHRONICLE}/12/allotment.jpg": "street.allotment",
}


def draw(place: str) -> tuple[str, int]:
    """Draw one picture to its place below samples/; returns the place and the file's bytes."""
    module, name = PICTURES[place].split(".")
    picture = getattr(importlib.import_module(f"drawing.{module}"), name)()
    path = SAMPLES / place
    data = picture.encode() if isinstance(picture, str) else _encoded(picture, path.suffix)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.replace(path)
    return place, len(data)


def _encoded(picture: Image.Image, suffix: str) -> bytes:
    """A PNG of few colours, or a JPEG of the best quality that MOST allows."""
    out = io.BytesIO()
    if suffix == ".png":
        if picture.mode != "P":
            picture = picture.quantize(96, dither=Image.Dither.NONE)
        picture.save(out, "PNG", optimize=True, dpi=(200, 200))
        return out.getvalue()
    for quality in (85, 82, 79, 76, 73, 70, 67, 64):
        out = io.BytesIO()
        picture.convert("RGB").save(
            out, "JPEG", quality=quality, optimize=True, progressive=True, dpi=(200, 200)
        )
        if len(out.getvalue()) <= MOST:
            break
    return out.getvalue()


def _chosen(names: list[str]) -> list[str]:
    """The places of the pictures that were named: by file name, with or without its suffix."""
    if not names:
        return list(PICTURES)
    known = {Path(place).stem: place for place in PICTURES}
    unknown = [name for name in names if Path(name).stem not in known]
    if unknown:
        raise SystemExit(f"no picture {', '.join(unknown)}; there are: {', '.join(known)}")
    return [known[Path(name).stem] for name in names]


def main() -> None:
    """Read the command line and draw, on two processors where there are two."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the sample issues.")
    parser.add_argument(
        "names", nargs="*", help="pictures to draw (canteen line-chart); default all"
    )
    parser.add_argument("--list", action="store_true", help="name the pictures and end")
    chosen = parser.parse_args()
    places = _chosen(chosen.names)
    if chosen.list:
        print("\n".join(places))
        return
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for done in as_completed([pool.submit(draw, place) for place in places]):
            place, size = done.result()
            print(f"samples/{place}  {size / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    main()
