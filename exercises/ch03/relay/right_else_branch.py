"""Right in another style: a flag, and the end in the else branch."""

from pipeline_core import SENTINEL


def relay(source, target, change):
    running = True
    while running:
        item = source.get()
        if item is not SENTINEL:
            target.put(change(item))
        else:
            target.put(item)
            running = False
