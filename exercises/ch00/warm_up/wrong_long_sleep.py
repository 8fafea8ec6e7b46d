"""Wrong on purpose: sleeps for so long that it must be enough.

Belief: a longer sleep makes it safe.
Truth:  nothing promises that the other thread gets to run within any time; and every greeting now takes a minute.
Verdict: a sleep
"""

from threading import Thread
from time import sleep


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    sleep(60)
    return said
