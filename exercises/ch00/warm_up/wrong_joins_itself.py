"""Wrong on purpose: lets the thread join itself.

Belief: the thread has to wait until it is through.
Truth:  a thread that waits for its own end is refused: RuntimeError, and the caller waits for nothing.
Verdict: cannot join current thread
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))
        talker.join()

    talker = Thread(target=talk)
    talker.start()
    return said
