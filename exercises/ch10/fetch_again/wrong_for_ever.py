"""Wrong on purpose: never gives up.

Belief: a server comes back sooner or later, so go on.
Truth:  some never do, and the worker is gone for good; the pipeline waits for it.
Verdict: did not come to an end
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    wait = pause
    while True:
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
                raise
        sleep(wait)
        wait *= 2
