"""Right in another style: tenacity's attempts, each a with block."""

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt


def fetch(client, url, tries, pause):
    attempts = Retrying(
        retry=retry_if_exception(lambda error: not _final(error)),
        stop=stop_after_attempt(tries),
        wait=lambda state: pause * 2 ** (state.attempt_number - 1),
        reraise=True,
    )
    for attempt in attempts:
        with attempt:
            response = client.get(url)
            response.raise_for_status()
            return response.text
    return None


def _final(error):
    if isinstance(error, httpx.TransportError):
        return False
    return not isinstance(error, httpx.HTTPStatusError) or not error.response.is_server_error
