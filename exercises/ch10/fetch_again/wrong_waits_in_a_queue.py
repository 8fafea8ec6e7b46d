"""Wrong on purpose: lets one thread wait at a time.

Belief: a server in trouble is spared if only one waits for it.
Truth:  the waits of all threads add up: with ten of them a pause of 10 s takes 100.
Verdict: two threads call it at once: one of them did not begin its wait before the other had ended its own.
"""

from threading import Lock
from time import sleep

import httpx

waiting = Lock()


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        with waiting:
            sleep(pause * 2 ** (number - 1))
