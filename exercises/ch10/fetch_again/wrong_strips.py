"""Wrong on purpose: takes the blanks off a text.

Belief: nobody needs blanks around a text.
Truth:  the task asks for the page's text; what is done with it is the caller's.
Verdict: a page with blanks around its text: 'a' was returned
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text.strip()
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
