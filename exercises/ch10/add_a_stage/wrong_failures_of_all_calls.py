"""Wrong on purpose: collects the failures in a list of the module.

Belief: a list at the top is easy to reach.
Truth:  it is there in the next call too, and so are the failures of this one.
Verdict: failed, and [] was expected.
"""

from functools import partial

from PIL import Image

from pipeline_core import SKIP, PipelineManager


failed = []


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
        failed.extend(failure.item for failure in manager.failures)
        return names, failed
