"""Wrong on purpose: tries again after a 429 and a 408 as well.

Belief: both say "later", so they may pass.
Truth:  at work they may; the task draws the line at 500, and says of the 429 that it is final here.
Verdict: a page that answers 408, and then 200: 'late' was returned
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
            final = isinstance(error, httpx.HTTPStatusError) and (
                error.response.status_code < 500 and error.response.status_code not in (408, 429)
            )
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
