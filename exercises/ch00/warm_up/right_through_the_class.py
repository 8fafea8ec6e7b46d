"""Right in another style: join by way of the class."""

from threading import Thread


def greet(name, say):
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    Thread.join(talker)
    return said
