"""Wrong on purpose: tenacity, with a least wait that nobody asked for.

Belief: a short pause is no pause; a tenth of a second is the least that helps.
Truth:  how long is the caller's to say.
Verdict: with tries=3 and pause=0.02: between its requests it waited 0.1 s, 0.1 s; 0.02 s, 0.04 s was expected.
"""

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential


def may_pass(error):
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def fetch(client, url, tries, pause):
    def once():
        response = client.get(url)
        response.raise_for_status()
        return response.text

    again = Retrying(
        retry=retry_if_exception(may_pass),
        stop=stop_after_attempt(tries),
        wait=wait_exponential(multiplier=pause, min=0.1),
        reraise=True,
    )
    return again(once)
