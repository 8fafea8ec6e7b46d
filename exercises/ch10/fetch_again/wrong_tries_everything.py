"""Wrong on purpose: tries again whatever went wrong.

Belief: what failed once may go well the next time, so ask again.
Truth:  a 404 is as true the third time; only what may pass is worth a wait.
Verdict: a page that answers 404: it was asked for 3 times, and 1 was expected.
"""

from time import sleep


def fetch(client, url, tries, pause):
    for number in range(tries):
        try:
            response = client.get(url)
            response.raise_for_status()
            return response.text
        except Exception:
            if number == tries - 1:
                raise
        sleep(pause * 2**number)
