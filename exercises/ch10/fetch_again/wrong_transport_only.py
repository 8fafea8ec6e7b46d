"""Wrong on purpose: takes every bad status for final.

Belief: a reply is a reply; only silence is worth another try.
Truth:  a 503 says "not now": it is meant to be tried again.
Verdict: a page that answers 503, 500, and then 200: HTTPStatusError was raised, of a 503, after 1 request
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except httpx.TransportError:
            if number == tries - 1:
                raise
        sleep(pause * 2**number)
