"""Right in another style: the reply is read as a stream, and its status looked at before."""

from itertools import count
from time import sleep

import httpx


def fetch(client, url, tries, pause):
    numbers = count(1)
    while number := next(numbers):
        try:
            with client.stream("GET", url) as response:
                response.read()
                if response.is_success:
                    return response.text
                response.raise_for_status()
        except httpx.TransportError:
            if number >= tries:
                raise
        except httpx.HTTPStatusError as error:
            if number >= tries or not error.response.is_server_error:
                raise
        sleep(pause * (1 << number - 1))
    return None
