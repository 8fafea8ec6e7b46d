"""Wrong on purpose: takes the time of the request off the wait.

Belief: `pause` is from one request to the next.
Truth:  it is the wait before a request: after a slow one the server has the least time to recover.
Verdict: with tries=3 and pause=0.02: between its requests it waited 0 s
"""

from time import perf_counter, sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        begun = perf_counter()
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(max(0, pause * 2 ** (number - 1) - (perf_counter() - begun)))
