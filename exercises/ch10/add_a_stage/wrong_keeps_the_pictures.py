"""Wrong on purpose: keeps the pictures in a dict, and hands on their names.

Belief: so the items are small.
Truth:  the dict never lets go of a picture: at the end all of them are in memory.
Verdict: pictures were still in memory.
"""

from PIL import Image

from pipeline_core import SKIP, PipelineManager


def decode(path):
    with Image.open(path) as image:
        return path.stem, image.convert("RGB")


def encode(folder, named):
    name, image = named
    image.save(folder / f"{name}.jpg")
    return name


def thumbnails(paths, folder):
    pictures = {}

    def keep(path):
        name, image = decode(path)
        pictures[path] = name, image
        return path

    def shrink(path):
        image = pictures[path][1]
        if min(image.size) < 16:
            return SKIP
        image.thumbnail((64, 64))
        return path

    def write(path):
        return encode(folder, pictures[path])

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(keep, "decode", on_error="skip")
        manager.add_worker(shrink, "shrink", workers=2)
        manager.add_worker(write, "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
