"""Wrong on purpose: asks again at once.

Belief: the sooner it is asked again, the sooner the page is there.
Truth:  a server in trouble gets all its requests again within milliseconds, and stays in trouble.
Verdict: between its requests it waited 0 s, 0 s, 0 s, 0 s; 10 s, 20 s, 40 s, 80 s was expected.
"""

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
