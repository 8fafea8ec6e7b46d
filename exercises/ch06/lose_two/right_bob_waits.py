"""Right in another style: bob reads first, and waits until ada has done everything."""

schedule = "2 1 1 1 1 2 2 2"
