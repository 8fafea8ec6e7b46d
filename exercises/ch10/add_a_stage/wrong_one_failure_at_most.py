"""Wrong on purpose: stops at the second failure.

Belief: max_failures=1 says how many there are.
Truth:  it says when the whole pipeline gives up.
Verdict: with 3 files that are no pictures, and a picture of 17 × 2000: your answer raised UnidentifiedImageError
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
    with PipelineManager(maxsize=4, max_failures=1) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        manager.add_worker(shrink, "shrink", workers=2)
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
