import Answers

/// Operators of what is no number: texts, lists, sets, dicts, counters.
extension Arithmetic {
    static func applyRest(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value {
        if case .bool(let a) = left, case .bool(let b) = right, [.and, .or, .xor].contains(operation) {
            return .bool(operation == .and ? a && b : operation == .or ? a || b : a != b)
        }
        if let a = left.boolAsInt, let b = right.boolAsInt {
            switch (a, b) {
            case (.number, .big), (.big, .number):
                let (x, y) = (a.asDouble ?? .nan, b.asDouble ?? .nan)
                guard x.isFinite || !a.isBig, y.isFinite || !b.isBig else {
                    throw Mistake("this whole number is larger than the largest floating-point number").raised(
                        as: "OverflowError", "int too large to convert to float")
                }
                return try result(operation, x, y)
            default:
                if a.isBig || b.isBig, let x = a.asBig, let y = b.asBig { return try apply(operation, x, y) }
                return try apply(operation, a, b, context)
            }
        }
        if let found = try ComplexArithmetic.apply(operation, left, right) { return found }
        if case .thing(let thing) = left, let operable = thing as? any Operable,
            let result = try operable.applying(operation, right, isRight: false, context)
        {
            return result
        }
        if case .thing(let thing) = right, let operable = thing as? any Operable,
            let result = try operable.applying(operation, left, isRight: true, context)
        {
            return result
        }
        return try combined(operation, left, right, context)
    }

    /// What two containers give: joined, repeated, compared by their elements.
    private static func combined(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ context: Context
    ) throws -> Value {
        let work = context.work
        switch (operation, left, right) {
        case (.add, .text(let a), .text(let b)):
            try Limits.checkText(a.utf8.count + b.utf8.count)
            return .text(a + b)
        case (.add, .list(let a), .list(let b)):
            try Limits.checkCount(a.items.count + b.items.count)
            return .list(try Array(joining: [a.items, b.items], stoppedBy: work))
        case (.or, .set(let a), .set(let b)): return .set(try ValueSet(a.elements + b.elements, stoppedBy: work))
        case (.and, .set(let a), .set(let b)): return .set(try a.filter(stoppedBy: work) { try b.contains($0) })
        case (.subtract, .set(let a), .set(let b)): return .set(try a.filter(stoppedBy: work) { try !b.contains($0) })
        // Where `^` is read as a power: of sets it is what only one of them has.
        case (.power, .set(let a), .set(let b)), (.xor, .set(let a), .set(let b)):
            return .set(try a.symmetricDifference(b, stoppedBy: work))
        case (_, .dict(let a), .dict(let b)) where a.typeName == "Counter" && b.typeName == "Counter":
            if let counted = try counters(operation, a, b, context) { return .dict(counted) }
        case (.or, .dict(let a), .dict(let b)):
            let union = a.copy()
            try union.insert(b, stoppedBy: work)
            return .dict(union)
        case (_, .object(let view as DictView), _) where view.part != .values:
            var other = right
            switch right {
            case .set: break
            case .object(let second as DictView) where second.part != .values: break
            default: other = .set(try ValueSet(context.machine.elements(of: right), stoppedBy: work))
            }
            return try combined(operation, .set(try ValueSet(view.elements, stoppedBy: work)), other, context)
        case (_, .set, .object(let view as DictView)) where view.part != .values:
            return try combined(operation, left, .set(try ValueSet(view.elements, stoppedBy: work)), context)
        case (.add, .object(let a as RecordObject), _): return try applyRest(operation, .tuple(a.items), right, context)
        case (.add, .tuple(let a), .tuple(let b)):
            try Limits.checkCount(a.count + b.count)
            return .tuple(try Array(joining: [a, b], stoppedBy: work))
        case (.add, .object(let a as BytesObject), .object(let b as BytesObject)):
            try Limits.checkBytes(a.bytes.count + b.bytes.count)
            return .object(BytesObject(a.bytes + b.bytes))
        case (.add, .object(let a as DequeObject), .object(let b as DequeObject)):
            try Limits.checkCount(a.list.items.count + b.list.items.count)
            return .object(
                DequeObject(try Array(joining: [a.list.items, b.list.items], stoppedBy: work), most: a.most))
        case (.multiply, let sequence, .int(let count)), (.multiply, .int(let count), let sequence):
            if let repeated = try repeated(sequence, count, context) { return repeated }
        case (.or, .object(is AutomaticValue), _), (.or, _, .object(is AutomaticValue)),
            (.and, .object(is AutomaticValue), _), (.xor, .object(is AutomaticValue), _):
            return .object(try AutomaticValue(operation, left, right))
        case (.or, _, _): if let type = try CompoundType.union(left, right) { return type }
        default: break
        }
        throw mismatch(operation, left, right)
    }

    private static func repeated(_ sequence: Value, _ count: Int, _ context: Context) throws -> Value? {
        let count = Swift.max(0, count)
        func total(_ length: Int) -> Int {
            let (product, overflow) = length.multipliedReportingOverflow(by: count)
            return overflow ? .max : product
        }
        switch sequence {
        case .text(let text):
            try Limits.checkText(total(text.utf8.count))
            return .text(text.isEmpty ? "" : String(repeating: text, count: count))
        case .list, .tuple:
            let items = sequence.elements ?? []
            try Limits.checkCount(total(items.count))
            var out: [Value] = []
            out.reserveCapacity(items.count * (items.isEmpty ? 0 : count))
            var check = StopCheck(context.work)
            for _ in 0..<(items.isEmpty ? 0 : count) {
                try check.pass(items.count)
                out += items
            }
            if case .tuple = sequence { return .tuple(out) }
            return .list(out)
        case .object(let text as BytesObject):
            try Limits.checkBytes(total(text.bytes.count))
            let times = text.bytes.isEmpty ? 0 : count
            return .object(BytesObject([[UInt8]](repeating: text.bytes, count: times).flatMap(\.self)))
        case .object(let deque as DequeObject):
            guard case .list(let list)? = try repeated(.list(deque.list), count, context) else { return nil }
            return .object(DequeObject(list.items, most: deque.most))
        default: return nil
        }
    }

    /// Counters add and subtract count by count; what is not above 0 is left out.
    static func counters(
        _ operation: BinaryOperator, _ a: Value.Dictionary, _ b: Value.Dictionary, _ context: Context
    ) throws -> Value.Dictionary? {
        let out = Value.Dictionary()
        out.makesMissing = .missing
        out.typeName = "Counter"
        for key in try a.entries.map(\.key) + b.entries.map(\.key).filter({ try a.value(of: $0) == nil }) {
            let (x, y) = (try a.value(of: key) ?? .int(0), try b.value(of: key) ?? .int(0))
            guard let order = order(x, y) else { return nil }
            let count: Value
            switch operation {
            case .add, .subtract: count = try apply(operation, x, y, context)
            case .and: count = order <= 0 ? x : y
            case .or: count = order >= 0 ? x : y
            default: return nil
            }
            if let sign = Arithmetic.order(count, .int(0)), sign > 0 { try out.set(key, count) }
        }
        return out
    }

    private static func mismatch(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Mistake {
        let sign = operation.rawValue
        let problem =
            "\(Phrase.indefinite(left.kind)) \(sign) \(Phrase.indefinite(right.kind)) has no meaning: "
            + "\(left.brief) \(sign) \(right.brief)"
        var suggestion: String?
        switch (left, right) {
        case (_, _) where left.elements != nil && right.elements != nil && operation != .matrixProduct:
            suggestion = "[a \(sign) b for a, b in zip(…, …)] works element by element"
        case (_, _) where left.elements != nil:
            suggestion = "[v \(sign) \(right.brief) for v in …] works element by element"
        case (_, _) where right.elements != nil:
            suggestion = "[\(left.brief) \(sign) v for v in …] works element by element"
        case (.text, _) where operation == .remainder: suggestion = "f\"… {value:.3f}\" puts values into a string"
        case (.text, _), (_, .text): suggestion = "f\"… {value}\" puts values into a string; float(text) reads a number"
        case (.function, _), (_, .function): suggestion = "h(x) = f(x) \(sign) g(x) combines functions"
        case (.word(let word), _): suggestion = "\(word.name)(…) with its arguments"
        case (_, .word(let word)): suggestion = "\(word.name)(…) with its arguments"
        default: break
        }
        let message: String
        switch (operation, left, right) {
        case (.add, .text, _): message = "can only concatenate str (not \"\(right.pythonType)\") to str"
        case (.add, .list, _): message = "can only concatenate list (not \"\(right.pythonType)\") to list"
        case (.add, .object(is BytesObject), _): message = "can't concat \(right.pythonType) to bytes"
        case (.add, .tuple, _): message = "can only concatenate tuple (not \"\(right.pythonType)\") to tuple"
        case (.multiply, .text, _), (.multiply, .list, _), (.multiply, .tuple, _),
            (.multiply, .object(is BytesObject), _):
            message = "can't multiply sequence by non-int of type '\(right.pythonType)'"
        case (.multiply, _, .text), (.multiply, _, .list), (.multiply, _, .tuple):
            message = "can't multiply sequence by non-int of type '\(left.pythonType)'"
        default:
            let name = operation == .power ? "** or pow()" : sign
            message = "unsupported operand type(s) for \(name): '\(left.pythonType)' and '\(right.pythonType)'"
        }
        return Mistake(
            problem,
            expected: suggestion == nil ? "numbers, or two values of one kind that \(sign) puts together" : nil,
            try: suggestion
        ).raised(as: "TypeError", message)
    }
}
