"""Right in another style: gaps in a set of their own."""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, gaps, head = {}, set(), 0
    while True:
        pair = source.get()
        if pair is SENTINEL:
            break
        if pair[1] is SKIP:
            gaps.add(pair[0])
        else:
            early[pair[0]] = pair[1]
        while head in gaps or head in early:
            if head in gaps:
                gaps.remove(head)
            else:
                target.put(early.pop(head))
            head += 1
    for number in sorted(early):
        target.put(early[number])
    target.put(SENTINEL)
