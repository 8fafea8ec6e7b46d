"""Wrong on purpose: `tries` more after the first.

Belief: the first request is no try, so there are `tries` others.
Truth:  the first one is included: with tries=3 there are three requests.
Verdict: a page that answers 500 for ever: it was asked for 4 times, and 3 was expected.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2**number)
