/// `heapq`: lists whose first element is the smallest.
enum HeapModule {
    static let words: [Word] = [
        module.word(
            "heappush", "puts an element into a heap",
            [heap, item], returns: "None", examples: ["import heapq\nh = [1, 3]\nheapq.heappush(h, 2)\nh"],
            seeAlso: ["heapq.heappop"]),
        module.word(
            "heappop", "takes the smallest element out of a heap",
            [heap], returns: "any",
            examples: ["import heapq\nheapq.heappop([1, 3, 2])"], seeAlso: ["heapq.heappush"]),
        module.word(
            "heapify", "puts a list into the order of a heap", [Parameter("x", .any, .required, "a list")],
            returns: "None", examples: ["import heapq\nh = [3, 1, 2]\nheapq.heapify(h)\nh"], seeAlso: ["heapq.heappush"]
        ),
        module.word(
            "heapreplace", "takes the smallest element out, then puts one in",
            [heap, item], returns: "any", examples: ["import heapq\nheapq.heapreplace([1, 3, 2], 5)"],
            seeAlso: ["heapq.heappushpop"]),
        module.word(
            "heappushpop", "puts an element in, then takes the smallest out",
            [heap, item], returns: "any", examples: ["import heapq\nheapq.heappushpop([1, 3, 2], 0)"],
            seeAlso: ["heapq.heapreplace"]),
        module.word(
            "nlargest", "the n largest elements, the largest first",
            some, returns: "list", examples: ["import heapq\nheapq.nlargest(2, [3, 1, 4])"],
            seeAlso: ["heapq.nsmallest"]),
        module.word(
            "nsmallest", "the n smallest elements, the smallest first",
            some, returns: "list", examples: ["import heapq\nheapq.nsmallest(2, [3, 1, 4])"],
            seeAlso: ["heapq.nlargest"]),
        module.word(
            "merge", "the elements of sorted lists in one order, as they are asked for",
            [
                Parameter("iterables", .any, .otherwise("none"), "sorted lists", isVariadic: true),
                Parameter("key", .any, .value(.none), "what they are compared by", isKeywordOnly: true),
                Parameter("reverse", .any, .value(.bool(false)), "whether the largest come first", isKeywordOnly: true),
            ], returns: "iterator", examples: ["import heapq\nlist(heapq.merge([1, 4], [2, 3]))"]),
    ]

    private static let heap = Parameter("heap", .any, .required, "a list in the order of a heap")
    private static let item = Parameter("item", .any, .required, "what comes in")
    private static let some = [
        Parameter("n", .any, .required, "how many"), Parameter("iterable", .any, .required, "the elements"),
        Parameter("key", .any, .value(.none), "what they are compared by"),
    ]

    private static let module = WrittenModule("heapq", HeapModule.text)

    private static let text = #"""
        def _up(heap, place, top=0):
            # Moves an element towards the top as long as it is smaller than the one above it.
            item = heap[place]
            while place > top:
                above = (place - 1) // 2
                if not item < heap[above]:
                    break
                heap[place] = heap[above]
                place = above
            heap[place] = item

        def _down(heap, place):
            # Moves an element down to where nothing is below it, the smaller ones up, and from there up again.
            start, end, item = place, len(heap), heap[place]
            below = 2 * place + 1
            while below < end:
                if below + 1 < end and not heap[below] < heap[below + 1]:
                    below += 1
                heap[place] = heap[below]
                place = below
                below = 2 * place + 1
            heap[place] = item
            _up(heap, place, start)

        def heappush(heap, item):
            heap.append(item)
            _up(heap, len(heap) - 1)

        def _check(heap):
            if not heap:
                raise IndexError("index out of range")

        def heappop(heap):
            _check(heap)
            last = heap.pop()
            if not heap:
                return last
            first, heap[0] = heap[0], last
            _down(heap, 0)
            return first

        def heapify(x):
            for place in range(len(x) // 2 - 1, -1, -1):
                _down(x, place)

        def heapreplace(heap, item):
            _check(heap)
            first, heap[0] = heap[0], item
            _down(heap, 0)
            return first

        def heappushpop(heap, item):
            if heap and heap[0] < item:
                item, heap[0] = heap[0], item
                _down(heap, 0)
            return item

        def nlargest(n, iterable, key=None):
            return sorted(iterable, key=key, reverse=True)[: max(n, 0)]

        def nsmallest(n, iterable, key=None):
            return sorted(iterable, key=key)[: max(n, 0)]

        def merge(*iterables, key=None, reverse=False):
            heads = []
            for order, iterable in enumerate(iterables):
                iterator = iter(iterable)
                for value in iterator:
                    heads.append([value if key is None else key(value), order, value, iterator])
                    break
            while heads:
                best = heads[0]
                for head in heads[1:]:
                    if best[0] < head[0] if reverse else head[0] < best[0]:
                        best = head
                yield best[2]
                for value in best[3]:
                    best[0], best[2] = value if key is None else key(value), value
                    break
                else:
                    heads.remove(best)
        """#
}
