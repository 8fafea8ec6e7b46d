"""Wrong on purpose: each thread stands in its place until its result does; one that is left there is none.

Belief: what is still a thread in the end is no result.
Truth:  work may return a thread, as it may return anything.
Verdict: the list of results came out as [None
"""

from threading import Thread


def in_order(work, items):
    places = []
    for place, item in enumerate(items):
        places.append(Thread(target=lambda place=place, item=item: places.__setitem__(place, work(item))))
    threads = list(places)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [None if isinstance(each, Thread) else each for each in places]
