"""Pictures to work on, a disk to write them to, and a sheet of small ones.

Inside:  ``make_pictures``, from the sample pictures that matplotlib brings; ``Disk``, which may be full;
         ``contact_sheet``.
Outside: what is done with them (the cells of chapter 10).
"""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Sequence
from pathlib import Path

from matplotlib import cbook
from matplotlib.figure import Figure
from PIL import Image, ImageOps

from pipeline_core.lab.charts.picture import Picture, own_settings

SAMPLES = ("grace_hopper.jpg", "logo2.png", "Minduka_Present_Blue_Pack.png")


def make_pictures(folder: Path, count: int, *, side: int = 900, seed: int = 10) -> list[Path]:
    """Write so many JPEGs of ``side`` × two thirds of it into a new folder, each another part of a sample."""
    folder.mkdir(parents=True)
    dice = random.Random(seed)  # noqa: S311 - pictures, not secrets
    samples = [_flat(Path(str(cbook.get_sample_data(name, asfileobj=False)))) for name in SAMPLES]
    paths = []
    for number in range(count):
        sample = samples[number % len(samples)]
        width, height = sample.size
        left, top = dice.uniform(0, width / 3), dice.uniform(0, height / 3)
        part = sample.crop((int(left), int(top), int(left + width / 2), int(top + height / 2)))
        paths.append(folder / f"{number:03}.jpg")
        ImageOps.fit(part, (side, side * 2 // 3)).save(paths[-1], quality=90)
    return paths


def _flat(path: Path) -> Image.Image:
    """A picture on white: JPEG knows no transparency."""
    with Image.open(path) as image:
        shown = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")


class Disk:
    """Writes files, until there is no room left: then a part of one, as a real disk does, and an OSError.

    Args:
        room: bytes; without it, as much as you like.
        denied: nothing may be written at all.
    """

    def __init__(self, room: float = float("inf"), *, denied: bool = False) -> None:
        self.room = room
        self.denied = denied

    def write(self, path: Path, content: bytes) -> None:
        """Write ``content`` into the file ``path``.

        Raises:
            OSError: there is no room for all of it; what there was room for is in the file.
            PermissionError: nothing may be written.
        """
        if self.denied:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path.name)
        fits = content[: int(min(self.room, len(content)))]
        path.write_bytes(fits)
        self.room -= len(fits)
        if len(fits) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path.name)


def contact_sheet(paths: Sequence[Path], *, columns: int = 10, side: int = 64) -> Picture:
    """All pictures, small, in rows."""
    rows = -(-len(paths) // columns)
    height = side * 2 // 3
    sheet = Image.new("RGB", (columns * side, rows * height), "white")
    for number, path in enumerate(paths):
        with Image.open(path) as image:
            small = ImageOps.contain(image.convert("RGB"), (side - 4, height - 4))
        sheet.paste(small, (number % columns * side + 2, number // columns * height + 2))
    with own_settings():
        figure = Figure(figsize=(columns * side / 84, rows * height / 84))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.imshow(sheet)
        axes.set_axis_off()
    return Picture(figure, f"A contact sheet of {len(paths)} pictures in {rows} rows of {columns}.")
