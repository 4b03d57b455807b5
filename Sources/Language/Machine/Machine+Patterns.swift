import Answers

/// What the patterns of `match` ask of a value. Each answers in the first of its registers whether the value is of that kind, and
/// puts the parts that inner patterns look at into those behind it.
extension Machine {
    /// `[a, *rest, b]`: lists, tuples, ranges and deques of that length; texts are none.
    ///
    /// - Parameter star: twice the place of the star, from 1, and 1 more where what it takes is asked for; 0 without one.
    func matchSequence(_ value: Value, _ target: Register, _ count: Int, _ star: Int) throws {
        let (length, element): (Int, (Int) -> Value)
        switch value {
        case .list(let list): (length, element) = (list.items.count, { list.items[$0] })
        case .tuple(let items): (length, element) = (items.count, { items[$0] })
        case .object(let range as RangeObject): (length, element) = (range.count, { .int(range[$0]) })
        case .object(let record as RecordObject): (length, element) = (record.items.count, { record.items[$0] })
        case .object(let deque as DequeObject):
            (length, element) = (deque.list.items.count, { deque.list.items[$0] })
        default: return target.put(false)
        }
        let (place, isKept) = (star >> 1 - 1, star & 1 == 1)
        guard star == 0 ? length == count : length >= count - 1 else { return target.put(false) }
        let more = length - count
        for index in 0..<count where index != place {
            target[1 + index] = element(star != 0 && index > place ? index + more : index)
        }
        if isKept {
            try Limits.checkCount(more + 1)
            target[1 + place] = .list(try (place..<(place + more + 1)).map(stoppedBy: work) { element($0) })
        }
        target.put(true)
    }

    /// `{"key": a, **rest}`: dicts with these keys, and others.
    ///
    /// - Parameter keys: registers with the keys.
    func matchMapping(_ value: Value, _ target: Register, _ keys: Register, _ count: Int, hasRest: Bool) throws {
        guard case .dict(let dictionary) = value, dictionary.count >= count else { return target.put(false) }
        var seen: Set<Value.Key> = []
        for index in 0..<count {
            guard seen.insert(try Value.Key(hashing: keys[index])).inserted else {
                throw Mistake("the pattern asks for the key \(keys[index].brief) twice", expected: "each key once")
                    .raised(as: "ValueError", "mapping pattern checks duplicate key (\(keys[index].repr))")
            }
            guard let found = try dictionary.value(of: keys[index]) else { return target.put(false) }
            target[1 + index] = found
        }
        if hasRest {
            let rest = Value.Dictionary()
            try rest.insert(dictionary, stoppedBy: work)
            for index in 0..<count { try rest.remove(keys[index]) }
            target[1 + count] = .dict(rest)
        }
        target.put(true)
    }

    /// `Point(a, y=b)`: values of the class in the first register, with these attributes.
    ///
    /// - Parameters:
    ///   - names: of the attributes that are asked for by name.
    ///   - count: how many are asked for by place, which `__match_args__` of the class names.
    func matchObject(_ value: Value, _ target: Register, _ names: Value, _ count: Int) throws {
        let type = target.pointee
        let typeName: String
        switch type {
        case .object(let type as ClassObject): typeName = type.name
        case .word(let word): typeName = word.name
        default:
            throw Mistake(
                "\(type.brief) in front of the bracket is no class", expected: "a class, int, str, list …",
                try: "case x if x == \(type.brief):"
            ).raised(as: "TypeError", "called match pattern must be a type")
        }
        guard try ClassWords.isOf(value, type, self) else { return target.put(false) }
        var attributes = try placed(type, typeName, count)
        let isWhole = attributes == nil && count == 1
        if isWhole { target[1] = value }
        attributes = (attributes ?? []) + (names.elements ?? []).compactMap(\.asText)
        var seen: Set<String> = []
        for (index, name) in (attributes ?? []).enumerated() {
            guard seen.insert(name).inserted else {
                throw Mistake("the pattern asks for \(name) of \(typeName) twice", expected: "each attribute once")
                    .raised(as: "TypeError", "\(typeName)() got multiple sub-patterns for attribute '\(name)'")
            }
            do {
                target[1 + index + (isWhole ? 1 : 0)] = try attribute(name, of: value, SourceRange(0, 0))
            } catch  where Machine.isAttributeError(error) { return target.put(false) }
        }
        target.put(true)
    }

    private static func isAttributeError(_ error: any Error) -> Bool {
        guard let missing = Exceptions.named("AttributeError") else { return false }
        return Exceptions.instance(of: error)?.type.isDerived(from: missing) == true
    }

    /// The attributes that the first patterns of a class stand for; nil where one pattern stands for the value itself.
    private func placed(_ type: Value, _ name: String, _ count: Int) throws -> [String]? {
        guard count > 0 else { return [] }
        let listed: Value?
        var (isItself, most) = (false, 0)
        switch type {
        case .object(let type as ClassObject):
            listed = type.lookUp("__match_args__")
            isItself = type.isEnumeration && type.lookUp(Enumeration.mixedName) != nil
        case .word(let word):
            listed = nil
            isItself = Machine.matchingThemselves.contains(word.name)
        default: listed = nil
        }
        var attributes: [String] = []
        if let listed {
            guard case .tuple(let items) = listed else {
                throw Mistake("__match_args__ of \(name) is \(listed.brief)", expected: "a tuple of names").raised(
                    as: "TypeError", "\(name).__match_args__ must be a tuple (got \(listed.pythonType))")
            }
            most = items.count
            attributes = try items.prefix(count).map { item in
                guard let text = item.asText else {
                    throw Mistake("__match_args__ of \(name) has \(item.brief) in it", expected: "names in quotes")
                        .raised(as: "TypeError", "__match_args__ elements must be strings (got \(item.pythonType))")
                }
                return text
            }
        } else if isItself {
            most = 1
        }
        guard count <= most else {
            throw Mistake(
                "\(name) takes \(Phrase.count(most, "pattern")) without a name, \(count) given",
                expected: "patterns with names", try: "\(name)(x=…), or __match_args__ = (\"x\",) in the class"
            ).raised(
                as: "TypeError",
                "\(name)() accepts \(most) positional sub-pattern\(most == 1 ? "" : "s") (\(count) given)")
        }
        return listed == nil ? nil : attributes
    }

    /// Python's own types of which one pattern in brackets stands for the whole value.
    private static let matchingThemselves: Set<String> = [
        "bool", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple", "collections.Counter",
        "collections.OrderedDict", "collections.defaultdict",
    ]
}
