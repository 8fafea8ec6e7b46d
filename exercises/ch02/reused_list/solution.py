from threading import Thread

# One list on the heap, and as many arrows to it as there were puts: each shows what it holds in the end, the
# names that were left over.
guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    """Hand names from one thread to another, in lists of size; return the lists, in order."""
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                queue.put(group)  # hand on
                # Let go of it: after put the list is no longer ours. Clearing it would empty the consumer's
                # list, as there is only one. A copy before put, put(list(group)), would do as well.
                group = []
        if group:
            queue.put(group)  # hand on what is left

    def consume():
        for _ in range(-(-len(names) // size)):  # end? after as many groups as there are, rounded up
            group = queue.get()  # take
            found.append(group)  # hand on · pass the end on: nobody comes after us

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
