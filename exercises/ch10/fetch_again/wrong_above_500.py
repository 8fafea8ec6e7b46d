"""Wrong on purpose: leaves the 500 itself out.

Belief: "500 or more" begins behind 500.
Truth:  500 is one of them.
Verdict: HTTPStatusError was raised, of a 500,
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
            status = getattr(getattr(error, "response", None), "status_code", 599)
            if not status > 500 or number == tries - 1:
                raise
        sleep(pause * 2**number)
