import Answers
import Arrays
import Language

/// `np.nditer(a)`: the elements one after the other in the order in which they lie, by a loop or step by step; each is a view of the
/// one element, which can be written where `op_flags=["readwrite"]` says so.
final class ElementWalk: Iterable, @unchecked Sendable {
    static let kind = "nditer"
    private let array: NDArray
    /// The lengths of the axes in the order in which they are gone through, the last one fastest.
    private let lengths: [Int]
    /// Whether the first axis is the fastest.
    private let isByColumns: Bool
    private let isWritable: Bool
    private let flags: Set<String>
    private(set) var place = 0

    init(_ array: NDArray, isByColumns: Bool, isWritable: Bool, flags: Set<String>) {
        (self.array, self.isByColumns, self.isWritable, self.flags) = (array, isByColumns, isWritable, flags)
        lengths = isByColumns ? array.shape.reversed() : array.shape
    }

    var summary: String { "<numpy.nditer>" }
    var length: Int { array.count }
    var isFinished: Bool { place >= array.count }

    /// Where the element at a place of the walk stands in the array.
    private func position(_ place: Int) -> [Int] {
        var (rest, found) = (place, [Int](repeating: 0, count: lengths.count))
        for axis in lengths.indices.reversed() {
            found[axis] = rest % lengths[axis]
            rest /= lengths[axis]
        }
        return isByColumns ? found.reversed() : found
    }

    /// The element that the walk has come to.
    func current() throws -> Value {
        guard !isFinished else {
            throw Mistake("the walk is at its end", expected: "it.finished asked before", try: "it.reset()").raised(
                as: "ValueError", "Iterator is past the end")
        }
        let offset = zip(position(place), array.strides).reduce(array.offset) { $0 + $1.0 * $1.1 }
        return .thing(array.view(shape: [], strides: [], offset: offset, isReadOnly: isWritable ? nil : true))
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let index) = subscripts[0], index.asInt == 0 else {
            throw Mistake("nditer goes through one array", expected: "it[0]").raised(
                as: "IndexError", "Iterator operand index is out of bounds")
        }
        return try current()
    }

    func passed(_ place: Int) throws -> Value {
        self.place = place
        return try current()
    }

    func holds(_ value: Value, _ work: Work) throws -> Bool {
        throw Mistake("in asks an array, not a walk through it", expected: "value in a").raised(as: "TypeError")
    }

    /// One element on; whether there is one.
    func step() -> Bool {
        place = Swift.min(place + 1, array.count)
        return !isFinished
    }

    func reset() { place = 0 }

    private func tracked(_ flag: String, _ message: String) throws {
        guard !flags.contains(flag) else { return }
        throw Mistake(
            "this walk does not count \(flag)", expected: "a walk that does", try: "np.nditer(a, flags=[\"\(flag)\"])"
        ).raised(as: "ValueError", message)
    }

    /// The indices of the element that the walk has come to.
    func indices() throws -> Value {
        try tracked("multi_index", "Iterator is not tracking a multi-index")
        return .tuple(position(place).map { .int($0) })
    }

    /// Its number in the order of rows.
    func number() throws -> Value {
        try tracked("c_index", "Iterator does not have an index")
        return .int(zip(position(place), array.shape).reduce(0) { $0 * $1.1 + $1.0 })
    }

    static let members: [Member] = [
        .attribute("multi_index", of: ElementWalk.self, "the indices of the element there, with flags=['multi_index']")
        {
            try $0.indices()
        },
        .attribute("index", of: ElementWalk.self, "the number of the element there, with flags=['c_index']") {
            try $0.number()
        },
        .attribute("finished", of: ElementWalk.self, "whether there is no element left") { .bool($0.isFinished) },
        .attribute("value", of: ElementWalk.self, "the element there") { try $0.current() },
        .attribute("itersize", of: ElementWalk.self, "how many elements there are") { .int($0.length) },
        .method("iternext", of: ElementWalk.self, returns: "bool", "one element on; False at the end", []) {
            walk, _, _ in
            .bool(walk.step())
        },
        .method("reset", of: ElementWalk.self, "back to the first element", []) { walk, _, _ in
            walk.reset()
            return .none
        },
        .method("close", of: ElementWalk.self, "has no effect: elements are written where they are", []) { _, _, _ in
            .none
        },
    ]
}

/// Ways through the elements and the indices of an array.
enum WalkWords {
    private typealias W = NumPyWord

    static let words: [Word] = [
        W.word(
            "nditer", "the elements one after the other in the order in which they lie",
            "op, flags=None, op_flags=None, op_dtypes=None, order=K", returns: ElementWalk.kind,
            "for x in np.nditer(np.array([[1, 2], [3, 4]])): print(x)",
            details:
                "With flags=['multi_index'], it.multi_index is where the element stands; it.iternext() goes on, and "
                + "it.finished ends a while loop. With op_flags=['readwrite'], x[...] = 0 writes into the array."
        ) { call in
            let flags = try texts(call, 1, "flags")
            let known = ["multi_index", "c_index", "refs_ok", "zerosize_ok"]
            if let other = flags.first(where: { !known.contains($0) }) {
                throw Mistake(
                    "flags has '\(other)'", expected: Phrase.alternatives(known.map { "'\($0)'" }), argument: "flags"
                ).raised(as: "ValueError", "Unexpected iterator global flag \"\(other)\"")
            }
            let uses = try texts(call, 2, "op_flags")
            let ways = ["readonly", "readwrite", "writeonly"]
            if let other = uses.first(where: { !ways.contains($0) }) {
                throw Mistake(
                    "op_flags has '\(other)'", expected: Phrase.alternatives(ways.map { "'\($0)'" }),
                    argument: "op_flags"
                ).raised(as: "ValueError", "Unexpected per-op iterator flag \"\(other)\"")
            }
            guard call.value(3, "op_dtypes") == nil else {
                throw Mistake(
                    "op_dtypes is not followed here", expected: "an array of that dtype", try: "a.astype(float)")
            }
            if let items = try call.required(0, "op").elements, items.contains(where: { $0.array != nil }) {
                throw Mistake(
                    "nditer goes through one array here, not \(items.count)", expected: "one array",
                    try: "zip(a.ravel(), b.ravel())")
            }
            let a = try call.array(0, "op")
            let order = call.text(4, "order", "K")
            let isTurned = order == "K" && !a.isContiguous && a.transposed.isContiguous
            return .thing(
                ElementWalk(
                    a, isByColumns: try isTurned || call.isByColumns(4, of: a),
                    isWritable: uses.contains { $0 != "readonly" }, flags: Set(flags)))
        },
        W.word(
            "ndindex", "all indices of an array of such a shape, the last one fastest", "*shape", returns: "iterator",
            "list(np.ndindex(2, 2))"
        ) { call in
            let lengths = try call.rest().flatMap { try call.ints($0, "shape") }
            if let wrong = lengths.first(where: { $0 < 0 }) {
                throw Mistake("a length of \(wrong)", expected: "lengths of 0 or more").raised(
                    as: "ValueError", "negative dimensions are not allowed")
            }
            let (shape, count) = (lengths, try NDArray.count(of: lengths))
            return TableMember.each(count) { place in
                var (rest, found) = (place, [Int](repeating: 0, count: shape.count))
                for axis in shape.indices.reversed() {
                    found[axis] = rest % shape[axis]
                    rest /= shape[axis]
                }
                return .tuple(found.map { .int($0) })
            }
        },
    ]

    /// The texts of a list, of lists in a list, or of one text.
    private static func texts(_ call: NumPyCall, _ place: Int, _ name: String) throws -> [String] {
        guard let given = call.value(place, name) else { return [] }
        if let text = given.asText { return [text] }
        return try (given.elements ?? []).flatMap { item -> [String] in
            if let text = item.asText { return [text] }
            guard let inner = item.elements else {
                throw Mistake("\(name) = \(given.brief)", expected: "a list of texts", argument: name).raised(
                    as: "TypeError")
            }
            return inner.compactMap(\.asText)
        }
    }
}
