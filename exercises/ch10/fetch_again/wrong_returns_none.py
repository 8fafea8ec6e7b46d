"""Wrong on purpose: gives up without a word.

Belief: after the loop there is nothing left to say.
Truth:  None looks like a page; the caller never learns that it could not be had, or why.
Verdict: None was returned, and the error of the last request, a 500, should be raised.
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
            if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
                raise
        if number < tries - 1:
            sleep(pause * 2**number)
