"""Wrong on purpose: takes each error of httpx for one that may pass.

Belief: what httpx raises is the network's fault.
Truth:  a page that can't be unpacked is there, and the same the next time: a DecodingError is no TransportError.
Verdict: a page that says it is gzip, and is none: it was asked for 3 times, and 1 was expected.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except httpx.HTTPError as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
