"""Right in another style: results by number in a dict, put into order at the end."""

from threading import Thread


def in_order(work, items):
    results, threads = {}, []

    def run(number):
        results[number] = work(items[number])

    for number in range(len(items)):
        threads.append(Thread(target=run, args=[number]))
        threads[-1].start()
    while threads:
        threads.pop().join()
    return [results[number] for number in range(len(items))]
