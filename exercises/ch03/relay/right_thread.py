"""Right in another style: a thread of its own that relays, and is joined."""

from threading import Thread

from pipeline_core import SENTINEL


def walrus(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    target.put(SENTINEL)


def relay(source, target, change):
    thread = Thread(target=walrus, args=(source, target, change))
    thread.start()
    thread.join()
