"""Wrong on purpose: makes the channels so large that nobody waits.

Belief: a stage that waits is slow.
Truth:  a channel that is never full keeps every picture in memory, as soon as the last stage is the slow one.
Verdict: more than 24 were taken before the first was written.
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
    with PipelineManager(maxsize=10_000) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        manager.add_worker(shrink, "shrink", workers=2)
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
