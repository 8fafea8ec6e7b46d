"""Wrong on purpose: reads each page as UTF-8.

Belief: all pages are in UTF-8 today.
Truth:  a reply names its encoding, and response.text reads it with that.
Verdict: a page in latin-1:
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.content.decode("utf-8", "replace")
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
