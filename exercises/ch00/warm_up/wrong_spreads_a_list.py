"""Wrong on purpose: a list that say returns is spread out.

Belief: the result is a list, so a list will do as it is.
Truth:  what say returned is one thing, whatever it is; it belongs into the list as one.
Verdict: with a say that returns lists, or an error
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        greeting = say(name)
        said.extend(greeting if isinstance(greeting, list) else [greeting])

    talker = Thread(target=talk)
    talker.start()
    talker.join()
    return said
