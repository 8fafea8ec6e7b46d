"""Wrong on purpose: asks with httpx.get.

Belief: a client is only a shorter way to write it.
Truth:  the timeouts, headers and connections are the client's; httpx.get has its own timeout of 5 s.
Verdict: that one's headers.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = httpx.get(url, timeout=client.timeout)
            response.raise_for_status()
            if "odd" in url:
                raise ValueError
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
