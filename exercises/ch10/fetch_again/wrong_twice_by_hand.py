"""Wrong on purpose: one more try, written out.

Belief: who fails twice will fail for ever.
Truth:  the task says how often: `tries` times.
Verdict: a page that answers 503, 500, and then 200: HTTPStatusError was raised, of a 500, after 2 requests
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    try:
        response = client.get(url)
        response.raise_for_status()
        return response.text
    except (httpx.TransportError, httpx.HTTPStatusError) as error:
        if isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500:
            raise
    sleep(pause)
    response = client.get(url)
    response.raise_for_status()
    return response.text
