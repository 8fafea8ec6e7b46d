"""Wrong on purpose: waits at most two seconds.

Belief: join wants to know how long it may take.
Truth:  join(2) returns after two seconds whether the thread has ended or not.
Verdict: a sleep or a timeout
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talker.join(2)
    return said
