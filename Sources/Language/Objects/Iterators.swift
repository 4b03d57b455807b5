import Arrays
import Answers

/// Gives values one after the other, as they are asked for.
class IteratorObject: Object, @unchecked Sendable {
    init() { super.init(.iterator) }

    override var kindName: String { "iterator" }

    /// The next value; nil at the end.
    func next(_ machine: Machine) throws -> Value? { nil }

    /// What `yield from` it gives, at the end.
    var result: Value { .none }
}

/// An iterator that is a function of its own.
final class ClosureIterator: IteratorObject, @unchecked Sendable {
    typealias Step = (Machine) throws -> Value?

    private let name: String
    private var step: Step
    /// Once there is nothing more, there never is, whatever becomes of what it went through.
    private var isDone = false

    /// - Parameter name: as Python spells its kind: `zip`, `map`.
    init(_ name: String, _ step: @escaping Step) {
        self.name = name
        self.step = step
    }

    deinit { Dismantling.take(&step) }

    override var kindName: String { name }
    override var spelled: String { "<\(name) object>" }
    override func next(_ machine: Machine) throws -> Value? {
        guard !isDone else { return nil }
        guard !machine.context.stack.isExhausted else { throw machine.tooDeep() }
        if let value = try step(machine) { return value }
        isDone = true
        return nil
    }

    /// Over values that are there already.
    convenience init(_ name: String, over items: [Value]) {
        var rest = items.makeIterator()
        self.init(name) { _ in rest.next() }
    }
}

/// Goes through a range, in either direction.
final class RangeIterator: IteratorObject, @unchecked Sendable {
    private let range: RangeObject
    private let isReversed: Bool
    private var left: Int

    init(_ range: RangeObject, isReversed: Bool = false) {
        self.range = range
        self.isReversed = isReversed
        left = range.count
    }

    override var kindName: String { "range_iterator" }
    override var spelled: String { "<range_iterator object>" }

    override func next(_ machine: Machine) throws -> Value? {
        guard left > 0 else { return nil }
        left -= 1
        return .int(range[isReversed ? left : range.count - 1 - left])
    }
}

/// A function that yields: its registers wait with it.
final class GeneratorObject: IteratorObject, @unchecked Sendable {
    let function: Function
    let registers: UnsafeMutablePointer<Value>
    /// Where it goes on.
    var next = 0
    var isRunning = false
    private(set) var isFinished = false
    /// What it is to raise where it waits, instead of going on.
    var raising: (any Error)?
    /// What its `return` gave.
    private(set) var returned = Value.none
    private let count: Int

    /// - Parameter window: registers made ready for a call.
    init(_ function: Function, _ window: UnsafeMutablePointer<Value>) {
        self.function = function
        count = function.code.registerCount
        registers = .allocate(capacity: Swift.max(1, count))
        registers.initialize(from: window, count: count)
    }

    deinit {
        var values = ((0..<count).map { registers[$0] } + [returned]).filter(Dismantling.isNeeded)
        returned = .none
        registers.deinitialize(count: count)
        registers.deallocate()
        if !values.isEmpty { Dismantling.take(&values) }
    }

    override var kindName: String { "generator" }
    override var spelled: String { "<generator object \(function.name)>" }

    override func next(_ machine: Machine) throws -> Value? { try machine.resume(self) }

    override var result: Value { returned }

    func finish(with value: Value = .none) {
        returned = value
        isFinished = true
        for place in 0..<count { registers[place] = .none }
    }
}

extension Machine {
    /// What `for x in value` asks.
    func iterator(of value: Value) throws -> IteratorObject {
        switch value {
        case .list(let list):
            var place = 0
            return ClosureIterator("list_iterator") { _ in
                guard place < list.items.count else { return nil }
                place += 1
                return list.items[place - 1]
            }
        case .tuple(let items): return ClosureIterator("tuple_iterator", over: items)
        case .text(let text):
            var rest = text.unicodeScalars.makeIterator()
            return ClosureIterator("str_iterator") { _ in rest.next().map { .text(String($0)) } }
        case .dict(let dictionary): return iterator(of: dictionary, .keys)
        case .set(let set): return iterator(of: set)
        case .object(let object): return try iterator(of: object, value)
        case .thing where value.array != nil: return try iterator(of: value.array)
        case .thing(let thing as any Iterable):
            var place = 0
            return ClosureIterator("iterator") { _ in
                guard place < thing.passCount else { return nil }
                place += 1
                return try thing.passed(place - 1)
            }
        case .thing(let thing as any Subscriptable):
            _ = try thing.requireLength()
            var place = 0
            return ClosureIterator("iterator") { _ in
                guard place < thing.length else { return nil }
                place += 1
                return try thing.element([.index(.int(place - 1))])
            }
        case .int(let count):
            throw Mistake("\(count) is a number: there is nothing to go through", try: "range(\(count))").raised(
                as: "TypeError", "'int' object is not iterable")
        default: throw nothingToGoThrough(value)
        }
    }

    private func iterator(of array: NDArray?) throws -> IteratorObject {
        guard let array, array.ndim > 0 else {
            throw Mistake("an array without axes: there is nothing to go through").raised(
                as: "TypeError", "iteration over a 0-d array")
        }
        var row = 0
        return ClosureIterator("iterator") { machine in
            guard row < array.shape[0] else { return nil }
            row += 1
            return try machine.element(of: array, at: .int(row - 1))
        }
    }

    /// Whether an object of the learner's says itself how it is gone through, so that what goes wrong there is no wrong kind.
    func hasIterator(_ value: Value) -> Bool {
        guard let type = value.instance?.type else { return false }
        return type.lookUp("__iter__") != nil || type.lookUp("__getitem__") != nil
    }

    private func nothingToGoThrough(_ value: Value) -> Mistake {
        Mistake(
            "\(value.brief) is \(Phrase.indefinite(value.kind)): there is nothing to go through",
            expected: "a list, tuple, string or dict"
        ).raised(as: "TypeError", "'\(value.pythonType)' object is not iterable")
    }

    private func iterator(of object: Object, _ value: Value) throws -> IteratorObject {
        switch object {
        case let iterator as IteratorObject: return iterator
        case let range as RangeObject: return RangeIterator(range)
        case let view as DictView: return iterator(of: view.dictionary, view.part)
        case let record as RecordObject: return ClosureIterator("tuple_iterator", over: record.items)
        case let type as ClassObject where type.isEnumeration:
            return ClosureIterator("generator", over: type.members)
        case let text as BytesObject:
            var rest = text.bytes.makeIterator()
            return ClosureIterator("bytes_iterator") { _ in rest.next().map { .int(Int($0)) } }
        case let deque as DequeObject:
            var place = 0
            let changes = deque.changes
            return ClosureIterator("_collections._deque_iterator") { _ in
                guard deque.changes == changes else {
                    throw Mistake(
                        "the deque got or lost an element while a loop went through it",
                        expected: "a copy to go through", try: "for x in list(d):"
                    ).raised(as: "RuntimeError", "deque mutated during iteration")
                }
                guard place < deque.list.items.count else { return nil }
                place += 1
                return deque.list.items[place - 1]
            }
        case let instance as Instance:
            if let method = instance.type.lookUp("__iter__") {
                let found = try call(method, [value])
                if case .object(let made) = found {
                    if let iterator = made as? IteratorObject { return iterator }
                    if let other = made as? Instance, let next = other.type.lookUp("__next__") {
                        return ClosureIterator("iterator") { machine in
                            do {
                                return try machine.call(next, [found])
                            } catch  where Machine.isStopIteration(error) { return nil }
                        }
                    }
                }
                throw Mistake(
                    "__iter__ of \(instance.type.name) gives \(found.brief)", expected: "an object with __next__"
                )
                .raised(as: "TypeError", "iter() returned non-iterator of type '\(found.pythonType)'")
            }
            if let method = instance.type.lookUp("__getitem__") {
                var place = 0
                return ClosureIterator("iterator") { machine in
                    defer { place += 1 }
                    do {
                        return try machine.call(method, [value, .int(place)])
                    } catch  where Exceptions.instance(of: error)?.type.name == "IndexError" { return nil }
                }
            }
            throw nothingToGoThrough(value)
        default: throw nothingToGoThrough(value)
        }
    }

    private func iterator(of set: ValueSet) -> IteratorObject {
        let (elements, changes) = (set.elements, set.table.changes)
        var place = 0
        return ClosureIterator("set_iterator") { _ in
            guard set.table.changes == changes else { throw Machine.changedMeanwhile("set", "Set") }
            guard place < elements.count else { return nil }
            place += 1
            return elements[place - 1]
        }
    }

    private static func changedMeanwhile(_ kind: String, _ name: String) -> Mistake {
        Mistake(
            "the \(kind) got or lost an element while a loop went through it", expected: "a copy to go through",
            try: kind == "set" ? "for element in list(s):" : "for key in list(d):"
        ).raised(as: "RuntimeError", "\(name) changed size during iteration")
    }

    private func iterator(of dictionary: Value.Dictionary, _ part: DictView.Part) -> IteratorObject {
        var place = 0
        let changes = dictionary.changes
        return ClosureIterator("dict_\(part.rawValue.dropLast())iterator") { _ in
            guard dictionary.changes == changes else { throw Machine.changedMeanwhile("dict", "dictionary") }
            while place < dictionary.slots.count, !dictionary.slots[place].isAlive { place += 1 }
            guard place < dictionary.slots.count else { return nil }
            let slot = dictionary.slots[place]
            place += 1
            return switch part {
            case .keys: slot.key
            case .values: slot.value
            case .items: try Limits.tuple([slot.key, slot.value])
            }
        }
    }

    static func isStopIteration(_ error: any Error) -> Bool {
        Exceptions.instance(of: error)?.type.name == "StopIteration"
    }

    /// Goes through the elements until the body has enough.
    func iterate(_ value: Value, _ body: (Value) throws -> Bool) throws {
        let iterator = try iterator(of: value)
        while let element = try iterator.next(self) {
            if context.work.isCancelled { throw Interrupted() }
            guard try body(element) else { return }
        }
    }

    /// All elements, when there are not too many.
    func elements(of value: Value) throws -> [Value] {
        switch value {
        case .list(let list): return list.items
        case .tuple(let items): return items
        case .dict(let dictionary): return dictionary.entries.map(\.key)
        case .set(let set): return set.elements
        case .object(let range as RangeObject):
            try Limits.checkCount(range.count)
            return try (0..<range.count).map(stoppedBy: context.work) { .int(range[$0]) }
        case .object(let view as DictView): return view.elements
        case .thing(let thing as any Subscriptable):
            guard try thing.requireLength() <= thing.mostInList else {
                throw Mistake(
                    "a list of these \(thing.length.grouped) elements is too long",
                    expected: "at most \(thing.mostInList.grouped)", try: "for x in …, which takes one after the other")
            }
        default: break
        }
        var out: [Value] = []
        do {
            try iterate(value) { element in
                out.append(element)
                guard out.count & 4095 == 0 else { return true }
                // Tuples take about a hundred bytes each, ten times as much as numbers.
                if case .tuple = element, out.count > Limits.maximumTuples {
                    throw Mistake(
                        "a list of so many tuples is too long", expected: "at most \(Limits.maximumTuples.grouped)",
                        try: "for a, b in …, which takes one after the other"
                    ).raised(as: "MemoryError")
                }
                try Limits.checkCount(out.count)
                return true
            }
        } catch  where error is Interrupted || error is Stopped { throw Interrupted(partial: .list(out)) }
        try Limits.checkCount(out.count)
        return out
    }

    /// Puts what a loop goes through into three registers: numbers of a range count themselves, lists and tuples go by place.
    func begin(_ value: Value, _ base: UnsafeMutablePointer<Value>, asObject: Bool) throws {
        guard !asObject else {
            base.pointee = .object(try iterator(of: value))
            return
        }
        switch value {
        case .list, .tuple:
            base.pointee = value
            base[1] = .int(0)
        case .object(let range as RangeObject):
            base.pointee = .int(range.start)
            base[1] = .int(range.count)
            base[2] = .int(range.step)
        default: base.pointee = .object(try iterator(of: value))
        }
    }

    /// The parts of a value for `a, b = value`, in registers one after the other.
    func unpack(_ value: Value, _ first: UnsafeMutablePointer<Value>, _ count: Int, star: Int) throws {
        let parts: [Value]
        if case .tuple(let items) = value {
            parts = items
        } else if let array = value.array, array.ndim == 1, array.count <= count {
            parts = (0..<array.count).map {
                .object(ScalarObject(array.number(at: $0 * array.strides[0]), array.dtype))
            }
        } else if case .thing(let thing as any Unpackable) = value {
            parts = try thing.parts
        } else {
            // No further than needed: a generator may have no end.
            var taken: [Value] = []
            let most = star < 0 ? count + 1 : Limits.maximumCount + 1
            if case .list(let list) = value {
                taken = list.items
            } else {
                do {
                    try iterate(value) { element in
                        taken.append(element)
                        return taken.count < most
                    }
                } catch let mistake as Mistake
                    where mistake.pythonMessage == "'\(value.pythonType)' object is not iterable"
                {
                    throw mistake.raised(
                        as: "TypeError", "cannot unpack non-iterable \(value.pythonType) object")
                }
            }
            parts = taken
        }
        if star >= 0 {
            guard parts.count >= count - 1 else {
                throw Mistake(
                    "\(count - 1) names for \(parts.count) values: \(value.brief)", expected: "as many values as names"
                )
                .raised(
                    as: "ValueError", "not enough values to unpack (expected at least \(count - 1), got \(parts.count))"
                )
            }
            let rest = parts.count - (count - 1)
            for place in 0..<star { first[place] = parts[place] }
            first[star] = .list(Array(parts[star..<(star + rest)]))
            for place in (star + 1)..<Swift.max(star + 1, count) { first[place] = parts[place + rest - 1] }
            return
        }
        guard parts.count == count else {
            throw Mistake(
                "\(count) names for \(parts.count) values: \(value.brief)", expected: "as many names as values"
            ).raised(
                as: "ValueError",
                parts.count > count
                    ? "too many values to unpack (expected \(count))"
                    : "not enough values to unpack (expected \(count), got \(parts.count))")
        }
        for place in 0..<count { first[place] = parts[place] }
    }
}
