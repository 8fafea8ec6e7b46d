"""Right in another style: a class that counts, and a function that uses it."""

from time import sleep

import httpx


class Patience:
    def __init__(self, tries, pause):
        self.left, self.pause = tries, pause

    def __enter__(self):
        self.left -= 1
        return self

    def __exit__(self, kind, error, trace):
        passing = isinstance(error, httpx.TransportError) or (
            isinstance(error, httpx.HTTPStatusError) and error.response.status_code // 100 == 5
        )
        if not (passing and self.left):
            return False
        sleep(self.pause)
        self.pause += self.pause
        return True


def fetch(client, url, tries, pause):
    patience = Patience(tries, pause)
    while True:
        with patience:
            response = client.get(url)
            response.raise_for_status()
            return response.text
