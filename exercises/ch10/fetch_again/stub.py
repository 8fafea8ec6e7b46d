import httpx


def fetch(client, url, tries, pause):
    """Return the text of a page; try again what may pass, and give up after some tries.

    Given:  an httpx.Client with timeouts, an address, how many requests at most, the first wait in seconds.
    Do:     ask · a bad status is an error · return the text; again after a wait, where that can help.
    Never:  make one more request than ``tries``, wait after the last, or hide why it failed.
    Size:   about 8 lines more.   Stuck: the hints below, one at a time
    """
    response = client.get(url)
    response.raise_for_status()  # any status but 200 to 299: raises httpx.HTTPStatusError
    return response.text
