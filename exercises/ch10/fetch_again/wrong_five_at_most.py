"""Wrong on purpose: never makes more than five requests.

Belief: nobody means a number above 5.
Truth:  how often is the caller's to say.
Verdict: a page that answers 503 eleven times, and then 200, with tries=12
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    tries = min(tries, 5)
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
