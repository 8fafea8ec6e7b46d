"""Wrong on purpose: starts a thread for each item.

Belief: the more threads, the sooner it is done.
Truth:  workers is the most that work, or the server, may be asked for at once.
Verdict: were worked on at once
"""

from threading import Thread


def work_on_all(items, work, workers):
    told = {}

    def sub_task(place, item):
        try:
            told[place] = (True, work(item))
        except Exception as error:
            told[place] = (False, (item, error))

    threads = [Thread(target=sub_task, args=each) for each in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [told[place] for place in range(len(items))]
    return [each for fine, each in every if fine], [each for fine, each in every if not fine]
