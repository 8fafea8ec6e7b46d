"""Wrong on purpose: names join and does not call it.

Belief: talker.join waits.
Truth:  it is the method; the parentheses call it.
Verdict: say had not come back yet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talker.join
    return said
