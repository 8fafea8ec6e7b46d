"""Right in another style: channels of the core, which a stop wakes."""

from threading import Thread

from pipeline_core import SENTINEL, Channel, PipelineStopped, StopEvent


class MiniManager:
    def __init__(self, maxsize):
        self.stop_event = StopEvent()
        self.maxsize = maxsize
        self.works = []
        self.failures = []

    def add_worker(self, work):
        self.works.append(work)

    def stop(self):
        self.stop_event.set()

    def run(self, source):
        channels = [Channel(self.maxsize, self.stop_event) for _ in range(len(self.works) + 1)]
        results = []
        loops = [lambda: self._feed(source, channels[0])]
        for place, work in enumerate(self.works):
            inbox = channels[place]
            outbox = channels[place + 1]
            loops.append(lambda work=work, inbox=inbox, put=outbox.put: self._stage(work, inbox, put))
        loops.append(lambda: self._stage(lambda item: item, channels[-1], results.append))
        threads = [Thread(target=self._kept, args=(loop,)) for loop in loops]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.failures:
            raise ExceptionGroup("failed", self.failures)
        return [result for result in results if result is not SENTINEL]

    def _kept(self, loop):
        try:
            loop()
        except PipelineStopped:
            pass
        except Exception as error:
            self.failures.append(error)
            self.stop()

    def _feed(self, source, channel):
        for item in source:
            channel.put(item)
        channel.put(SENTINEL)

    def _stage(self, work, channel, hand_on):
        while (item := channel.get()) is not SENTINEL:
            hand_on(work(item))
        hand_on(SENTINEL)
