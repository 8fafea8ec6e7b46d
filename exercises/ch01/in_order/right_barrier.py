"""Right in another style: a Barrier at which all begin together."""

from threading import Barrier, Thread


def in_order(work, items):
    places = [None] * len(items)
    begin = Barrier(len(items) + 1)

    def run(place):
        begin.wait()
        places[place] = work(items[place])

    threads = [Thread(target=run, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    begin.wait()
    for thread in threads:
        thread.join()
    return places
