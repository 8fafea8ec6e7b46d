"""Right in another style: a thread that is a class, and keeps what say returned."""

from threading import Thread


class Talker(Thread):
    """A thread that says one name."""

    def __init__(self, name, say):
        super().__init__()
        self.whom, self.say = name, say
        self.said = []

    def run(self):
        self.said.append(self.say(self.whom))


def greet(name, say):
    talker = Talker(name, say)
    talker.start()
    talker.join()
    return talker.said
