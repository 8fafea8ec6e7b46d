"""Right in another style: a while loop, the last error kept and raised behind it."""

import time

import httpx


def fetch(client, url, tries, pause):
    error = None
    while tries > 0:
        if error is not None:
            time.sleep(pause)
            pause *= 2
        tries -= 1
        try:
            response = client.get(url)
        except httpx.TransportError as failed:
            error = failed
            continue
        if response.status_code < 500:
            response.raise_for_status()
            return response.text
        error = httpx.HTTPStatusError("the server is in trouble", request=response.request, response=response)
    raise error
