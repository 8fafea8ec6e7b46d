"""Wrong on purpose: tries again on every error of httpx.

Belief: httpx.HTTPError is the network's class of errors, and networks recover.
Truth:  it holds both TransportError and HTTPStatusError, and a 404 is one of the latter.
Verdict: a page that answers 404: it was asked for 3 times, and 1 was expected.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except httpx.HTTPError:
            if number == tries - 1:
                raise
        sleep(pause * 2**number)
