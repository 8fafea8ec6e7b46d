"""Right in another style: joins with a timeout, when every thread has been told the end."""

from queue import Queue
from threading import Semaphore, Thread

from pipeline_core import SENTINEL


def refine(items, improve, good, most):
    """Improve each item until it is good; return the good ones, in the order of the judge."""
    drafts, improved, finished = Queue(most), Queue(most), []
    # What has to be bounded is the loop, and not each queue in it. With at most so many items in the loop as
    # one queue has places, no put in the loop ever finds its queue full, and so nobody there waits for room.
    # Larger queues alone only need more items to get stuck, and queues without bound grow with the items.
    room = Semaphore(most)

    def make():
        while (item := drafts.get()) is not SENTINEL:  # take · end?
            improved.put(improve(item))  # work · hand on
        improved.put(SENTINEL)  # pass the end on

    def judge():
        while (item := improved.get()) is not SENTINEL:  # take · end?
            if good(item):
                finished.append(item)
                # Only who leaves the loop makes room. An item that goes round once more keeps its place.
                room.release()
            else:
                drafts.put(item)  # once more
            drafts.task_done()

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        # The one who waits for room stands outside of the loop: it holds up nobody inside.
        room.acquire()
        drafts.put(item)
    drafts.join()  # nobody is on their way any more
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join(timeout=2)  # it is at its end
    return finished
