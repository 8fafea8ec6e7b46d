from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    """Hand results on in the order of their numbers, whatever the order in which they come."""
    early = {}  # the re-order buffer: number -> result, of those that came before their turn
    head = 0  # the number whose turn it is
    while (pair := source.get()) is not SENTINEL:  # take · end?
        number, result = pair
        # A gap is kept like a result, since it may come before its turn, too.
        early[number] = result
        # One that comes may free many. Asked is whether the number is there, and not what its result is like.
        while head in early:
            hand_on(early.pop(head), target)  # pop: what has left is not kept
            head += 1
    # Now it is known that the numbers which are missing will never come.
    for number in sorted(early):
        hand_on(early[number], target)
    target.put(SENTINEL)  # pass the end on


def hand_on(result, target):
    """Put a result into the target; of a gap there is nothing to put."""
    if result is not SKIP:
        target.put(result)  # hand on
