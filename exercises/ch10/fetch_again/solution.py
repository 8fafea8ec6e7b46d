from time import sleep

import httpx


def fetch(client, url, tries, pause):
    """Return the text of a page; try again what may pass, and give up after some tries."""
    made = 0
    while True:
        try:
            made += 1
            response = client.get(url)
            # Without this line a page that says "out of order" is a result like any other.
            response.raise_for_status()
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            # A 404 is as true the third time: asking again costs waits, and tells nothing.
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            # The last request has no other behind it, so there is nothing to wait for. `raise` alone raises
            # the error itself: whoever reads it sees which page, and why.
            if final or made >= tries:
                raise
        else:
            return response.text
        # Longer each time: a server that is overloaded gets room to recover.
        sleep(pause)
        pause = 2 * pause
