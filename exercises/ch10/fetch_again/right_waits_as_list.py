"""Right in another style: the waits as a list, None behind the last request."""

from threading import Event

import httpx


def fetch(client, url, tries, pause):
    waits = [pause * 2**number for number in range(tries - 1)]
    for wait in [*waits, None]:
        try:
            return client.get(url).raise_for_status().text
        except httpx.HTTPError as error:
            if wait is None or not may_pass(error):
                raise
            Event().wait(wait)
    return None


def may_pass(error):
    match error:
        case httpx.HTTPStatusError(response=response):
            return response.status_code >= 500
        case httpx.TransportError():
            return True
    return False
