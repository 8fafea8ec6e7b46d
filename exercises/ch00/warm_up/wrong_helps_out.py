"""Wrong on purpose: says the name itself if the list is still empty.

Belief: if nothing is there, the caller has to help.
Truth:  say is called twice, once in the caller's thread, and the list gets two answers.
Verdict: in the thread that called greet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    if not said:
        said.append(say(name))
    return said
