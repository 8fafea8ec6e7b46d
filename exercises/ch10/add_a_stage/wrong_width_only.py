"""Wrong on purpose: looks at the width alone.

Belief: if it is narrow enough it fits.
Truth:  a tall one does not.
Verdict: a picture of 20 × 400 was written with 20 × 400: that does not fit into 64 × 64.
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
    width, height = image.size
    if width > 64:
        image = image.resize((64, max(1, round(height * 64 / width))))
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
