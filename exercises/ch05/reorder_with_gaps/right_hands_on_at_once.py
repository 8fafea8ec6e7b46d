"""Right in another style: all that one tuple frees is put together, and then handed on."""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        early[pair[0]] = pair[1]
        ready = []
        while head in early:
            ready.append(early.pop(head))
            head += 1
        for result in ready:
            if result is not SKIP:
                target.put(result)
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)
