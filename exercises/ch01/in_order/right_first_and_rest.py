"""Right in another style: one thread for the first item, another one for the rest, which does the same."""

from threading import Thread


def in_order(work, items):
    if not items:
        return []
    first, rest = [], []
    threads = [
        Thread(target=lambda: first.append(work(items[0]))),
        Thread(target=lambda: rest.extend(in_order(work, items[1:]))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return first + rest
