"""Wrong on purpose: counts the tries of all calls together.

Belief: a global counter is as good as a local one.
Truth:  several threads call it at once, and each page has tries of its own.
Verdict: a page that answers 503, 500, and then 200
"""

from time import sleep

import httpx

made = 0


def fetch(client, url, tries, pause):
    global made
    while True:
        try:
            made += 1
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or made >= tries:
                raise
        sleep(pause)
