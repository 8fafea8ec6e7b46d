"""Wrong on purpose: waits for the last line of the thread, and not for the thread.

Belief: a thread that has done its last line is over.
Truth:  it still has to end; until then it is alive, and greet has returned.
Verdict: greet returned while its second thread was still running
"""

from threading import Event, Thread


def greet(name, say):
    said, over = [], Event()

    def talk():
        said.append(say(name))
        over.set()

    Thread(target=talk).start()
    over.wait()
    return said
