"""Wrong on purpose: returns the names of the files that are there.

Belief: a file that is there has been written.
Truth:  it may be there from another day: a picture that was dropped now counts as written.
Verdict: the names are ['fits', 'tiny', 'long', 'fits']
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
        manager.run(paths)
        names = [path.stem for path in paths if (folder / f"{path.stem}.jpg").exists()]
        return names, [failure.item for failure in manager.failures]
