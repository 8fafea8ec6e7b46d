"""Right in another style: ada reads before her second write, bob does both of his, and she undoes them."""

schedule = "1, 1, 1, 2, 2, 2, 2, 1"
