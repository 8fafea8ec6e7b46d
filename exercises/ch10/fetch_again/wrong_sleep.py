"""Wrong on purpose: waits before it asks for the first time, so that the server is ready.

Belief: a short sleep before a request makes it go well.
Truth:  nobody knows what it would wait for; every page that is well is late by it.
Verdict: with tries=1 and pause=10: it waited 10 s before the first request.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        sleep(pause)
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * (2 ** (number - 1) - 1))
