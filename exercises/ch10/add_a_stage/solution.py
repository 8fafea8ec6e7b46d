from functools import partial

from PIL import Image

from pipeline_core import SKIP, PipelineManager


def decode(path):
    """Read a picture; its name goes along."""
    with Image.open(path) as image:
        return path.stem, image.convert("RGB")


def shrink(named):
    """Make a picture fit into 64 × 64, or drop it."""
    # The item is a pair: the stage behind needs the name as much as the picture.
    name, image = named
    if min(image.size) < 16:
        return SKIP  # None would be an item like any other
    # It changes the picture, and returns None. The picture is this worker's own: decode has let go of it.
    image.thumbnail((64, 64))
    return name, image


def encode(folder, named):
    """Write a picture; its name goes on."""
    name, image = named
    image.save(folder / f"{name}.jpg")
    return name


def thumbnails(paths, folder):
    """Make small pictures of pictures: return the names of those written, and the paths that failed."""
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        # It stands where it is added. With ordered=True, the default, two workers keep the order.
        manager.add_worker(shrink, "shrink", workers=2)
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
