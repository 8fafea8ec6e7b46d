"""Wrong on purpose: tries again after a Ctrl-C.

Belief: whatever ends a request, the next may go well.
Truth:  a KeyboardInterrupt is no error of the request: somebody wants the program to stop.
Verdict: a Ctrl-C while a page is read: 'stop' was returned, and KeyboardInterrupt should be raised.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError, KeyboardInterrupt) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
