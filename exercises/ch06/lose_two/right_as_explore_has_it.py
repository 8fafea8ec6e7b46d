"""Right in another style: as the search writes it: timers may fire early, and there is none."""

schedule = "line~:11>2"
