import Answers

/// Sizes beyond which a value is refused, so that no line can eat the machine.
enum Limits {
    /// The most elements of a list and bytes of a string.
    static let maximumCount = 10_000_000
    static let maximumNesting = 100

    static func checkCount(_ count: Int) throws {
        guard count <= maximumCount else {
            throw Mistake(
                "a list of \(count.grouped) elements is too long", expected: "at most \(maximumCount.grouped)")
        }
    }

    static func checkText(_ bytes: Int) throws {
        guard bytes <= maximumCount else {
            throw Mistake(
                "a string of \(bytes.grouped) characters is too long", expected: "at most \(maximumCount.grouped)")
        }
    }

    static func checkNesting(_ values: [Value]) throws {
        var budget = 100_000
        guard !nests(values, 1, &budget) else {
            throw Mistake(
                "lists inside lists go deeper than \(maximumNesting) levels",
                expected: "at most \(maximumNesting) levels")
        }
    }

    private static func nests(_ values: [Value], _ level: Int, _ budget: inout Int) -> Bool {
        guard level <= maximumNesting else { return true }
        for value in values {
            budget -= 1
            guard budget > 0 else { return false }
            switch value {
            case .list(let items), .tuple(let items):
                if nests(items, level + 1, &budget) { return true }
            case .dict(let dictionary):
                if nests(dictionary.entries.map(\.value), level + 1, &budget) { return true }
            case .function(let function):
                if nests(Array(function.captured.values), level + 1, &budget) { return true }
            default: break
            }
        }
        return false
    }
}

extension Int {
    /// `10,000,000`
    var grouped: String {
        let digits = String(magnitude)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return (self < 0 ? "-" : "") + out
    }
}
