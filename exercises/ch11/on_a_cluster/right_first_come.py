"""Right in another style: no pipeline; whichever is through is taken back, and order is made at the end."""

from distributed import Client, as_completed


def run_there(address, items, work):
    given, outcome = {}, {}
    source = iter(items)
    with Client(address) as client:
        ready = as_completed([])

        def hand_in():
            for item in source:
                future = client.submit(work, item, pure=False)
                given[future.key] = (len(given), item)
                ready.add(future)
                return True
            return False

        while len(given) < 6 and hand_in():
            pass
        for future in ready:
            place, item = given[future.key]
            failed = future.exception() is not None
            outcome[place] = (failed, item if failed else future.result())
            hand_in()
    ordered = [outcome[place] for place in sorted(outcome)]
    return [each for failed, each in ordered if not failed], [each for failed, each in ordered if failed]
