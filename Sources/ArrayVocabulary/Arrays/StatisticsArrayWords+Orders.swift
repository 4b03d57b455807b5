import Answers
import Arrays
import Language

/// Numbers in order, each once, and what two sets of them share.
extension StatisticsArrayWords {
    static let orders: [Word] = [
        W.word("sort", "the elements in order along an axis", "a, axis=-1, kind=None", "np.sort([3, 1, 2])") {
            try kind($0)
            if let labels = TextArray(try $0.required(0, "a")) {
                return .thing(TextArray(labels.places().map { labels.texts[$0] }))
            }
            return Value(try $0.array(0, "a").sorted(axis: axis($0), work: $0.work))
        },
        W.word("argsort", "the places of the elements in order", "a, axis=-1, kind=None", "np.argsort([3, 1, 2])") {
            try kind($0)
            if let labels = TextArray(try $0.required(0, "a")) { return .thing(try NDArray(labels.places())) }
            return Value(try $0.array(0, "a").argsorted(axis: axis($0), work: $0.work))
        },
        W.word(
            "searchsorted", "where a value would stand in a sorted array", "a, v, side=left",
            "np.searchsorted([1, 2, 3], 2.5)"
        ) {
            Value(
                try $0.array(0, "a").searchSorted(
                    $0.array(1, "v"), isRight: $0.text(2, "side", "left") == "right", work: $0.work))
        },
        W.word(
            "unique", "the different elements in order",
            "a, return_index=False, return_inverse=False, return_counts=False, axis=None",
            "np.unique([3, 1, 3], return_counts=True)"
        ) { call in
            let asks = try ["return_index", "return_inverse", "return_counts"].enumerated().map {
                try call.flag($0.offset + 1, $0.element)
            }
            let labels = TextArray(try call.required(0, "a"))
            if let labels { return parts(try labels.unique(), asks) }
            let a = try call.array(0, "a")
            if call.value(4, "axis") == nil, !asks.contains(true) { return .thing(try a.uniqueValues(work: call.work)) }
            let found =
                try call.int(4, "axis").map { try a.uniqueRows(axis: $0, work: call.work) } ?? a.unique(work: call.work)
            return parts(found, asks)
        },
        W.word(
            "lexsort", "places in order by several keys, the last one first", "keys",
            "np.lexsort(([1, 1, 2], [3, 2, 1]))"
        ) { call in
            let keys = try call.arrays(0, "keys").map { try $0.elements(as: Double.self, stoppedBy: call.work) }
            guard let count = keys.first?.count else { throw Mistake("need sequence of keys with len > 0 in lexsort") }
            guard keys.allSatisfy({ $0.count == count }) else {
                throw Mistake("all keys need to be the same shape", expected: "keys of \(count) elements")
            }
            return Value(
                try NDArray(
                    (0..<count).sorted(stoppedBy: call.work) { a, b in
                        for key in keys.reversed() where key[a] != key[b] { return key[a] < key[b] }
                        return a < b
                    }))
        },
    ]

    /// The different elements, and what else was asked for.
    private static func parts(
        _ found: (values: some Presentable, first: NDArray, inverse: NDArray, counts: NDArray), _ asks: [Bool]
    ) -> Value {
        var parts: [Value] = [.thing(found.values)]
        for (isWanted, part) in zip(asks, [found.first, found.inverse, found.counts]) where isWanted {
            parts.append(.thing(part))
        }
        return parts.count == 1 ? parts[0] : .tuple(parts)
    }

    /// Every kind of sorting keeps equal elements in order here; another word is none.
    private static func kind(_ call: NumPyCall) throws {
        let kind = call.text(2, "kind", "stable")
        guard ["quicksort", "mergesort", "heapsort", "stable"].contains(kind) else {
            throw Mistake("kind = '\(kind)'", expected: "quicksort, mergesort, heapsort or stable").raised(
                as: "ValueError", "sort kind must be one of 'quick', 'heap', or 'stable' (got '\(kind)')")
        }
    }

    static func axis(_ call: NumPyCall) throws -> Int? {
        // None stands for the flattened array here, and nothing for the last axis.
        if call.isNone(1, "axis") { return nil }
        return try call.int(1, "axis") ?? -1
    }

    static let sets: [Word] = [
        W.word(
            "isin", aliases: ["in1d"], "whether elements are among some values", "a, values, invert=False",
            "np.isin([1, 2, 3], [2, 3])"
        ) {
            if let labels = TextArray(try $0.required(0, "a")), let known = TextArray(try $0.required(1, "values")) {
                let (among, wanted) = (Set(known.texts), try !$0.flag(2, "invert"))
                return .thing(try NDArray(labels.texts.map { Flag(among.contains($0) == wanted) }))
            }
            let a = try $0.array(0, "a")
            let found = try a.isAmong($0.array(1, "values"), work: $0.work)
            return Value(try $0.flag(2, "invert") ? found.apply(.logicalNot, work: $0.work) : found)
        },
        set("intersect1d", "what is in both, in order") { a, b, work in
            try a.element([.array(a.isAmong(b, work: work))], work: work)
        },
        set("union1d", "what is in either, in order") { a, b, work in try .concatenated([a, b], work: work) },
        set("setdiff1d", "what is in the first only, in order") { a, b, work in
            try a.element([.array(a.isAmong(b, work: work).apply(.logicalNot, work: work))], work: work)
        },
        set("setxor1d", "what is in one of the two only, in order") { a, b, work in
            try .concatenated(
                [
                    a.element([.array(a.isAmong(b, work: work).apply(.logicalNot, work: work))], work: work),
                    b.element([.array(b.isAmong(a, work: work).apply(.logicalNot, work: work))], work: work),
                ], work: work)
        },
    ]

    static func set(
        _ name: String, _ summary: String, _ choose: @escaping @Sendable (NDArray, NDArray, Work) throws -> NDArray
    ) -> Word {
        W.word(name, summary, "a, b", "np.\(name)([1, 2, 3], [2, 3, 4])") {
            let (a, b) = (try $0.array(0, "a").reshaped([-1], $0.work), try $0.array(1, "b").reshaped([-1], $0.work))
            return .thing(try choose(a, b, $0.work).uniqueValues(work: $0.work))
        }
    }
}
