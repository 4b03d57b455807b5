public import Answers

extension Value {
    /// A dict: entries in the order they were written, found by value of the key; shared by everyone who has it.
    public final class Dictionary: @unchecked Sendable {
        @exclusivity(unchecked) private(set) var slots: [Slot] = []
        /// Where each key stands in `slots`.
        @exclusivity(unchecked) private var index: [Key: Int] = [:]
        /// The keys of objects that say themselves what they are equal to, by `Key.form`.
        @exclusivity(unchecked) private var asked: [Key: [Key]] = [:]
        /// Counts the keys that came or went, so that a loop notices.
        @exclusivity(unchecked) private(set) var changes = 0
        /// Makes the value of a key that is missing: `defaultdict`.
        var makesMissing: Value?
        /// `defaultdict` and `Counter` say so when they are spelled.
        var typeName: String?

        struct Slot {
            var key: Value
            var value: Value
            var isAlive = true
        }

        deinit {
            guard slots.contains(where: { Dismantling.isNeeded($0.value) }) else { return }
            var values = slots.map(\.value)
            slots = []
            Dismantling.take(&values)
        }

        /// Of several entries with the same key the last one counts; keys that cannot be compared are left out.
        public init(_ entries: [(key: Value, value: Value)] = []) {
            for entry in entries { try? set(entry.key, entry.value) }
        }
    }
}

extension Value.Dictionary {
    /// Keys and values in the order in which the keys first came.
    public var entries: [(key: Value, value: Value)] {
        slots.count == count ? slots.map { ($0.key, $0.value) } : slots.filter(\.isAlive).map { ($0.key, $0.value) }
    }

    /// So many of the first entries and of the last, in a dict that has more.
    func ends(_ first: Int, _ last: Int) -> [(key: Value, value: Value)] {
        let alive = slots.lazy.filter(\.isAlive)
        return (Array(alive.prefix(first)) + Array(alive.suffix(last))).map { ($0.key, $0.value) }
    }

    /// The key that came first.
    var oldest: Value? { slots.first(where: \.isAlive)?.key }

    /// How many entries there are.
    public var count: Int { index.count }

    /// The value of a key, or nil.
    public subscript(_ key: Value) -> Value? { Value.Key(key).flatMap { try? place($0) }.map { slots[$0].value } }

    /// The value of a key that is a string, or nil.
    public subscript(_ key: String) -> Value? { index[.text(key)].map { slots[$0].value } }

    /// Adds or replaces an entry.
    ///
    /// - Throws: a `Mistake` for a key that cannot be compared by value: a list, a dict, a set.
    public func set(_ key: Value, _ value: Value) throws {
        put(key, try standing(Value.Key(hashing: key)), value)
    }

    /// The key in the table that is equal to this one; itself where there is none. No `__eq__` is asked while the table is changed.
    ///
    /// - Throws: what an `__eq__` of the learner's did.
    private func standing(_ key: Value.Key) throws -> Value.Key {
        guard key.asksObjects, index[key] == nil, let alike = asked[key.form] else { return key }
        for other in alike {
            // An `__eq__` may have taken it out.
            if try other.isEqual(to: key), index[other] != nil { return other }
        }
        return key
    }

    private func place(_ key: Value.Key) throws -> Int? { index[try standing(key)] }

    /// Takes over the entries of another dict.
    func insert(_ other: Value.Dictionary, stoppedBy work: Work) throws {
        var check = StopCheck(work)
        for slot in other.slots where slot.isAlive {
            try check.pass()
            try set(slot.key, slot.value)
        }
    }

    /// A dict of its own with the same entries.
    public func copy() -> Value.Dictionary {
        let copy = Value.Dictionary()
        // What stands in the table already needs no second look: equal keys, equal places.
        (copy.slots, copy.index, copy.asked) = (slots, index, asked)
        copy.makesMissing = makesMissing
        copy.typeName = typeName
        return copy
    }

    /// The value of a key.
    ///
    /// - Throws: a `Mistake` for a key that cannot be compared by value.
    func value(of key: Value) throws -> Value? { try place(Value.Key(hashing: key)).map { slots[$0].value } }

    /// Takes an entry out and gives its value; nil where there is none.
    @discardableResult
    func remove(_ key: Value) throws -> Value? {
        let hashed = try standing(Value.Key(hashing: key))
        guard let place = index.removeValue(forKey: hashed) else { return nil }
        if hashed.asksObjects { asked[hashed.form]?.removeAll { $0 == hashed } }
        changes += 1
        let value = slots[place].value
        if place == slots.count - 1 {
            slots.removeLast()
            while let last = slots.last, !last.isAlive { slots.removeLast() }
        } else {
            slots[place] = Slot(key: .none, value: .none, isAlive: false)
            if slots.count > 2 * index.count + 8 { compact() }
        }
        return value
    }

    /// Holds from now on what the other does.
    func take(_ other: Value.Dictionary) {
        (slots, index, asked) = (other.slots, other.index, other.asked)
        changes += 1
    }

    func mapValues(_ change: (Value) throws -> Value) rethrows {
        for place in slots.indices { slots[place].value = try change(slots[place].value) }
    }

    func removeAll() {
        slots = []
        index = [:]
        asked = [:]
        changes += 1
    }

    private func put(_ key: Value, _ hashed: Value.Key, _ value: Value) {
        if let found = index[hashed] {
            slots[found].value = value
        } else {
            index[hashed] = slots.count
            if hashed.asksObjects { asked[hashed.form, default: []].append(hashed) }
            slots.append(Slot(key: key, value: value))
            changes += 1
        }
    }

    private func compact() {
        var alive = 0
        let places = slots.map { slot in
            defer { alive += slot.isAlive ? 1 : 0 }
            return alive
        }
        index = index.mapValues { places[$0] }
        slots = slots.filter(\.isAlive)
    }
}

/// A set: elements found by value; shared by everyone who has it.
public final class ValueSet: @unchecked Sendable {
    let table: Value.Dictionary

    /// The different ones among some values.
    ///
    /// - Throws: a `Mistake` for a value that cannot be compared by value: a list, a dict, a set; `Stopped` once the work was
    ///   stopped.
    public init(_ elements: some Sequence<Value> = [], stoppedBy work: Work = Work()) throws {
        table = Value.Dictionary()
        try insert(elements, stoppedBy: work)
    }

    func insert(_ elements: some Sequence<Value>, stoppedBy work: Work) throws {
        var check = StopCheck(work)
        for element in elements {
            try check.pass()
            try table.set(element, .none)
        }
    }

    init(copying other: ValueSet) { table = other.table.copy() }

    /// Every element once: whole numbers in the order of CPython's tables, everything else as it came.
    public var elements: [Value] {
        let keys = table.slots.filter(\.isAlive).map(\.key)
        guard let numbers = ValueSet.hashes(keys) else { return keys }
        return SetOrder.places(numbers).map { keys[$0] }
    }

    /// What CPython hashes them to; nil where they are not all whole numbers of 64 bits.
    private static func hashes(_ keys: [Value]) -> [Int]? {
        var found: [Int] = []
        found.reserveCapacity(keys.count)
        for key in keys {
            switch key {
            case .int(let number): found.append(number == -1 ? -2 : number % ((1 << 61) - 1))
            case .bool(let flag): found.append(flag ? 1 : 0)
            default: return nil
            }
        }
        return found
    }

    /// So many of the first elements and of the last, in a set that has more. Where it would take long to find the order of CPython's
    /// tables, they are those that came first and last.
    func ends(_ first: Int, _ last: Int) -> [Value] {
        if count > 100_000 { return table.ends(first, last).map(\.key) }
        let all = elements
        return Array(all.prefix(first) + all.suffix(last))
    }

    /// How many elements there are.
    public var count: Int { table.count }

    /// The elements for which something holds.
    func filter(stoppedBy work: Work, _ holds: (Value) throws -> Bool) throws -> ValueSet {
        let found = try ValueSet()
        var check = StopCheck(work)
        for slot in table.slots where slot.isAlive {
            try check.pass()
            if try holds(slot.key) { try found.table.set(slot.key, .none) }
        }
        return found
    }

    /// The elements that only one of the two has.
    func symmetricDifference(_ other: ValueSet, stoppedBy work: Work) throws -> ValueSet {
        let only = try filter(stoppedBy: work) { try !other.contains($0) }
        try only.insert(other.filter(stoppedBy: work) { try !contains($0) }.elements, stoppedBy: work)
        return only
    }

    func contains(_ value: Value) throws -> Bool { try table.value(of: value) != nil }
}

extension Value {
    /// What a dictionary finds its entries by. 1, 1.0 and True are one key, as in Python.
    enum Key: Hashable, Sendable {
        case none
        case number(Double)
        case int(Int)
        case big(BigInt)
        case text(String)
        case word(String)
        case tuple([Key])
        case identity(ObjectIdentifier)
        case own(OwnKey)

        static func == (a: Key, b: Key) -> Bool {
            switch (a, b) {
            case (.int(let a), .int(let b)): a == b
            case (.text(let a), .text(let b)): a.isSameText(as: b)
            case (.word(let a), .word(let b)): a == b
            case (.number(let a), .number(let b)): a == b || a.bitPattern == b.bitPattern
            case (.identity(let a), .identity(let b)): a == b
            case (.own(let a), .own(let b)): a == b
            case (.tuple(let a), .tuple(let b)): a == b
            case (.big(let a), .big(let b)): a == b
            case (.none, .none): true
            default: false
            }
        }

        func hash(into hasher: inout Hasher) {
            switch self {
            case .none: hasher.combine(0)
            case .number(let value): hasher.combine(value)
            case .int(let value): hasher.combine(value)
            case .big(let value): hasher.combine(value)
            case .text(let text), .word(let text): hasher.combine(text)
            case .tuple(let keys): hasher.combine(keys)
            case .identity(let id): hasher.combine(id)
            case .own(let key): hasher.combine(key)
            }
        }

        /// Whole numbers next to each other stay next to each other, where memory is fast; multiples of powers of two do not meet.
        func _rawHashValue(seed: Int) -> Int {
            if case .int(let value) = self {
                var bits = UInt(bitPattern: value)
                bits ^= bits >> 10
                bits ^= bits >> 20
                bits ^= bits >> 40
                return Int(bitPattern: bits)
            }
            var hasher = Hasher()
            hash(into: &hasher)
            return hasher.finalize()
        }

        init?(_ value: Value) {
            switch value {
            case .none: self = .none
            case .bool(let flag): self = .int(flag ? 1 : 0)
            case .int(let value): self = .int(value)
            case .big(let value): self = .big(value)
            case .number(let value):
                self = Int(exactly: value).map { .int($0) } ?? .number(value)
                if case .number = self, value.isFinite, value.magnitude >= 0x1p63, let whole = BigInt(exactly: value) {
                    self = .big(whole)
                }
            case .text(let text): self = .text(text)
            case .word(let word): self = .word(word.name)
            case .function(let function): self = .identity(ObjectIdentifier(function))
            case .object(let object) where object.tag == .scalar: self.init(value.plain)
            case .object(let object) where object.tag == .complex:
                guard let number = object as? ComplexObject else { return nil }
                self.init(number)
            case .object(let record as RecordObject): self.init(.tuple(record.items))
            case .object(let object as Instance) where object.type.hashing != nil:
                guard let method = object.type.hashing, let key = try? OwnKey(object, method) else { return nil }
                self = .own(key)
            case .object(let object as Instance) where object.mixedValue != nil: self.init(object.mixedValue ?? .none)
            case .object(let object as Instance) where object.frozenKey != nil:
                guard let key = object.frozenKey else { return nil }
                self.init(.tuple([.object(object.type)] + key))
            case .object(let bytes as BytesObject): self.init(bytes)
            case .object(let object):
                guard object.isHashable else { return nil }
                self = .identity(ObjectIdentifier(object))
            case .tuple(let items):
                let keys = items.compactMap { Key($0) }
                guard keys.count == items.count else { return nil }
                self = .tuple(keys)
            case .thing(let thing as any KeyByIdentity): self = .identity(ObjectIdentifier(thing))
            case .thing(let thing as any KeyByValue): self.init(thing.key)
            case .list, .dict, .set, .thing: return nil
            }
        }

        /// A complex number without an imaginary part is the key that its real part is.
        private init(_ number: ComplexObject) {
            let real = Key(.number(number.real)) ?? .number(number.real)
            guard number.imaginary != 0 else {
                self = real
                return
            }
            self = .tuple([.identity(ObjectIdentifier(ComplexObject.self)), real, .number(number.imaginary)])
        }

        /// Bytes, which are no key that a text is.
        private init(_ bytes: BytesObject) {
            self = .tuple([.identity(ObjectIdentifier(BytesObject.self)), .text(bytes.spelled)])
        }

        /// The same.
        ///
        /// - Throws: a `Mistake` for a value that is no key; what a `__hash__` of the learner's does.
        init(hashing value: Value) throws {
            if case .object(let object as Instance) = value, let method = object.type.hashing {
                self = .own(try OwnKey(object, method))
                return
            }
            guard let key = Key(value) else {
                // It is the element that is told, as Python does.
                if case .tuple(let items) = value { for item in items { _ = try Key(hashing: item) } }
                throw Mistake(
                    "\(value.brief) is \(Phrase.indefinite(value.kind)) and cannot be a key",
                    expected: "a string, a number or a tuple of them"
                ).raised(as: "TypeError", "unhashable type: '\(value.pythonType)'")
            }
            self = key
        }
    }
}
