# Generators, deques, counters and iterators where they meet themselves.
import math
import random
from collections import Counter, deque


def tried(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def asking_itself():
    try:
        got = yield 1
        print("got", got)
        own.send(5)
    except ValueError as error:
        print("inside:", error)
    try:
        own.close()
    except ValueError as error:
        print("inside:", error)
    try:
        own.throw(KeyError)
    except ValueError as error:
        print("inside:", error)
    yield 2


own = asking_itself()
print(next(own))
print(own.send(7))


def ends_early():
    yield 1
    next(iter([]))


def ends_by_hand():
    yield 1
    raise StopIteration


tried(lambda: list(ends_early()))
tried(lambda: list(ends_by_hand()))

tried(lambda: deque([1, 2], maxlen=-1))
queue = deque([1, 2, 3])
try:
    for item in queue:
        queue.append(item)
except RuntimeError as error:
    print(error)
queue = deque([1, 2, 3], maxlen=5)
queue.extendleft([0, -1])
print(queue, queue.count(2), queue.index(3))
queue.remove(2)
queue.reverse()
queue.insert(1, 9)
print(queue, queue.copy() == queue)
tried(lambda: queue.insert(0, 1))
tried(lambda: queue.remove(77))

items = [1, 2]
places = iter(items)
print(list(places))
items.append(3)
print(list(places), next(places, "end"))
numbers = iter(range(3))
next(numbers)
print(list(numbers), list(reversed(range(-(2**63), -(2**63) + 2))), next(reversed(range(5))))
print([i for i in reversed(range(0, 10, 3))], list(reversed(range(5, 5))))

print(Counter(a=2**63 - 1) + Counter(a=1, b=0.5))
print(Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))

tried(lambda: round(5, -400))
tried(lambda: round(15, -1))
tried(lambda: round(25, -1))
tried(lambda: round(10**40 + 6, -1))
tried(lambda: round(2.5, -400))
tried(lambda: round(-2.5, 400))
tried(lambda: math.factorial(-1))
tried(lambda: math.factorial(25))
tried(lambda: math.comb(2**40, 2))
tried(lambda: math.comb(5, -1))
tried(lambda: -(2**63) <= random.randint(-(2**63), 2**63 - 1) < 2**63)
tried(lambda: random.randint(2, 1))
tried(lambda: random.sample([1], -1))
tried(lambda: random.choices([1], k=-1))
