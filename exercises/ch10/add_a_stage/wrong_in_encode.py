"""Wrong on purpose: shrinks in encode.

Belief: it is one function more or less.
Truth:  then encode's worker does it; the stage was asked for.
Verdict: the stages are ['decode', 'encode']
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
    def both(named):
        small = shrink(named)
        return small if small is SKIP else encode(folder, small)

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        manager.add_worker(both, "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
