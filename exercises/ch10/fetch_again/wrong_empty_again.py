"""Wrong on purpose: takes an empty page for a failure.

Belief: a page without text can't be right.
Truth:  it is an answer, if a short one. Only errors are tried again.
Verdict: a page without any text
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    text = None
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            if text := response.text:
                return text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
    return text
