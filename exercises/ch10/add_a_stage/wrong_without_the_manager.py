"""Wrong on purpose: shrinks all of them before, in a loop.

Belief: what is in memory need not go through a queue.
Truth:  then all pictures are in memory at once, and no two steps overlap.
Verdict: the stages are ['encode']
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
    small, failed = [], []
    for path in paths:
        try:
            small.append(shrink(decode(path)))
        except OSError:
            failed.append(path)
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run([named for named in small if named is not SKIP])
        return names, failed
