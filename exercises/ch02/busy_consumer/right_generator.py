"""Right in another style: a generator that takes, and a list that works."""


def take_lines(queue, count, work):
    def lines():
        for _ in range(count):
            yield queue.get()

    return [work(line) for line in lines()]
