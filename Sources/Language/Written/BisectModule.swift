/// `bisect`: places in sorted lists, by halving.
enum BisectModule {
    static let words: [Word] = [
        module.word(
            "bisect", "the place behind equal elements",
            search, returns: "number", examples: ["import bisect\nbisect.bisect([1, 2, 2, 3], 2)"],
            seeAlso: ["bisect.bisect_right"]),
        module.word(
            "bisect_left", "the place before equal elements",
            search, returns: "number", examples: ["import bisect\nbisect.bisect_left([1, 2, 2, 3], 2)"],
            seeAlso: ["bisect.bisect_right"]),
        module.word(
            "bisect_right", "the place behind equal elements",
            search, returns: "number", examples: ["import bisect\nbisect.bisect_right([1, 2, 2, 3], 2)"],
            seeAlso: ["bisect.bisect_left"]),
        module.word(
            "insort", "puts an element at its place, behind equal ones",
            search, returns: "None", examples: ["import bisect\na = [1, 3]\nbisect.insort(a, 2)\na"],
            seeAlso: ["bisect.bisect_right"]),
        module.word(
            "insort_left", "puts an element at its place, before equal ones",
            search, returns: "None", examples: ["import bisect\na = [1, 3]\nbisect.insort_left(a, 2)\na"],
            seeAlso: ["bisect.bisect_right"]),
        module.word(
            "insort_right", "puts an element at its place, behind equal ones",
            search, returns: "None", examples: ["import bisect\na = [1, 3]\nbisect.insort_right(a, 2)\na"],
            seeAlso: ["bisect.bisect_right"]),
    ]

    private static let search = [
        Parameter("a", .any, .required, "a sorted list"),
        Parameter("x", .any, .required, "what has a place in it"),
        Parameter("lo", .any, .value(.int(0)), "where the search begins"),
        Parameter("hi", .any, .value(.none), "where it ends"),
        Parameter("key", .any, .value(.none), "what elements are compared by", isKeywordOnly: true),
    ]

    private static let module = WrittenModule("bisect", BisectModule.text)

    private static let text = #"""
        def _ends(a, lo, hi):
            if lo < 0:
                raise ValueError("lo must be non-negative")
            return lo, len(a) if hi is None else hi


        def bisect_left(a, x, lo=0, hi=None, *, key=None):
            lo, hi = _ends(a, lo, hi)
            while lo < hi:
                middle = (lo + hi) // 2
                if (a[middle] if key is None else key(a[middle])) < x:
                    lo = middle + 1
                else:
                    hi = middle
            return lo


        def bisect_right(a, x, lo=0, hi=None, *, key=None):
            lo, hi = _ends(a, lo, hi)
            while lo < hi:
                middle = (lo + hi) // 2
                if x < (a[middle] if key is None else key(a[middle])):
                    hi = middle
                else:
                    lo = middle + 1
            return lo


        bisect = bisect_right


        def insort_left(a, x, lo=0, hi=None, *, key=None):
            a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


        def insort_right(a, x, lo=0, hi=None, *, key=None):
            a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


        insort = insort_right
        """#
}
