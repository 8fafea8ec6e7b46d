"""Right in another style: a thread of its own that takes, is joined, and hands back what work raised."""

import threading


def take_lines(queue, count, work):
    results, raised = [], []

    def take():
        try:
            results.extend(work(queue.get()) for _ in range(count))
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return results
