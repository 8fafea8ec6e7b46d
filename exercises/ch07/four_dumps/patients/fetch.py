"""One thread asks a slow server; the others have nothing to do until it answers."""

from queue import Queue
from threading import Thread
from time import sleep


def main(seconds=30):
    pages = Queue(maxsize=2)

    def ask():
        sleep(seconds)
        return "<html>"

    def fetch():
        for _ in range(2):
            pages.put(ask())

    def parse():
        for _ in range(2):
            pages.get()

    threads = [Thread(target=fetch, name="fetch"), Thread(target=parse, name="parse")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
