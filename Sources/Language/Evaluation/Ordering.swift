import Answers

/// Equality, order and membership.
enum Ordering {
    static func holds(_ operation: ComparisonOperator, _ left: Value, _ right: Value, _ context: Context) throws -> Bool
    {
        var check = StopCheck(context.work)
        switch operation {
        case .equal, .is: return try areEqual(left, right, &check)
        case .notEqual, .isNot: return try !areEqual(left, right, &check)
        case .isIn: return try contains(right, left, &check)
        case .isNotIn: return try !contains(right, left, &check)
        case .less: return try isLess(left, right, operation, &check) == true
        case .greater: return try isLess(right, left, operation, &check) == true
        case .lessOrEqual: return try isAtMost(left, right, operation, &check)
        case .greaterOrEqual: return try isAtMost(right, left, operation, &check)
        }
    }

    static func areEqual(_ left: Value, _ right: Value, _ check: inout StopCheck) throws -> Bool {
        // Enough for two of the longest lists there can be.
        var budget = 12_000_000
        return try areEqual(left, right, &budget, &check)
    }

    private static func areEqual(
        _ left: Value, _ right: Value, _ budget: inout Int, _ check: inout StopCheck
    ) throws -> Bool {
        try check.pass()
        budget -= 1
        guard budget > 0 else {
            throw Mistake(
                "these values are too large to compare", expected: "values of at most 12,000,000 parts in all",
                try: "len(a) == len(b), or a part of each: a[:1000] == b[:1000]")
        }
        if case .int(let a) = left, case .int(let b) = right { return a == b }
        if let a = left.numeric, let b = right.numeric { return a == b }
        switch (left, right) {
        case (.none, .none): return true
        case (.text(let a), .text(let b)): return a == b
        case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
            guard a.count == b.count else { return false }
            for (x, y) in zip(a, b) where try !areEqual(x, y, &budget, &check) { return false }
            return true
        case (.dict(let a), .dict(let b)):
            guard a.entries.count == b.entries.count else { return false }
            for entry in a.entries {
                guard let other = b[entry.key], try areEqual(entry.value, other, &budget, &check) else { return false }
            }
            return true
        case (.word(let a), .word(let b)): return a.name == b.name
        case (.thing(let a), .thing(let b)): return isSame(a, b)
        default: return false
        }
    }

    private static func isSame(_ left: any Presentable, _ right: any Presentable) -> Bool {
        func open<T: Equatable>(_ left: T) -> Bool { (right as? T).map { $0 == left } ?? false }
        if let equatable = left as? any Equatable { return open(equatable) }
        guard type(of: left).kind == type(of: right).kind else { return false }
        return left.summary == right.summary && left.json == right.json
    }

    private static func contains(_ container: Value, _ element: Value, _ check: inout StopCheck) throws -> Bool {
        switch container {
        case .list(let items), .tuple(let items):
            for item in items where try areEqual(item, element, &check) { return true }
            return false
        case .dict(let dictionary): return dictionary[element] != nil
        case .text(let text):
            guard case .text(let part) = element else {
                throw Mistake("\(element.brief) in a string", expected: "a string on the left of in")
            }
            return StringSearch.contains(text, part)
        default:
            throw Mistake(
                "in looks into a list, tuple, dict or string, not into \(Phrase.indefinite(container.kind)): "
                    + container.brief, expected: "a list, tuple, dict or string on the right of in")
        }
    }

    private static func isAtMost(
        _ left: Value, _ right: Value, _ operation: ComparisonOperator, _ check: inout StopCheck
    ) throws -> Bool {
        if let a = left.numeric, let b = right.numeric { return a <= b }
        return try isLess(right, left, operation, &check) == false
    }

    /// Whether left < right; nil when one of them is NaN.
    static func isLess(
        _ left: Value, _ right: Value, _ operation: ComparisonOperator, _ check: inout StopCheck
    ) throws -> Bool? {
        try check.pass()
        if case .int(let a) = left, case .int(let b) = right { return a < b }
        if let a = left.numeric, let b = right.numeric { return a.isNaN || b.isNaN ? nil : a < b }
        switch (left, right) {
        case (.text(let a), .text(let b)): return a < b
        case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
            var budget = 12_000_000
            for (x, y) in zip(a, b) where try !areEqual(x, y, &budget, &check) {
                return try isLess(x, y, operation, &check)
            }
            return a.count < b.count
        default:
            let isFlipped = operation == .greater || operation == .lessOrEqual
            let (first, second) = isFlipped ? (right, left) : (left, right)
            throw Mistake(
                "\(first.brief) \(operation.rawValue) \(second.brief) compares "
                    + "\(Phrase.indefinite(first.kind)) with \(Phrase.indefinite(second.kind))",
                expected: "two numbers, two strings or two lists")
        }
    }
}

extension Value {
    /// The number, with True as 1 and False as 0.
    var numeric: Double? {
        if case .bool(let flag) = self { return flag ? 1 : 0 }
        return asDouble
    }

    /// Whether the value counts as true: as in Python, 0, "", None and empty collections do not.
    public var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let flag): flag
        case .int(let value): value != 0
        case .number(let value): value != 0
        case .text(let text): !text.isEmpty
        case .list(let items), .tuple(let items): !items.isEmpty
        case .dict(let dictionary): !dictionary.entries.isEmpty
        case .function, .word, .thing: true
        }
    }

    func isTrue(_ expression: Expression, _ evaluator: Evaluator) throws -> Bool {
        if case .word(let word) = self {
            throw evaluator.failure(
                "\(word.name) is not called here", at: expression.range, try: "\(word.name)(…)")
        }
        if case .thing(let thing as any Comparing) = self {
            throw evaluator.failure(
                "\(thing.summary) is neither true nor false as a whole", at: expression.range,
                expected: "True or False", try: "x.min() for all of its numbers, x.max() for any")
        }
        return isTrue
    }
}
