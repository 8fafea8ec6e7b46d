"""Wrong on purpose: returns a copy of the list.

Belief: the list belongs to the thread, so a copy has to be handed back.
Truth:  the copy is made before anything is in the list, and what comes later is not in it.
Verdict: say had not come back yet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    return list(said)
