"""Wrong on purpose: gives encode a second worker.

Belief: two are faster, and the order is kept.
Truth:  the task asks for one stage more; everything else stays.
Verdict: encode has 2 workers, and had one
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
        manager.add_worker(partial(encode, folder), "encode", workers=2)
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
