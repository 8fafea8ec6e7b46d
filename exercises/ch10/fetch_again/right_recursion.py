"""Right in another style: a call for what is left of the tries."""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    try:
        response = client.get(url)
        response.raise_for_status()
    except httpx.TransportError:
        if tries == 1:
            raise
    except httpx.HTTPStatusError as error:
        if tries == 1 or error.response.status_code < 500:
            raise
    else:
        return response.text
    sleep(pause)
    return fetch(client, url, tries - 1, 2 * pause)
