"""Wrong on purpose: drops pictures that are very long too.

Belief: one that is a line in the end shows nothing.
Truth:  only a side of less than 16 is a reason; 17 × 2000 has none.
Verdict: the names are ['least'], and ['thread', 'least'] was expected.
"""

from functools import partial

from PIL import Image

from pipeline_core import SKIP, PipelineManager


def decode(path):
    with Image.open(path) as image:
        return path.stem, image.convert("RGB")


def shrink(named):
    name, image = named
    if min(image.size) < 16 or max(image.size) > 100 * min(image.size):
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
        return names, [failure.item for failure in manager.failures]
