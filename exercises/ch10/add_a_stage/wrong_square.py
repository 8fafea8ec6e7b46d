"""Wrong on purpose: makes every picture 64 × 64.

Belief: to fit into 64 × 64 is to be of that size.
Truth:  the proportions are gone; to fit, the longer side is 64.
Verdict: its proportions are others
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
    return name, image.resize((64, 64)) if max(image.size) > 64 else image


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
        return names, [failure.item for failure in manager.failures]
