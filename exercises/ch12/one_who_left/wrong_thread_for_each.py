"""Wrong on purpose: works on each item in a thread of its own.

Belief: who fails then hurts nobody.
Truth:  work is the business of one thread, and they all run ahead.
Verdict: it is the business of one
"""

from threading import Thread


def work_through(items, work, save, places):
    results, failures = {}, []

    def one(place, item):
        try:
            results[place] = work(item)
        except Exception as error:
            failures.append((item, error))

    threads = [Thread(target=one, args=(place, item)) for place, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place, result in sorted(results.items(), key=lambda pair: pair[0]):
        try:
            save(result)
        except Exception as error:
            failures.append((items[place], error))
    return failures
