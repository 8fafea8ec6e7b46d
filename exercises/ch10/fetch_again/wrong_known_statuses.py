"""Wrong on purpose: has a list of the statuses that may pass.

Belief: 500, 502, 503 and 504 are all there are.
Truth:  there are others, 501 and 507 among them, and the task says: 500 or more.
Verdict: HTTPStatusError was raised, of a 501, after 1 request, and the text 'rare' was expected.
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
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code not in (
                500,
                502,
                503,
                504,
            )
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
