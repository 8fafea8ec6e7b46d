"""Right in another style: zip, with the count in front of the lines."""


def arriving(queue):
    while True:
        yield queue.get()


def take_lines(queue, count, work):
    results = []
    for _, line in zip(range(count), arriving(queue)):  # noqa: B905 - as a beginner writes it
        results.append(work(line))
    return results
