# first:   the only curve that goes far above the others: nothing but the missing bound lets it. It turns when
#          the producer has put its last item.
# second:  it stays at the bound, so the producer is faster; it gets there late, so it is not much faster.
# third:   it stays at the same bound, and is there almost at once.
# peak:    the last put comes after 60 × 12 ms = 720 ms; by then 720 / 20 = 36 are taken: 60 - 36 are left.
# blocked: in each millisecond 1/12 of an item comes and 1/20 goes, so the depth grows by 1/30. Seven need
#          210 ms; a little more in truth, as the first item has to be made before anything is there.
guess = {"first": "d", "second": "a", "third": "b", "peak": 24, "blocked": 228}
