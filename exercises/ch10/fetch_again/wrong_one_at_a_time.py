"""Wrong on purpose: lets one thread in at a time.

Belief: what several threads call needs a lock.
Truth:  they share nothing here but the client, which is made for it; now each page waits for all others.
Verdict: two threads call it at once: one of them did not ask before the other had its page.
"""

from threading import Lock
from time import sleep

import httpx

asking = Lock()


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            with asking:
                response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
