"""Wrong on purpose: takes in a thread of its own, and joins it.

Belief: join hands on what the thread raised.
Truth:  it waits for its end, whatever that was: the caller gets the results up to there, and takes them for all.
Verdict: there nobody hears of it
"""

from threading import Thread


def take_lines(queue, count, work):
    results = []

    def take():
        for _ in range(count):
            results.append(work(queue.get()))

    thread = Thread(target=take)
    thread.start()
    thread.join()
    return results
