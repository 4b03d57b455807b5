import Answers
import Arrays

/// `lower:upper:step` between square brackets.
final class SliceObject: Object, @unchecked Sendable {
    let lower: Value
    let upper: Value
    let step: Value

    init(_ lower: Value, _ upper: Value, _ step: Value) {
        self.lower = lower
        self.upper = upper
        self.step = step
        super.init()
    }

    override var kindName: String { "slice" }
    override var spelled: String { "slice(\(lower.repr), \(upper.repr), \(step.repr))" }
}

/// Elements of everything that is not a list at a plain place.
extension Machine {
    /// - Parameter named: whether slices may run from a name to a name; such a one stays the value that it is.
    func subscripts(_ index: Value, named: Bool = false) throws -> [Subscript] {
        guard case .tuple(let items) = index, !items.isEmpty else { return [try self.subscript(index, named)] }
        return try items.map { try self.subscript($0, named) }
    }

    private func `subscript`(_ index: Value, _ named: Bool) throws -> Subscript {
        guard case .object(let slice as SliceObject) = index else { return .index(index) }
        if named, [slice.lower, slice.upper].contains(where: { !$0.isNone && Subscripts.whole($0) == nil }) {
            return .index(index)
        }
        return .slice(lower: try bound(slice.lower), upper: try bound(slice.upper), step: try bound(slice.step))
    }

    func bound(_ value: Value) throws -> Int? {
        if case .none = value { return nil }
        if case .big(let big) = value { return big.isNegative ? -Int.max : Int.max }
        guard let number = Subscripts.whole(value) else {
            throw Mistake("\(value.brief) cannot bound a slice", expected: "a whole number").raised(
                as: "TypeError", "slice indices must be integers or None or have an __index__ method")
        }
        return number
    }

    @inline(never)
    func element(of container: Value, at index: Value) throws -> Value {
        switch container {
        case .dict(let dictionary):
            if let found = try dictionary.value(of: index) { return found }
            if let make = dictionary.makesMissing {
                let value = try make.isMissing ? Value.int(0) : call(make, [])
                if !make.isMissing { try dictionary.set(index, value) }
                return value
            }
            let known = dictionary.entries.map(\.key.brief)
            let close = Suggestions.nearest(index.brief, among: known).first
            throw Mistake("there is no key \(index.brief)", expected: Suggestions.listed(known), try: close).missing(
                index)
        case .thing(let thing):
            if let array = container.array { return try element(of: array, at: index) }
            guard let subscriptable = thing as? any Subscriptable else {
                throw Mistake(
                    "\(Phrase.indefinite(container.kind)) has no elements to index: \(container.brief)",
                    expected: "a list, tuple, string, dict or array before ["
                ).raised(as: "TypeError")
            }
            return try context.finish(
                try subscriptable.element(try subscripts(index, named: subscriptable is any LabelSliced)))
        case .object(let joiner as JoinerObject): return try joined(joiner, index)
        case .object(let type as ClassObject) where type.isEnumeration:
            return try Enumeration.member(of: type, named: index)
        case .word, .object(is TypingForm), .object(is ClassObject):
            if let type = try CompoundType.made(of: container, index) { return type }
            guard case .object(let type as ClassObject) = container else { break }
            throw Mistake(
                "\(type.name) takes no types in brackets", expected: "a class derived from Generic",
                try: "class \(type.name)(Generic[T]):"
            ).raised(as: "TypeError", "type '\(type.name)' is not subscriptable")
        case .object(let instance as Instance):
            guard let method = instance.type.lookUp("__getitem__") else { break }
            return try call(method, [container, index])
        default: break
        }
        let all = try subscripts(index)
        guard let first = all.first, all.count == 1 else {
            throw Mistake(
                "\(Phrase.indefinite(container.kind)) has one direction, \(all.count) indices given",
                expected: "one index", try: "x[i][j] for lists inside lists"
            ).raised(as: "TypeError", Machine.noIndex(container, "tuple"))
        }
        return try element(of: container, at: first)
    }

    /// What an index or a slice chooses of what stands in an order.
    private func element(of container: Value, at first: Subscript) throws -> Value {
        switch (container, first) {
        case (.list(let list), .index(let index)): return list.items[try place(index, list.items.count, container)]
        case (.tuple(let items), .index(let index)): return items[try place(index, items.count, container)]
        case (.list(let list), .slice(let lower, let upper, let step)):
            return .list(try Subscripts.slice(list.items, lower, upper, step, context.work))
        case (.tuple(let items), .slice(let lower, let upper, let step)):
            return .tuple(try Subscripts.slice(items, lower, upper, step, context.work))
        case (.text(let text), .index(let index)):
            return .text(String(try scalar(text, index, container)))
        case (.text(let text), .slice(let lower, let upper, let step)):
            var check = StopCheck(context.work)
            let scalars = try text.unicodeScalars.map(&check)
            var out = String.UnicodeScalarView()
            for scalar in try Subscripts.slice(scalars, lower, upper, step, context.work) {
                try check.pass()
                out.append(scalar)
            }
            return .text(String(out))
        case (.object(let range as RangeObject), .index(let index)):
            return .int(range[try place(index, range.count, container)])
        case (.object(let range as RangeObject), .slice(let lower, let upper, let step)):
            let (start, stop) = try Subscripts.bounds(range.count, lower, upper, step)
            return .object(RangeObject(range[start], range[stop], (step ?? 1) &* range.step))
        case (.object(let record as RecordObject), .index(let index)):
            return record.items[try place(index, record.items.count, .tuple([]))]
        case (.object(let record as RecordObject), .slice(let lower, let upper, let step)):
            return .tuple(try Subscripts.slice(record.items, lower, upper, step, context.work))
        case (.object(let text as BytesObject), .index(let index)): return try text.element(index)
        case (.object(let text as BytesObject), .slice(let lower, let upper, let step)):
            return .object(BytesObject(try Subscripts.slice(text.bytes, lower, upper, step, context.work)))
        case (.object(let deque as DequeObject), .index(let index)):
            return deque.list.items[try place(index, deque.list.items.count, container)]
        default:
            throw Mistake(
                "\(container.brief) is \(Phrase.indefinite(container.kind)) and has no elements",
                expected: "a list, tuple, string or dict before ["
            ).raised(as: "TypeError", "'\(container.pythonType)' object is not subscriptable")
        }
    }

    /// Text of one byte per character is read at its place, other text from its beginning.
    private func scalar(_ text: String, _ index: Value, _ container: Value) throws -> Unicode.Scalar {
        let found = try text.utf8.withContiguousStorageIfAvailable { bytes -> Unicode.Scalar? in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return Unicode.Scalar(bytes[try place(index, bytes.count, container)])
        }
        if let found = found ?? nil { return found }
        let scalars = Array(text.unicodeScalars)
        return scalars[try place(index, scalars.count, container)]
    }

    /// How CPython says that a value of this type is no place in a list, a tuple or a text.
    private static func noIndex(_ container: Value, _ type: String) -> String {
        container.pythonType == "str"
            ? "string indices must be integers, not '\(type)'"
            : "\(container.pythonType) indices must be integers or slices, not \(type)"
    }

    private func place(_ index: Value, _ count: Int, _ container: Value) throws -> Int {
        if case .number = index.plain {
            throw Mistake(
                "\(index.brief) cannot be an index", expected: "a whole number", try: "int(…), or // for whole results"
            )
            .raised(as: "TypeError", Machine.noIndex(container, "float"))
        }
        do {
            return try Subscripts.position(index, count, container.kind)
        } catch let mistake as Mistake {
            let name = container.pythonType == "str" ? "string" : container.pythonType
            throw Subscripts.whole(index) == nil
                ? mistake.raised(as: "TypeError", Machine.noIndex(container, index.pythonType))
                : mistake.raised(as: "IndexError", "\(name) index out of range")
        }
    }

    @inline(never)
    func storeElement(of container: Value, at index: Value, _ value: Value) throws {
        switch container {
        case .dict(let dictionary):
            try dictionary.set(index, value)
            if dictionary.count & 4095 == 0 { try Limits.checkCount(dictionary.count) }
        case .thing where container.array != nil:
            if let array = container.array { try store(value, in: array, at: index) }
        case .list(let list):
            if case .object(let slice as SliceObject) = index { return try storeSlice(list, slice, value) }
            do {
                list.items[try place(index, list.items.count, container)] = value
            } catch let mistake as Mistake where mistake.exception == "IndexError" {
                throw mistake.raised(as: "IndexError", "list assignment index out of range")
            }
        case .object(let deque as DequeObject):
            deque.list.items[try place(index, deque.list.items.count, container)] = value
        case .object(let instance as Instance):
            guard let method = instance.type.lookUp("__setitem__") else { throw unassignable(container) }
            _ = try call(method, [container, index, value])
        case .thing(let thing as any ElementAssignable):
            try thing.assign(value, at: try subscripts(index, named: thing is any LabelSliced), context)
        case .tuple:
            throw Mistake("a tuple does not change", expected: "a list: [a, b]", try: "a new tuple").raised(
                as: "TypeError", "'tuple' object does not support item assignment")
        default: throw unassignable(container)
        }
    }

    private func unassignable(_ container: Value) -> Mistake {
        Mistake(
            "elements of \(Phrase.indefinite(container.kind)) cannot be assigned: \(container.brief)",
            expected: "a list or a dict before ["
        ).raised(as: "TypeError", "'\(container.pythonType)' object does not support item assignment")
    }

    private func storeSlice(_ list: Value.List, _ slice: SliceObject, _ value: Value) throws {
        let new = try elements(of: value)
        let (lower, upper, step) = (try bound(slice.lower), try bound(slice.upper), try bound(slice.step))
        let ends = try Subscripts.ends(list.items.count, lower, upper, step)
        let count = ends?.count ?? 0
        if step == nil || step == 1 {
            try Limits.checkCount(list.items.count - count + new.count)
            let start = ends?.first ?? Subscripts.start(list.items.count, lower)
            return list.items.replaceSubrange(start..<(start + count), with: new)
        }
        guard count == new.count else {
            throw Mistake("\(new.count) values for \(count) places", expected: "as many values as places").raised(
                as: "ValueError",
                "attempt to assign sequence of size \(new.count) to extended slice of size \(count)")
        }
        for (place, element) in zip(try Subscripts.positions(list.items.count, lower, upper, step), new) {
            list.items[place] = element
        }
    }

    func deleteElement(of container: Value, at index: Value) throws {
        switch container {
        case .dict(let dictionary):
            guard try dictionary.remove(index) != nil else {
                throw Mistake("there is no key \(index.brief)", try: "d.pop(key, None)").missing(index)
            }
        case .list(let list):
            if case .object(let slice as SliceObject) = index {
                guard
                    let (first, last, count) = try Subscripts.ends(
                        list.items.count, try bound(slice.lower), try bound(slice.upper), try bound(slice.step))
                else { return }
                let (low, high) = (Swift.min(first, last), Swift.max(first, last))
                let step = count > 1 ? (high - low) / (count - 1) : 1
                let between = try (low..<high).filter(stoppedBy: context.work) { ($0 - low) % step != 0 }
                list.items.replaceSubrange(low...high, with: between.map { list.items[$0] })
            } else {
                do {
                    list.items.remove(at: try place(index, list.items.count, container))
                } catch let mistake as Mistake where mistake.exception == "IndexError" {
                    throw mistake.raised(as: "IndexError", "list assignment index out of range")
                }
            }
        case .object(let instance as Instance):
            guard let method = instance.type.lookUp("__delitem__") else { throw unassignable(container) }
            _ = try call(method, [container, index])
        case .thing(let thing as any ElementRemovable): try thing.remove(at: index)
        default:
            throw Mistake("elements of \(Phrase.indefinite(container.kind)) cannot be deleted").raised(
                as: "TypeError", "'\(container.pythonType)' object doesn't support item deletion")
        }
    }

    // MARK: Building

    func gathered(_ first: Register, _ count: Int) -> [Value] {
        Array(UnsafeBufferPointer(start: first, count: count))
    }

    /// `[*values]`, `list += values`.
    func extend(_ target: Value, _ values: Value) throws {
        switch target {
        case .list(let list):
            let more = try elements(of: values)
            try Limits.checkCount(list.items.count + more.count)
            try list.items.append(more, stoppedBy: context.work)
        case .set(let set):
            try iterate(values) { element in
                try set.table.set(element, .none)
                return true
            }
        default: break
        }
    }

    func merge(_ target: Value, _ values: Value) throws {
        guard case .dict(let dictionary) = target else { return }
        guard case .dict(let other) = values else {
            throw Mistake(
                "** needs a dict, not \(Phrase.indefinite(values.kind))", expected: "{**{\"a\": 1}, \"b\": 2}"
            ).raised(as: "TypeError", "'\(values.pythonType)' object is not a mapping")
        }
        try dictionary.insert(other, stoppedBy: context.work)
    }
}
