"""Wrong on purpose: returns the paths that failed as texts.

Belief: a path and its text are the same.
Truth:  whoever compares them with the paths that were handed in finds none.
Verdict: of type str; the path itself was expected, as it was handed in.
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
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [str(failure.item) for failure in manager.failures]
