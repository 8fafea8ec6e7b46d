# head: save works in the order of the numbers. Behind the gap it goes on with this one, and its bar in the
#       lane of a sub-worker ends exactly there. The other long bar held nobody up: it was over before.
# held: later numbers whose bars end before the head's does. Each of them was ready, and had to wait.
# why:  both queues speak against the other reasons: the one in front of fetch is full, the one in front of
#       save is empty, and there are sub-workers without work. What is missing is the next result in order.
# idle: the head and the results in line behind it are max_in_flight items. The stage takes no more until the
#       head has left, or a slow head would fill the memory.
# cure: only giving up the order lets a finished result pass the head. More threads do not make one item
#       faster, and a longer line or a longer queue is only more room to wait in.
guess = {"head": 4, "held": 5, "why": "d", "idle": "b", "cure": "c"}
