import Answers

/// Equality, order and membership.
enum Ordering {
    static func holds(_ operation: ComparisonOperator, _ left: Value, _ right: Value, _ context: Context) throws -> Bool
    {
        var check = StopCheck(context.work)
        let machine = context.machine
        switch operation {
        case .equal: return try areEqual(left, right, &check, machine)
        case .notEqual: return try !areEqual(left, right, &check, machine)
        case .isIn: return try contains(right, left, &check, machine)
        case .isNotIn: return try !contains(right, left, &check, machine)
        case .is: return left.isIdentical(to: right)
        case .isNot: return !left.isIdentical(to: right)
        default: break
        }
        let (a, b) = try sets(left, right, context.work)
        return try isOrdered(operation, a, b, &check, machine)
    }

    /// `d.keys()` and `d.items()` are in order as the sets of what they show.
    private static func sets(_ left: Value, _ right: Value, _ work: Work) throws -> (Value, Value) {
        func set(_ value: Value) throws -> Value {
            guard case .object(let object) = value, let view = object as? DictView, view.part != .values else {
                return value
            }
            return .set(try ValueSet(view.elements, stoppedBy: work))
        }
        switch (left, right) {
        case (.object, .set), (.set, .object), (.object, .object): return (try set(left), try set(right))
        default: return (left, right)
        }
    }

    /// - Parameters:
    ///   - machine: asks the methods of objects that are elements; without one they are equal where they are the same.
    ///   - depth: how deep in containers the two are; there the same value is equal to itself, as NaN is not.
    static func areEqual(
        _ left: Value, _ right: Value, _ check: inout StopCheck, _ machine: Machine?, depth: Int = 0
    ) throws -> Bool {
        // Enough for two of the longest lists there can be.
        var budget = 12_000_000
        return try areEqual(left, right, &budget, &check, machine, depth)
    }

    private static func areEqual(
        _ left: Value, _ right: Value, _ budget: inout Int, _ check: inout StopCheck, _ machine: Machine?, _ depth: Int
    ) throws -> Bool {
        try check.pass()
        budget -= 1
        guard depth < 400 else {
            throw Mistake("these values are nested too deep to compare", expected: "at most 400 levels").raised(
                as: "RecursionError", "maximum recursion depth exceeded in comparison")
        }
        guard budget > 0 else {
            throw Mistake(
                "these values are too large to compare", expected: "values of at most 12,000,000 parts in all",
                try: "len(a) == len(b), or a part of each: a[:1000] == b[:1000]")
        }
        if case .int(let a) = left, case .int(let b) = right { return a == b }
        if let order = Arithmetic.order(left, right) { return order == 0 }
        if left.asNumber != nil, right.asNumber != nil { return depth > 0 && left.isIdentical(to: right) }
        if depth > 0, left.asksItself || right.asksItself {
            if left.isIdentical(to: right) { return true }
            if let machine { return try machine.areEqual(left, right) }
        }
        switch (left, right) {
        case (.none, .none): return true
        case (.text(let a), .text(let b)): return a.isSameText(as: b)
        case (.object(let object), _) where object.tag == .complex,
            (_, .object(let object)) where object.tag == .complex:
            return ComplexArithmetic.areEqual(left, right) == true || depth > 0 && left.isIdentical(to: right)
        case (.list(let a), .list(let b)):
            return try a === b || areEqual(a.items, b.items, &budget, &check, machine, depth + 1)
        case (.tuple(let a), .tuple(let b)): return try areEqual(a, b, &budget, &check, machine, depth + 1)
        case (.function(let a), .function(let b)): return a === b
        case (.set(let a), .set(let b)):
            return try a.count == b.count && a.elements.allSatisfy { try b.contains($0) }
        case (.dict(let a), .dict(let b)):
            if a === b { return true }
            guard a.count == b.count else { return false }
            if a.typeName == "OrderedDict", b.typeName == "OrderedDict",
                try !areEqual(a.entries.map(\.key), b.entries.map(\.key), &budget, &check, machine, depth + 1)
            {
                return false
            }
            for entry in a.entries {
                guard let other = try b.value(of: entry.key),
                    try areEqual(entry.value, other, &budget, &check, machine, depth + 1)
                else { return false }
            }
            return true
        case (.word(let a), .word(let b)): return a.name == b.name
        case (.thing(let a), .thing(let b)): return isSame(a, b)
        case (.object, _), (_, .object): return try areObjectsEqual(left, right, &budget, &check, machine, depth)
        default: return false
        }
    }

    /// Two values of which one is an object at least, which may be equal to one that is none: `d.keys() == {1}`.
    private static func areObjectsEqual(
        _ left: Value, _ right: Value, _ budget: inout Int, _ check: inout StopCheck, _ machine: Machine?, _ depth: Int
    ) throws -> Bool {
        switch (left, right) {
        case (.object(let a as RecordObject), .object(let b as RecordObject)):
            return try areEqual(a.items, b.items, &budget, &check, machine, depth + 1)
        case (.object(let a as RecordObject), .tuple(let b)), (.tuple(let b), .object(let a as RecordObject)):
            return try areEqual(a.items, b, &budget, &check, machine, depth + 1)
        case (.object(let a as BytesObject), .object(let b as BytesObject)): return a.bytes == b.bytes
        case (.object(let a as DequeObject), .object(let b as DequeObject)):
            return try areEqual(a.list.items, b.list.items, &budget, &check, machine, depth + 1)
        case (.object(let a as RangeObject), .object(let b as RangeObject)):
            return a.count == b.count && (a.count == 0 || a.start == b.start && (a.count == 1 || a.step == b.step))
        case (.object(let a as DTypeObject), _): return DTypeObject.dtype(of: right) == a.dtype
        case (_, .object(let b as DTypeObject)): return DTypeObject.dtype(of: left) == b.dtype
        case (.object(let a as DictView), .object(let b as DictView)) where a.part == .items && b.part == .items:
            return try areEqual(.dict(a.dictionary), .dict(b.dictionary), &budget, &check, machine, depth + 1)
        case (.object(let view as DictView), .object(let other as DictView)) where other.part == .keys:
            return try areEqual(view, other.elements, &budget, &check, machine, depth + 1)
        case (.object(let other as DictView), .object(let view as DictView)) where other.part == .keys:
            return try areEqual(view, other.elements, &budget, &check, machine, depth + 1)
        case (.object(let view as DictView), .set(let set)), (.set(let set), .object(let view as DictView)):
            return try areEqual(view, Array(set.elements), &budget, &check, machine, depth + 1)
        case (.object(let a), .object(let b)): return a === b
        default: return false
        }
    }

    private static func areEqual(
        _ a: [Value], _ b: [Value], _ budget: inout Int, _ check: inout StopCheck, _ machine: Machine?, _ depth: Int
    ) throws -> Bool {
        guard a.count == b.count else { return false }
        for (x, y) in zip(a, b) where try !areEqual(x, y, &budget, &check, machine, depth) { return false }
        return true
    }

    /// `d.keys()` and `d.items()` are equal to a set with the same elements, which are different from each other; `d.values()` is equal to none.
    private static func areEqual(
        _ view: DictView, _ elements: [Value], _ budget: inout Int, _ check: inout StopCheck, _ machine: Machine?,
        _ depth: Int
    ) throws -> Bool {
        guard view.part != .values, view.dictionary.count == elements.count else { return false }
        for element in elements {
            try check.pass()
            switch (view.part, element) {
            case (.items, .tuple(let pair)) where pair.count == 2:
                guard let value = try view.dictionary.value(of: pair[0]),
                    try areEqual(value, pair[1], &budget, &check, machine, depth)
                else { return false }
            case (.keys, _): if try view.dictionary.value(of: element) == nil { return false }
            default: return false
            }
        }
        return true
    }

    static func isSame(_ left: any Presentable, _ right: any Presentable) -> Bool {
        func open<T: Equatable>(_ left: T) -> Bool { (right as? T).map { $0 == left } ?? false }
        if let equatable = left as? any Equatable { return open(equatable) }
        guard type(of: left).kind == type(of: right).kind else { return false }
        return left.summary == right.summary && left.json == right.json
    }

    private static func contains(
        _ container: Value, _ element: Value, _ check: inout StopCheck, _ machine: Machine
    ) throws -> Bool {
        switch container {
        case .list, .tuple:
            for item in container.elements ?? []
            where try item.isIdentical(to: element) || areEqual(item, element, &check, machine, depth: 1) {
                return true
            }
            return false
        case .dict(let dictionary): return try dictionary.value(of: element) != nil
        case .set(let set): return try set.contains(element)
        case .text(let text):
            guard case .text(let part) = element else {
                throw Mistake("\(element.brief) in a string", expected: "a string on the left of in").raised(
                    as: "TypeError", "'in <string>' requires string as left operand, not \(element.pythonType)")
            }
            return try StringSearch.contains(text, part, &check)
        default:
            throw Mistake(
                "in looks into a list, tuple, dict or string, not into \(Phrase.indefinite(container.kind)): "
                    + container.brief, expected: "a list, tuple, dict or string on the right of in"
            ).raised(as: "TypeError", "argument of type '\(container.pythonType)' is not iterable")
        }
    }

    /// Whether left and right are in the order of <, <=, > or >=. Sequences are as their first elements that differ, by the same
    /// operator.
    static func isOrdered(
        _ operation: ComparisonOperator, _ left: Value, _ right: Value, _ check: inout StopCheck, _ machine: Machine?
    ) throws -> Bool {
        try check.pass()
        if case .int(let a) = left, case .int(let b) = right { return operation.holds(a, b) }
        if left.asNumber != nil, right.asNumber != nil {
            // NaN is in no order.
            return Arithmetic.order(left, right).map { operation.holds($0, 0) } ?? false
        }
        if case .text(let a) = left, case .text(let b) = right {
            if a.isSameText(as: b) { return operation.holds(0, 0) }
            return operation.holds(a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1, 0)
        }
        if case .set(let a) = left, case .set(let b) = right {
            let (small, large) = operation == .less || operation == .lessOrEqual ? (a, b) : (b, a)
            let isStrict = operation == .less || operation == .greater
            guard isStrict ? small.count < large.count : small.count <= large.count else { return false }
            return try small.elements.allSatisfy { try large.contains($0) }
        }
        if case .object(let a as BytesObject) = left, case .object(let b as BytesObject) = right {
            if a.bytes == b.bytes { return operation.holds(0, 0) }
            return operation.holds(a.bytes.lexicographicallyPrecedes(b.bytes) ? -1 : 1, 0)
        }
        guard let (a, b) = sequences(left, right) else {
            throw Mistake(
                "\(left.brief) \(operation.rawValue) \(right.brief) compares "
                    + "\(Phrase.indefinite(left.kind)) with \(Phrase.indefinite(right.kind))",
                expected: "two numbers, two strings or two lists"
            ).raised(
                as: "TypeError",
                "'\(operation.rawValue)' not supported between instances of '\(left.pythonType)' and "
                    + "'\(right.pythonType)'")
        }
        var budget = 12_000_000
        for (x, y) in zip(a, b) where try !areEqual(x, y, &budget, &check, machine, 1) {
            if let machine, x.asksItself || y.asksItself { return try machine.holds(operation, x, y) }
            return try isOrdered(operation, x, y, &check, machine)
        }
        return operation.holds(a.count, b.count)
    }

    /// The elements of two lists, two tuples or two deques.
    private static func sequences(_ left: Value, _ right: Value) -> ([Value], [Value])? {
        switch (left, right) {
        case (.list(let a), .list(let b)): (a.items, b.items)
        case (.object(let a as DequeObject), .object(let b as DequeObject)): (a.list.items, b.list.items)
        default: if let a = left.tupleItems, let b = right.tupleItems { (a, b) } else { nil }
        }
    }
}

extension ComparisonOperator {
    fileprivate func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
        switch self {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
    }
}

extension Value {
    /// The elements of a tuple, with names or without.
    fileprivate var tupleItems: [Value]? {
        switch self {
        case .tuple(let items): items
        case .object(let record as RecordObject): record.items
        default: nil
        }
    }
}

extension String {
    /// Whether both are the same scalars. Swift's == holds for all that looks the same too: é as one scalar and as two.
    @inline(__always) func isSameText(as other: String) -> Bool {
        // The same memory, or short texts, which lie in the value itself.
        let (a, b) = (
            unsafeBitCast(self, to: (UInt64, UInt64).self), unsafeBitCast(other, to: (UInt64, UInt64).self)
        )
        return a == b || self == other && utf8.elementsEqual(other.utf8)
    }
}

extension Value {
    /// Whether a comparison with it is its own affair: an object of a learner's class, an array, a tensor.
    var asksItself: Bool {
        switch self {
        case .object(let object): object.tag == .instance
        case .thing(let thing): array != nil || thing is any Comparing
        default: false
        }
    }

    /// Whether the value counts as true: as in Python, 0, "", None and empty collections do not.
    public var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let flag): flag
        case .int(let value): value != 0
        case .number(let value): value != 0
        case .text(let text): !text.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let items): !items.isEmpty
        case .dict(let dictionary): dictionary.count > 0
        case .set(let set): set.count > 0
        case .object(let object):
            switch object {
            case let range as RangeObject: range.count > 0
            case let view as DictView: view.dictionary.count > 0
            case let deque as DequeObject: !deque.list.items.isEmpty
            case let record as RecordObject: !record.items.isEmpty
            case let number as ComplexObject: number.real != 0 || number.imaginary != 0
            case let text as BytesObject: !text.bytes.isEmpty
            default: true
            }
        case .big, .function, .word, .thing: true
        }
    }
}
