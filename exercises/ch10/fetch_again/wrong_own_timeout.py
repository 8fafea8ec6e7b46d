"""Wrong on purpose: asks with a timeout of its own.

Belief: who tries again must be quick to give up.
Truth:  how long one waits for a reply is set at the client; a page that is only slow is lost now.
Verdict: a page that answers after 0.25 s: ReadTimeout was raised after 3 requests
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url, timeout=0.1)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
