#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Answers

/// An object whose class has a `__hash__`, as a key. The tables of Swift tell keys apart by the object and its number alone, since they
/// have no way out for an `__eq__` that throws or says now this and now that; what it says, a dict asks before (`Key.isEqual`).
final class OwnKey: Hashable, @unchecked Sendable {
    let object: Instance
    /// What `__hash__` gave, a whole number.
    let number: Value

    /// - Throws: what `__hash__` does; a `Mistake` where it gives no whole number, or nothing runs on this thread.
    init(_ object: Instance, _ method: Value) throws {
        guard let machine = Machine.current else { throw Mistake("\(object.type.name) cannot be a key here") }
        self.object = object
        number = try machine.call(method, [.object(object)])
        switch number {
        case .int, .big, .bool: break
        default:
            throw Mistake(
                "__hash__ of \(object.type.name) gives \(Phrase.indefinite(number.kind))", expected: "a whole number",
                try: "return hash((self.x, self.y))"
            ).raised(as: "TypeError", "__hash__ method should return an integer")
        }
    }

    static func == (a: OwnKey, b: OwnKey) -> Bool {
        a.object === b.object && Value.Key(a.number) == Value.Key(b.number)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(Value.Key(number)) }
}

extension Value.Key {
    /// Whether methods of the learner's decide what it is equal to.
    var asksObjects: Bool {
        switch self {
        case .own: true
        case .tuple(let keys): keys.contains(where: \.asksObjects)
        default: false
        }
    }

    /// What it shares with all keys that may be equal to it: the numbers of `__hash__` in place of the objects.
    var form: Value.Key {
        switch self {
        case .own(let key): .tuple([.identity(ObjectIdentifier(OwnKey.self)), Value.Key(key.number) ?? .none])
        case .tuple(let keys): .tuple(keys.map(\.form))
        default: self
        }
    }

    /// Whether it is equal to a key of the same form, as `__eq__` has it.
    ///
    /// - Throws: what an `__eq__` does.
    func isEqual(to other: Value.Key) throws -> Bool {
        switch (self, other) {
        case (.own(let a), .own(let b)):
            try a == b || Machine.current?.areEqual(.object(a.object), .object(b.object)) ?? false
        case (.tuple(let a), .tuple(let b)):
            try a.count == b.count && zip(a, b).allSatisfy { try $0.isEqual(to: $1) }
        default: self == other
        }
    }
}

extension ClassObject {
    /// What makes a key of an object: the nearest `__hash__`, unless an `__eq__` stands nearer; nil where Python takes the address, or
    /// refuses.
    static func hashing(_ attributes: [String: Value], _ bases: [ClassObject]) -> Value? {
        if let own = attributes["__hash__"] { return own.isNone ? nil : own }
        return attributes["__eq__"] == nil ? bases.lazy.compactMap(\.hashing).first : nil
    }
}

extension Machine {
    private static let key: pthread_key_t = {
        var key: pthread_key_t = 0
        pthread_key_create(&key, nil)
        return key
    }()

    /// The machine that runs on this thread: a dict asks it about keys whose class says itself when they are equal.
    static var current: Machine? {
        pthread_getspecific(key).map { Unmanaged<Machine>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Makes it the machine of this thread while the body runs.
    @inline(__always)
    func running<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = pthread_getspecific(Machine.key)
        pthread_setspecific(Machine.key, Unmanaged.passUnretained(self).toOpaque())
        defer { pthread_setspecific(Machine.key, before) }
        return try body()
    }
}
