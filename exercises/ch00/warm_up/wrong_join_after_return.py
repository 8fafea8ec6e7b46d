"""Wrong on purpose: joins behind the return.

Belief: the function has to wait before it ends, so join comes last.
Truth:  nothing behind return is run.
Verdict: say had not come back yet
"""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    return said
    talker.join()
