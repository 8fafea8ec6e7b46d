"""Wrong on purpose: calls run instead of start.

Belief: run runs the thread.
Truth:  it runs the function in the caller's thread; no second thread is started.
Verdict: in the thread that called greet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.run()
    return said
