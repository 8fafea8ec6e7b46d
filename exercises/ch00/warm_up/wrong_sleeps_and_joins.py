"""Wrong on purpose: sleeps a little before it joins.

Belief: a short sleep helps the second thread to begin.
Truth:  join waits as long as it takes, and no longer; the sleep only makes every greeting later.
Verdict: it sleeps, or waits until a timeout is over
"""

from threading import Thread
from time import sleep


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    sleep(0.01)
    talker.join()
    return said
