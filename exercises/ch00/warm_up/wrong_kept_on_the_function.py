"""Wrong on purpose: keeps the result on the function that it was handed.

Belief: a function is an object, and this call is the only one that uses it.
Truth:  another thread may call greet with the same function, and then finds, or leaves, another result there.
Verdict: called twice at the same time and then once more
"""

from threading import Thread


def greet(name, say):
    def talk():
        say.result = say(name)

    talker = Thread(target=talk)
    talker.start()
    talker.join()
    return [say.result]
