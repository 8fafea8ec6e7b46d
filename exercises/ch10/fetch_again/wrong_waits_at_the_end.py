"""Wrong on purpose: waits after the last request too.

Belief: a wait belongs behind each request that failed.
Truth:  behind the last one nothing is waited for: the caller learns later that it failed.
Verdict: it waited 10 s after the last request, though no other one comes.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    last = None
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
                raise
            last = error
        sleep(pause * 2**number)
    raise last
