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
        for item in items { if case .tuple(let inner) = item, nests(inner, level + 1) { return true } }
        return false
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
}
