"""Right in another style: join with its timeout spelled out."""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    talker.join(timeout=None)
    return said
