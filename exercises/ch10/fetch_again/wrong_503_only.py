"""Wrong on purpose: knows one status that passes.

Belief: 503 is the status for "try again", a 500 is a bug of the server.
Truth:  the task says 500 or more; a server in trouble answers 500 and 502 as well.
Verdict: a page that answers 503, 500, and then 200: HTTPStatusError was raised, of a 500, after 2 requests
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except httpx.TransportError:
            if number == tries - 1:
                raise
        except httpx.HTTPStatusError as error:
            if error.response.status_code != 503 or number == tries - 1:
                raise
        sleep(pause * 2**number)
