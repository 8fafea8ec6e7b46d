"""Wrong on purpose: asks again and again whether the thread is alive.

Belief: is_alive tells when it is through.
Truth:  join waits for that by itself.
Verdict: asks again and again, and takes
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    while talker.is_alive():
        continue
    return said
