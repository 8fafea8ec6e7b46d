"""Wrong on purpose: tries again on a bad status alone.

Belief: a server that is in trouble says so.
Truth:  often it says nothing: it closes the connection, or never answers.
Verdict: a connection that is closed once, and a page then: RemoteProtocolError was raised after 1 request
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except httpx.HTTPStatusError as error:
            if error.response.status_code < 500 or number == tries - 1:
                raise
        sleep(pause * 2**number)
