"""Right in another style: a pool of one, whose end is waited for."""

from concurrent.futures import ThreadPoolExecutor


def greet(name, say):
    with ThreadPoolExecutor(1) as pool:
        return [pool.submit(say, name).result()]
