"""Wrong on purpose: gives up before the last request.

Belief: range(1, tries) has as many numbers as there are tries.
Truth:  it ends before `tries`; the last request is never made.
Verdict: a page that answers 503, 500, and then 200
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries - 1:
                raise
        sleep(pause * 2 ** (number - 1))
