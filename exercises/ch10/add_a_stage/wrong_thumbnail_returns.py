"""Wrong on purpose: hands on what thumbnail returns.

Belief: a method that shrinks a picture returns the small one.
Truth:  it changes the picture and returns None.
Verdict: your answer raised AttributeError: 'NoneType' object has no attribute 'save'
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
    return name, image.thumbnail((64, 64))


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
