# G  while True:                  how many items will come, nobody knows: the end will say so.
# C    item = source.get()        take: waits by itself. A look at empty() would only tell about now.
# K    if item is SENTINEL:       end? before work, since the end is no item. By identity: None is data, and
# A        break                  an item may call itself equal to anything.
# F    result = work(item)        work
# I    target.put(result)         hand on: waits by itself while the queue is full.
# D  target.put(SENTINEL)         pass the end on: once, behind the last result, or the next stage never
#                                 ends. In front of break (line J) is as good a place.
order = "G C K A F I D"
