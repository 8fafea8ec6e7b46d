"""Wrong on purpose: calls talk itself.

Belief: talk() makes sure that it has been done.
Truth:  it is done by the caller's thread, and once more by the second one.
Verdict: in the thread that called greet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talk()
    return said
