"""Wrong on purpose: returns the reply, and not its text.

Belief: a response stands for its text.
Truth:  it is an object with a status, headers and a text; the task asks for the text.
Verdict: was returned, and the text 'good' was expected.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
