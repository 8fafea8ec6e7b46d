"""Wrong on purpose: greets nobody in its own thread.

Belief: an empty name is no work, so it needs no thread.
Truth:  any text is a name; which thread calls say does not depend on it.
Verdict: say was called in the thread that called greet
"""

from threading import Thread


def greet(name, say):
    if not name.strip():
        return [say(name)]
    said = []
    talker = Thread(target=lambda: said.append(say(name)))
    talker.start()
    talker.join()
    return said
