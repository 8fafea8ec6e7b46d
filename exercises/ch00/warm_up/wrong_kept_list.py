"""Wrong on purpose: makes the list once for all calls.

Belief: said=[] in the head is a new list in each call.
Truth:  it is made when greet is defined; the second greeting stands behind the first.
Verdict: greet returned ['Hello Ada', 'Hello Grace']
"""

from threading import Thread


def greet(name, say, said=[]):
    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talker.join()
    return said
