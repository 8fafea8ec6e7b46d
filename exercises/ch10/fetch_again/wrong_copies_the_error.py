"""Wrong on purpose: gives up with a new error of the same type and text.

Belief: the same type and text is the same error.
Truth:  the request, the cause and the traceback are those of the other one; what they told is lost.
Verdict: another RemoteProtocolError was raised, and not the one of the last request itself.
"""

from time import sleep

import httpx


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except (httpx.TransportError, httpx.HTTPStatusError) as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final:
                raise
            if number == tries:
                if isinstance(error, httpx.TransportError):
                    raise type(error)(str(error)) from None
                raise
        sleep(pause * 2 ** (number - 1))
