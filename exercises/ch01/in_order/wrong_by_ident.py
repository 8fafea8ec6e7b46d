"""Wrong on purpose: each result is kept under the ident of its thread.

Belief: no two threads of a program have the same ident.
Truth:  no two at the same time: one that begins after another has ended may get its ident, and its place.
Verdict: it goes right as long as each thread takes its usual time
"""

from threading import Thread, get_ident


def in_order(work, items):
    results = {}

    def run(item):
        results[get_ident()] = work(item)

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[thread.ident] for thread in threads]
