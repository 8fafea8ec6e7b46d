"""Wrong on purpose: lists some of the errors of the way.

Belief: a network fails by a timeout, at connecting, or in the protocol.
Truth:  a connection can be lost while a reply is read, too; TransportError is all of them.
Verdict: a ReadError, a PoolTimeout, and a page then: ReadError was raised after 1 request
"""

from time import sleep

import httpx

PASSING = (httpx.TimeoutException, httpx.ConnectError, httpx.ProtocolError, httpx.HTTPStatusError)


def fetch(client, url, tries, pause):
    for number in range(1, tries + 1):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except PASSING as error:
            final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code < 500
            if final or number == tries:
                raise
        sleep(pause * 2 ** (number - 1))
