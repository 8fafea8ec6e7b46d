"""Wrong on purpose: joins only a thread that has not said anything yet.

Belief: a thread that has left its greeting is over.
Truth:  it has still to leave its function, and may be there when greet returns.
Verdict: was still running
"""

from threading import Thread


def greet(name, say):
    said = []
    thread = Thread(target=lambda: said.append(say(name)))
    thread.start()
    if thread.is_alive() and not said:
        thread.join()
    return said
