from pipeline_core import SENTINEL


def merge(source, target, producers):
    """Move what several producers put into source on to target, and pass one end on when all are through."""
    ends = 0
    # Only this thread counts, so the count needs no lock: that is the reason for having one thread do it.
    while ends < producers:
        item = source.get()  # take
        # An end says that one producer is through, and nothing about the others.
        if item is SENTINEL:  # end?
            ends += 1
            continue
        # At once: whoever waits for the last producer before it hands on holds up all the others.
        target.put(item)  # hand on
    # Each producer put its end behind its items, so behind the last end nothing can come any more.
    target.put(SENTINEL)  # pass the end on: one, since there is one consumer
