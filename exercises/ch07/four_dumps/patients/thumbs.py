"""Each album is a sub-task, and submits one for its picture."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep


def main(threads=2):
    def shrink(picture):
        return picture

    def album(name):
        sleep(0.1)
        picture = pool.submit(shrink, name)
        return picture.result()

    with ThreadPoolExecutor(threads, "pool") as pool:
        sea, town = pool.submit(album, "sea"), pool.submit(album, "town")
        return sea.result(), town.result()
