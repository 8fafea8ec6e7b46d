"""Wrong on purpose: calls talk where it should hand it over.

Belief: Thread(target=talk()) runs talk in a thread.
Truth:  the brackets call it here and now; the thread gets what it returned, None, and has nothing to do.
Verdict: in the thread that called greet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk())
    talker.start()
    talker.join()
    return said
