"""Wrong on purpose: waits for the thread before it has been started.

Belief: join says that the thread belongs to us, so it comes first.
Truth:  join waits for the end of a thread that runs; one that never started has no end.
Verdict: cannot join thread before it is started
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.join()
    talker.start()
    return said
