"""Wrong on purpose: lets encode skip what it can't write.

Belief: on_error="skip" makes a stage safe.
Truth:  with a folder that is not there nothing is written, and the call looks like a good one.
Verdict: with a folder that is not there: it returned as if all was well
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
        manager.add_worker(partial(encode, folder), "encode", on_error="skip")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
