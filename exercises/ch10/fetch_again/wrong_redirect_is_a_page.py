"""Wrong on purpose: looks for errors from 400 on alone.

Belief: a status below 400 is good.
Truth:  a 302 has no text: what is returned is empty, and looks like a page.
Verdict: a page that answers 302, and names another page: '' was returned
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            if response.is_error:
                response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
