from pipeline_core import SENTINEL


def relay(source, target, change):
    """Move every item from source to target, changed, and pass the end on."""
    while True:
        # get waits by itself: that source is empty now says nothing about what is still to come.
        item = source.get()  # take
        # By identity: == would let the item answer, and some items are equal to everything. None is data.
        if item is SENTINEL:  # end?
            break
        result = change(item)  # work
        # Before the next item is taken, so that one is in hand at most. put waits while target is full.
        target.put(result)  # hand on
    # Once, behind the last result: the stage behind waits for it as this one did.
    target.put(SENTINEL)  # pass the end on
