"""Wrong on purpose: returns the first failure alone.

Belief: one file of them was broken.
Truth:  one was, in that call; there may be none, and there may be three.
Verdict: called again, with no broken file, fits.png twice, and a tiny.jpg in the folder from another day: your answer raised IndexError
"""

from functools import partial

from PIL import Image

from pipeline_core import SKIP, PipelineManager


def decode(path):
    with Image.open(path) as image:
        return path.stem, image.convert("RGB")


def shrink(named):
    name, image = named
    if min(image.size) < 16:
        return SKIP
    image.thumbnail((64, 64))
    return name, image


def encode(folder, named):
    name, image = named
    image.save(folder / f"{name}.jpg")
    return name


def thumbnails(paths, folder):
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        manager.add_worker(shrink, "shrink", workers=2)
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [manager.failures[0].item]
