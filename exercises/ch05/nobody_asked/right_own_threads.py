"""Right in another style: threads of its own, and a queue of places."""

from queue import SimpleQueue
from threading import Thread


def work_on_all(items, work, workers):
    places, told = SimpleQueue(), [None] * len(items)
    for place in [*range(len(items)), *[None] * workers]:
        places.put(place)

    def run():
        while (place := places.get()) is not None:
            try:
                told[place] = ("result", work(items[place]))
            except Exception as error:
                told[place] = ("failure", (items[place], error))

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [[each for kind, each in told if kind == which] for which in ("result", "failure")]
