"""Wrong on purpose: joins for a hundredth of a second at a time.

Belief: join is waiting, so a loop of joins is, too.
Truth:  it asks a hundred times a second.
Verdict: it asks again and again
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    while talker.is_alive():
        talker.join(0.01)
    return said
