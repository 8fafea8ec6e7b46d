"""Wrong on purpose: gives up with an error of its own.

Belief: "gave up after 3 tries" tells the caller more than the error of one request.
Truth:  what the caller has to know is why: which status, or that no reply came. That error has it.
Verdict: your answer raised RuntimeError: gave up after 3 tries
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
                raise
        if number < tries - 1:
            sleep(pause * 2**number)
    raise RuntimeError(f"gave up after {tries} tries")
