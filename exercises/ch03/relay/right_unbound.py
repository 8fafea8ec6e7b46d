"""Right in another style: the methods are called by their class."""

from queue import Queue

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := Queue.get(source)) is not SENTINEL:
        Queue.put(target, change(item))
    Queue.put(target, SENTINEL)
