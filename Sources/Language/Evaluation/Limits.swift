import Answers

/// Sizes beyond which a value is refused, so that no line can eat the machine.
enum Limits {
    /// The most elements of a list and bytes of a string.
    static let maximumCount = 10_000_000

    static let maximumTuples = 2_000_000
    /// The most levels of tuples inside tuples, and of lists that are compared.
    static let maximumNesting = 100

    static func nests(_ items: [Value], _ level: Int) -> Bool {
        guard level < maximumNesting else { return true }
        for item in items {
            switch item {
            case .tuple(let inner): if nests(inner, level + 1) { return true }
            case .object(let record as RecordObject): if nests(record.items, level + 1) { return true }
            default: continue
            }
        }
        return false
    }

    /// Tuples hold tuples by value; how deep is bounded where they are made.
    static func checkNesting(_ items: [Value]) throws {
        guard nests(items, 0) else { return }
        throw Mistake(
            "tuples inside tuples go deeper than \(maximumNesting) levels",
            expected: "at most \(maximumNesting) levels", try: "lists inside lists"
        ).raised(as: "RecursionError")
    }

    /// A tuple of these.
    static func tuple(_ items: [Value]) throws -> Value {
        try checkNesting(items)
        return .tuple(items)
    }

    static func checkCount(_ count: Int) throws {
        guard count <= maximumCount else {
            throw Mistake(
                "a list of \(count.grouped) elements is too long", expected: "at most \(maximumCount.grouped)"
            ).raised(as: "MemoryError")
        }
    }

    static func checkText(_ bytes: Int) throws {
        guard bytes <= maximumCount else {
            throw Mistake(
                "a string of \(bytes.grouped) characters is too long",
                expected: "at most \(maximumCount.grouped)"
            ).raised(as: "MemoryError")
        }
    }

    static func checkBytes(_ count: Int) throws {
        guard count <= maximumCount else {
            throw Mistake("\(count.grouped) bytes are too many", expected: "at most \(maximumCount.grouped)").raised(
                as: "MemoryError")
        }
    }
}
