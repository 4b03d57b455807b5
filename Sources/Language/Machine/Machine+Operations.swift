import Answers
import Arrays

/// Operators on everything that is not a plain number.
extension Machine {
    /// What the fast paths leave over. The upper bit of `d` says that the left side may be changed in place.
    @inline(never)
    func arithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value, _ d: UInt16) throws -> Value {
        d & 0x100 != 0 ? try augmented(operation, left, right) : try binary(operation, left, right)
    }

    /// The same where a small whole number is added or, with its sign turned, subtracted.
    @inline(never)
    func changed(_ value: Value, by amount: Int, _ d: UInt16) throws -> Value {
        let operation = BinaryOperator.ordered[Int(d & 0xff)]
        return try arithmetic(operation, value, .int(operation == .subtract ? -amount : amount), d)
    }

    func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
        if left.isArrayLike || right.isArrayLike, left.instance == nil, right.instance == nil,
            let found = try ArrayArithmetic.apply(operation, left, right, context)
        {
            return found
        }
        if left.instance != nil || right.instance != nil {
            if let found = try overloaded(Machine.names[operation] ?? "", left, right) { return found }
            let (a, b) = (left.unmixed, right.unmixed)
            if a.instance == nil || b.instance == nil, left.isMixed || right.isMixed {
                return try binary(operation, a, b)
            }
        }
        if operation == .remainder, case .text(let text) = left { return .text(try percent(text, right)) }
        return try Arithmetic.apply(operation, left, right, context)
    }

    private static let names: [BinaryOperator: String] = [
        .add: "add", .subtract: "sub", .multiply: "mul", .divide: "truediv", .floorDivide: "floordiv",
        .remainder: "mod",
        .power: "pow", .matrixProduct: "matmul", .and: "and", .or: "or", .xor: "xor", .shiftLeft: "lshift",
        .shiftRight: "rshift",
    ]

    /// `__add__` of the left side, or `__radd__` of the right one, which comes first where its class is derived from the left one's
    /// and says otherwise; nil where neither has an answer.
    private func overloaded(_ name: String, _ left: Value, _ right: Value) throws -> Value? {
        let (a, b) = (left.instance?.type, right.instance?.type)
        let (own, mirrored) = ("__\(name)__", "__r\(name)__")
        // Two objects of one class have one method between them.
        let reflected = a === b ? nil : b?.lookUp(mirrored)
        let isFirst =
            if let a, let b, let reflected, b.isDerived(from: a) {
                a.lookUp(mirrored)?.isIdentical(to: reflected) != true
            } else {
                false
            }
        return try answer(a?.lookUp(own), left, right, orReflected: reflected, isFirst: isFirst)
    }

    /// What the method of the left side gives, or the reflected one of the right side.
    private func answer(
        _ own: Value?, _ left: Value, _ right: Value, orReflected reflected: Value?, isFirst: Bool
    ) throws -> Value? {
        if isFirst, let found = try ask(reflected, right, left) { return found }
        if let found = try ask(own, left, right) { return found }
        return isFirst ? nil : try ask(reflected, right, left)
    }

    private func ask(_ method: Value?, _ receiver: Value, _ other: Value) throws -> Value? {
        guard let method else { return nil }
        let found = try call(method, [receiver, other])
        return found.isNotImplemented ? nil : found
    }

    /// The same for comparisons, where the methods of a derived class always come first.
    private func compared(_ own: String, _ mirrored: String, _ left: Value, _ right: Value) throws -> Value? {
        let (a, b) = (left.instance?.type, right.instance?.type)
        let isFirst = if let a, let b { a !== b && b.isDerived(from: a) } else { false }
        return try answer(a?.lookUp(own), left, right, orReflected: b?.lookUp(mirrored), isFirst: isFirst)
    }

    /// `left op= right`: lists, sets and dicts change in place, as everyone who has them sees.
    func augmented(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
        if let array = left.array, operation != .matrixProduct,
            try ArrayArithmetic.update(operation, array, right, context)
        {
            return left
        }
        switch (operation, left) {
        case (.add, .list):
            try extend(left, right)
            return left
        case (.multiply, .list(let list)):
            if case .list(let more) = try binary(operation, left, right) {
                list.items = more.items
                return left
            }
        case (.or, .set(let set)):
            if case .set(let other) = right {
                try set.insert(other.elements, stoppedBy: context.work)
                return left
            }
        case (.and, .set(let set)), (.subtract, .set(let set)), (.xor, .set(let set)):
            if case .set(let result) = try binary(operation, left, right) {
                set.table.take(result.table)
                return left
            }
        case (.or, .dict):
            try merge(left, right)
            return left
        case (_, .thing(let thing as any InPlaceOperable)):
            if let result = try thing.update(operation, right, context) { return result }
        default:
            if let instance = left.instance, let name = Machine.names[operation],
                let method = instance.type.lookUp("__i\(name)__")
            {
                let found = try call(method, [left, right])
                if !found.isNotImplemented { return found }
            }
        }
        return try binary(operation, left, right)
    }

    func unary(_ operation: UnaryOperator, _ value: Value) throws -> Value {
        if value.isArrayLike { return try ArrayArithmetic.apply(operation, value, context) }
        if let instance = value.instance {
            let name = operation == .minus ? "__neg__" : operation == .plus ? "__pos__" : "__invert__"
            if let method = instance.type.lookUp(name) { return try call(method, [value]) }
            if let mixed = instance.mixedValue { return try unary(operation, mixed) }
        }
        return try Arithmetic.apply(operation, value, context)
    }

    // MARK: Truth and comparisons

    func truth(_ value: Value) throws -> Bool {
        switch value {
        case .bool(let flag): return flag
        case .object(let object): return try truth(of: object, value)
        case .thing where value.array != nil: return try value.array.map(ArrayArithmetic.truth) ?? true
        case .word(let word):
            guard case .call = word.meaning else { return true }
            throw Mistake("\(word.name) is not called here", try: "\(word.name)(…)").raised(as: "TypeError")
        case .thing(let thing as any NumberLike): return try thing.truth()
        case .thing(let thing as any Comparing):
            throw Mistake(
                "\(thing.summary) is neither true nor false as a whole", expected: "True or False",
                try: "x.min() for all of its numbers, x.max() for any")
        default: return value.isTrue
        }
    }

    private func truth(of object: Object, _ value: Value) throws -> Bool {
        if let scalar = value.scalar { return scalar.number.asDouble != 0 }
        guard let instance = object as? Instance else { return value.isTrue }
        if let mixed = instance.mixedValue { return try truth(mixed) }
        if let method = instance.type.lookUp("__bool__") {
            let found = try call(method, [value])
            if case .bool(let flag) = found { return flag }
            throw Mistake("__bool__ gives \(found.brief)", expected: "True or False", try: "return bool(…)").raised(
                as: "TypeError", "__bool__ should return bool, returned \(found.pythonType)")
        }
        return try length(of: instance) != 0
    }

    /// The result of one comparison. The upper bit of `d` says that it is part of a chain.
    @inline(never)
    func compare(_ d: UInt16, _ left: Value, _ right: Value) throws -> Value {
        let operation = ComparisonOperator.ordered[Int(d & 0xff)]
        if left.isMixed || right.isMixed, operation != .is, operation != .isNot, operation != .isIn,
            operation != .isNotIn
        {
            return try compare(d, left.unmixed, right.unmixed)
        }
        if operation == .isIn || operation == .isNotIn, let found = left.isPlainly(in: right) {
            return .bool(found == (operation == .isIn))
        }
        if left.isArrayLike || right.isArrayLike, left.instance == nil, right.instance == nil,
            let found = try ArrayArithmetic.compare(operation, left, right, context)
        {
            // In a chain every comparison has to be one True or False.
            return d & 0x100 == 0 ? found : .bool(try truth(found))
        }
        if let found = try Ordering.elementwise(operation, left, right, context) {
            guard d & 0x100 == 0 else {
                throw Mistake(
                    "a chain of comparisons has no meaning for arrays", expected: "one comparison",
                    try: "(low < x) * (x < high)")
            }
            return found
        }
        switch operation {
        case .is: return .bool(left.isIdentical(to: right))
        case .isNot: return .bool(!left.isIdentical(to: right))
        case .isIn: return .bool(try contains(right, left))
        case .isNotIn: return .bool(!(try contains(right, left)))
        case .equal:
            return try compared("__eq__", "__eq__", left, right)
                ?? .bool(Ordering.holds(.equal, left, right, context))
        case .notEqual:
            if let found = try compared("__ne__", "__ne__", left, right) { return found }
            if let found = try compared("__eq__", "__eq__", left, right) { return .bool(!(try truth(found))) }
            return .bool(try Ordering.holds(.notEqual, left, right, context))
        default: break
        }
        if left.instance != nil || right.instance != nil {
            let (own, mirrored) = Machine.orders[operation] ?? ("", "")
            if let found = try compared(own, mirrored, left, right) { return found }
        }
        return .bool(try Ordering.holds(operation, left, right, context))
    }

    private static let orders: [ComparisonOperator: (String, String)] = [
        .less: ("__lt__", "__gt__"), .greater: ("__gt__", "__lt__"), .lessOrEqual: ("__le__", "__ge__"),
        .greaterOrEqual: ("__ge__", "__le__"),
    ]

    /// `a == b` as a condition: equal objects first, then what their methods say.
    func areEqual(_ left: Value, _ right: Value) throws -> Bool {
        try holds(.equal, left, right)
    }

    /// The same for elements of a container, where a value is always equal to itself.
    func areSame(_ left: Value, _ right: Value) throws -> Bool {
        if case .int(let a) = left, case .int(let b) = right { return a == b }
        return try left.isIdentical(to: right) || areEqual(left, right)
    }

    /// A comparison as a condition.
    func holds(_ operation: ComparisonOperator, _ left: Value, _ right: Value) throws -> Bool {
        try truth(compare(UInt16(operation.code), left, right))
    }

    /// `a < b` as a condition.
    func isLess(_ left: Value, _ right: Value) throws -> Bool { try holds(.less, left, right) }

    func contains(_ container: Value, _ element: Value) throws -> Bool {
        switch container {
        case .set(let set): return try set.contains(element)
        case .dict(let dictionary): return try dictionary.value(of: element) != nil
        case .thing where container.array != nil:
            guard let found = try ArrayArithmetic.compare(.equal, container, element, context) else { return false }
            guard let array = found.array else { return try truth(found) }
            return try array.reduce(.any, work: work).only == .bool(true)
        case .thing(let thing as any Iterable): return try thing.holds(element, work)
        case .object(let object):
            switch object {
            case let range as RangeObject:
                if case .int(let value) = element { return range.position(of: value) != nil }
            case let view as DictView where view.part == .keys: return try view.dictionary.value(of: element) != nil
            case let bytes as BytesObject: return try bytes.contains(element, work)
            case let type as ClassObject where type.isEnumeration: return try Enumeration.contains(type, element)
            case let instance as Instance:
                if let method = instance.type.lookUp("__contains__") {
                    return try truth(call(method, [container, element]))
                }
            default: break
            }
            var found = false
            try iterate(container) { item in
                found = try areSame(item, element)
                return !found
            }
            return found
        default:
            guard element.instance != nil || container.elements?.contains(where: { $0.instance != nil }) == true else {
                return try Ordering.holds(.isIn, element, container, context)
            }
            return try (container.elements ?? []).contains { try areSame($0, element) }
        }
    }
}

extension Value {
    /// The object of a learner's class, when the value is one.
    @inline(__always) var instance: Instance? {
        guard case .object(let object) = self, object.tag == .instance else { return nil }
        return unsafeDowncast(object, to: Instance.self)
    }

    /// Whether it is a member of an enumeration that behaves like its value.
    var isMixed: Bool { instance?.mixedValue != nil }

    /// The value of such a member, everything else as it is.
    var unmixed: Value { instance?.mixedValue ?? self }

    /// Whether a whole number or a string is among plain elements; nil where that has to be asked otherwise.
    fileprivate func isPlainly(in container: Value) -> Bool? {
        let items: [Value]
        switch container {
        case .list(let list): items = list.items
        case .tuple(let elements): items = elements
        default: return nil
        }
        for item in items {
            switch (self, item) {
            case (.int(let a), .int(let b)): if a == b { return true }
            case (.text(let a), .text(let b)): if a.isSameText(as: b) { return true }
            case (.int, .text), (.text, .int), (.text, .number), (.int, .none), (.text, .none): continue
            default: return nil
            }
        }
        return false
    }

    static let notImplemented = Value.object(NativeFunction("NotImplemented") { _, _, _ in .none })

    var isNotImplemented: Bool {
        guard case .object(let object) = self, case .object(let marker) = Value.notImplemented else { return false }
        return object === marker
    }

    /// Whether it is a module, as `import` binds it.
    public var isModule: Bool {
        if case .object(let object) = self { object.tag == .module } else { false }
    }

    /// `a is b`: the same object; numbers, strings and tuples are the same where they are equal and of one kind.
    func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.none, .none): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.big(let a), .big(let b)): a == b
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.text(let a), .text(let b)): a.isSameText(as: b)
        case (.tuple(let a), .tuple(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
        case (.list(let a), .list(let b)): a === b
        case (.dict(let a), .dict(let b)): a === b
        case (.set(let a), .set(let b)): a === b
        case (.function(let a), .function(let b)): a === b
        case (.object(let a), .object(let b)): a === b || a.isIdentical(to: b)
        case (.word(let a), .word(let b)): a.name == b.name
        case (.thing(let a), .thing(let b)): Value.isSame(a, b)
        default: false
        }
    }

    private static func isSame(_ a: any Presentable, _ b: any Presentable) -> Bool {
        guard type(of: a) is AnyClass, type(of: b) is AnyClass else { return Ordering.isSame(a, b) }
        return (a as AnyObject) === (b as AnyObject)
    }
}
