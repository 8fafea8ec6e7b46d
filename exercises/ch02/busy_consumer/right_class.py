"""Right in another style: a method of a class."""


class Taker:
    """A class whose method is handed in."""

    def __init__(self):
        self.results = []

    def take(self, queue, count, work):
        self.results = []
        for _ in range(count):
            self.results.append(work(queue.get()))
        return self.results


def take_lines(queue, count, work):
    return Taker().take(queue, count, work)
