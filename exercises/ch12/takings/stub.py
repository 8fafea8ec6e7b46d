class Takings:
    """How many items have been sold, and for how much in all.

    Given:  price, a function of one item, which may take long and may raise; several threads sell, and
            another one may ask for a report at any moment.
    Do:     this is right with one thread. Mend it.
    Never:  hold anybody up while a price is asked, sleep, or ask again and again.
    Size:   about 5 lines more.   Stuck: the hints below, one at a time
    """

    def __init__(self, price):
        self.price = price
        self.count = 0
        self.total = 0

    def add(self, item):
        """Count one item, and add what it costs."""
        self.count += 1
        self.total += self.price(item)

    def report(self):
        """The two numbers, as they belong together."""
        return self.count, self.total
