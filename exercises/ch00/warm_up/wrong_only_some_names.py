"""Wrong on purpose: greets nobody whose name is empty.

Belief: an empty name is no name.
Truth:  say is to be called with the name, whatever it is.
Verdict: greet returned [], and a list with one greeting
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        if name:
            said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talker.join()
    return said
