"""Wrong on purpose: follows a redirect.

Belief: a 302 is not an error, the page is only elsewhere.
Truth:  whether one is followed is a setting of the client; what comes instead is often a page to log in.
Verdict: a page that answers 302, and names another page: 'there' was returned
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url, follow_redirects=True)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
