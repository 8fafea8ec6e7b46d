"""Wrong on purpose: raises the right error without its cause.

Belief: `from None` keeps the traceback short.
Truth:  it also takes away what lies beneath: why the connection broke, as the network said it.
Verdict: has lost its cause
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
                raise error from None
        sleep(pause * 2 ** (number - 1))
