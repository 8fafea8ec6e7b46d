"""Wrong on purpose: sleeps for as long as the greeting takes on this machine.

Belief: a tenth of a second is plenty for one greeting.
Truth:  a sleep is a guess about another thread's speed; on a busy day, or for a slow say, it is wrong.
Verdict: say had not come back yet
"""

from threading import Thread
from time import sleep


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    sleep(0.1)
    return said
