"""Right in another style: a while loop that counts results, and get with its arguments spelt out."""


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        results += [work(queue.get(block=True, timeout=None))]
    return results
