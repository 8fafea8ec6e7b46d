"""Wrong on purpose: returns the text of whatever came.

Belief: client.get raises if the page could not be had.
Truth:  a 404 and a 503 are replies like any other until somebody looks at their status.
Verdict: '' was returned, and the text 'busy' was expected.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            return client.get(url).text
        except httpx.TransportError:
            if number == tries - 1:
                raise
        sleep(pause * 2**number)
