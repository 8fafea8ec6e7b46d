"""Wrong on purpose: raises the first error in the end.

Belief: the first error is the cause, the others follow from it.
Truth:  each request is one of its own; what is true now is what the last one was told.
Verdict: HTTPStatusError was raised, of a 500, and a 503 was expected: the error of the last request.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    first = None
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
                raise
            first = first or error
        if number < tries - 1:
            sleep(pause * 2**number)
    raise first
