"""Wrong on purpose: lets each thread look at the loop's variables when it runs.

Belief: a function made in a loop remembers what the variables were at that moment.
Truth:  it looks when it runs; by then the loop is over, and all threads see the last item.
Verdict: which item does each thread look at, and when?
"""

from threading import Thread


def in_order(work, items):
    results = [None] * len(items)
    threads = []
    for place, item in enumerate(items):

        def run():
            results[place] = work(item)

        threads.append(Thread(target=run))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
