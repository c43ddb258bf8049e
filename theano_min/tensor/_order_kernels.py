"""The orders in which NumPy 1 left equal elements, as loops: for Numba, and for what NumPy 2 does otherwise.

Each takes the elements ``v``, one-dimensional, of which NaN is the largest, and permutes ``order``, their numbers.
"""


def less(a, b):
    """Whether a is less than b, or b is NaN and a is none."""
    return a < b or (b != b and a == a)


def introsort(v, order, stack):
    """Quicksort with the median of three for pivot, insertion for 16 and less, heapsort where that goes too deep."""
    first, last, top = 0, len(order) - 1, 0
    depth, size = 0, len(order)
    while size > 1:
        size >>= 1
        depth += 2
    while True:
        if depth < 0:
            heapsort(v, order[first : last + 1])
        else:
            while last - first > 15:
                middle = first + ((last - first) >> 1)
                if less(v[order[middle]], v[order[first]]):
                    order[middle], order[first] = order[first], order[middle]
                if less(v[order[last]], v[order[middle]]):
                    order[last], order[middle] = order[middle], order[last]
                if less(v[order[middle]], v[order[first]]):
                    order[middle], order[first] = order[first], order[middle]
                pivot = v[order[middle]]
                i, j = first, last - 1
                order[middle], order[j] = order[j], order[middle]
                while True:
                    i += 1
                    while less(v[order[i]], pivot):
                        i += 1
                    j -= 1
                    while less(pivot, v[order[j]]):
                        j -= 1
                    if i >= j:
                        break
                    order[i], order[j] = order[j], order[i]
                order[i], order[last - 1] = order[last - 1], order[i]
                depth -= 1
                # the larger part waits
                if i - first < last - i:
                    stack[top, 0], stack[top, 1] = i + 1, last
                    last = i - 1
                else:
                    stack[top, 0], stack[top, 1] = first, i - 1
                    first = i + 1
                stack[top, 2] = depth
                top += 1
            for i in range(first + 1, last + 1):
                number = order[i]
                j = i
                while j > first and less(v[number], v[order[j - 1]]):
                    order[j] = order[j - 1]
                    j -= 1
                order[j] = number
        if top == 0:
            return
        top -= 1
        first, last, depth = stack[top, 0], stack[top, 1], stack[top, 2]


def heapsort(v, order):
    """Sort by a heap with the largest on top."""
    n = len(order)
    for start in range(n // 2, 0, -1):
        _sift(v, order, start, n)
    for size in range(n - 1, 0, -1):
        number = order[size]
        order[size] = order[0]
        order[0] = number
        _sift(v, order, 1, size)


def _sift(v, order, i, n):
    """Let the number at place ``i``, counted from 1, sink among the first n."""
    number, j = order[i - 1], 2 * i
    while j <= n:
        if j < n and less(v[order[j - 1]], v[order[j]]):
            j += 1
        if not less(v[number], v[order[j - 1]]):
            break
        order[i - 1] = order[j - 1]
        i, j = j, 2 * j
    order[i - 1] = number


def introselect(v, order, k, inexact):
    """Let order[k] be the number of the element that sorting would put there, none greater before, none less behind."""
    low, high = 0, len(order) - 1
    if k < 3:
        for i in range(k + 1):
            least = i
            for j in range(i + 1, high + 1):
                if less(v[order[j]], v[order[least]]):
                    least = j
            order[i], order[least] = order[least], order[i]
        return
    if inexact and k == high:
        greatest = 0
        for j in range(1, high + 1):
            if not less(v[order[j]], v[order[greatest]]):
                greatest = j
        order[k], order[greatest] = order[greatest], order[k]
        return
    while low + 1 < high:
        i, j = low + 1, high
        middle = low + (high - low) // 2
        if less(v[order[high]], v[order[middle]]):
            order[high], order[middle] = order[middle], order[high]
        if less(v[order[high]], v[order[low]]):
            order[high], order[low] = order[low], order[high]
        if less(v[order[low]], v[order[middle]]):
            order[low], order[middle] = order[middle], order[low]
        order[middle], order[low + 1] = order[low + 1], order[middle]
        pivot = v[order[low]]
        while True:
            i += 1
            while less(v[order[i]], pivot):
                i += 1
            j -= 1
            while less(pivot, v[order[j]]):
                j -= 1
            if j < i:
                break
            order[i], order[j] = order[j], order[i]
        order[low], order[j] = order[j], order[low]
        if j >= k:
            high = j - 1
        if j <= k:
            low = i
    if high == low + 1 and less(v[order[high]], v[order[low]]):
        order[high], order[low] = order[low], order[high]
