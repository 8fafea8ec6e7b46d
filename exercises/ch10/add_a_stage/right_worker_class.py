"""Right in another style: a BaseWorker."""

from functools import partial

from PIL import Image

from pipeline_core import SKIP, BaseWorker, PipelineManager


def decode(path):
    with Image.open(path) as image:
        return path.stem, image.convert("RGB")


class Shrink(BaseWorker):
    def process_item(self, named):
        _, image = named
        if min(image.size) < self.least:
            return SKIP
        image.thumbnail((self.most, self.most))
        return named

    def __init__(self, least, most):
        self.least, self.most = least, most


def encode(folder, named):
    name, image = named
    image.save(folder / f"{name}.jpg")
    return name


def thumbnails(paths, folder):
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(decode, "decode", on_error="skip")
        manager.add_worker(Shrink, "shrink", workers=2, worker_args={"least": 16, "most": 64})
        manager.add_worker(partial(encode, folder), "encode")
        names = manager.run(paths)
        return names, [failure.item for failure in manager.failures]
