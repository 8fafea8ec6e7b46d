"""Right in another style: tenacity, which has all of it as settings."""

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
        wait=wait_exponential(multiplier=pause),
        reraise=True,
    )
    return again(once)
