"""Wrong on purpose: waits as long each time.

Belief: a pause is a pause.
Truth:  the task asks for twice as long each time: what did not help once is given more time.
Verdict: between its requests it waited 10 s, 10 s, 10 s, 10 s; 10 s, 20 s, 40 s, 80 s was expected.
"""

from time import sleep

import httpx


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
        sleep(pause)
