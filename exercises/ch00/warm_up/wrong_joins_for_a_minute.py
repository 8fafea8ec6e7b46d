"""Wrong on purpose: waits in pieces of a minute, and asks after each.

Belief: once a minute is not again and again.
Truth:  a join without a timeout waits as long as it takes, and nobody has to ask.
Verdict: it asks again and again where it could wait
"""

from threading import Thread


def greet(name, say):
    said = []
    talker = Thread(target=lambda: said.append(say(name)))
    talker.start()
    while talker.is_alive():
        talker.join(60)
    return said
