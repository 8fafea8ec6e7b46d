"""Wrong on purpose: tenacity with its default of what to try again.

Belief: tenacity knows what is worth another try.
Truth:  by default it tries again on every exception.
Verdict: a page that answers 404: it was asked for 3 times, and 1 was expected.
"""

from tenacity import Retrying, stop_after_attempt, wait_exponential


def fetch(client, url, tries, pause):
    def once():
        response = client.get(url)
        response.raise_for_status()
        return response.text

    return Retrying(stop=stop_after_attempt(tries), wait=wait_exponential(multiplier=pause), reraise=True)(
        once
    )
