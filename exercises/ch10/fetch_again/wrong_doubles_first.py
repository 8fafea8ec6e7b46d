"""Wrong on purpose: the first wait is doubled already.

Belief: 2 ** number begins with 1 when number does.
Truth:  2 ** 1 is 2: before the second request it waits for two pauses.
Verdict: between its requests it waited 20 s, 40 s, 80 s, 160 s; 10 s, 20 s, 40 s, 80 s was expected.
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
        sleep(pause * 2**number)
