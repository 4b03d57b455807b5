import Answers

/// Dictionaries: entries in the order they were written, found by value of the key.
extension Value.Dictionary {
    /// The value of a key, or nil.
    public subscript(_ key: Value) -> Value? { position(of: key).map { entries[$0].value } }

    /// Adds or replaces an entry.
    ///
    /// - Throws: a `Mistake` for a key that cannot be compared by value: a list, a dict, a function.
    public mutating func set(_ key: Value, _ value: Value) throws {
        guard let hashed = Value.Key(key) else {
            throw Mistake(
                "\(key.brief) is \(Phrase.indefinite(key.kind)) and cannot be a key",
                expected: "a string, a number or a tuple of them")
        }
        if let found = index[hashed] {
            entries[found].value = value
        } else {
            insert(key, hashed, value)
        }
    }

    private func position(of key: Value) -> Int? { Value.Key(key).flatMap { index[$0] } }
}

extension Value {
    /// What a dictionary finds its entries by. 1, 1.0 and True are one key, as in Python.
    enum Key: Hashable, Sendable {
        case none
        case number(Double)
        case int(Int)
        case text(String)
        case tuple([Key])

        init?(_ value: Value) {
            switch value {
            case .none: self = .none
            case .bool(let flag): self = .int(flag ? 1 : 0)
            case .int(let value): self = .int(value)
            case .number(let value): self = Int(exactly: value).map { .int($0) } ?? .number(value)
            case .text(let text): self = .text(text)
            case .word(let word): self = .text("word " + word.name)
            case .tuple(let items):
                let keys = items.compactMap { Key($0) }
                guard keys.count == items.count else { return nil }
                self = .tuple(keys)
            case .list, .dict, .function, .thing: return nil
            }
        }
    }
}
