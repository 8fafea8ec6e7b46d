"""Wrong on purpose: of what goes wrong on the way it knows the timeouts alone.

Belief: a network fails by being slow.
Truth:  a connection that is closed half way is an error at once, and no timeout.
Verdict: a connection that is closed once, and a page then: RemoteProtocolError was raised
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            if response.status_code < 500 or number == tries - 1:
                response.raise_for_status()
                return response.text
        except httpx.TimeoutException:
            if number == tries - 1:
                raise
        sleep(pause * 2**number)
