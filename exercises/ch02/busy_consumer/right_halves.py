"""Right in another style: recursion in halves."""


def take_lines(queue, count, work):
    match count:
        case 0:
            return []
        case 1:
            return [work(queue.get())]
    half = count // 2
    first = take_lines(queue, half, work)
    return first + take_lines(queue, count - half, work)
