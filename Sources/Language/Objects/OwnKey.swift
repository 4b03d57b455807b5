#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Answers

/// An object whose class has a `__hash__`, as a key: found by the number that this gives, and equal to what its `__eq__` says.
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
        if a.object === b.object { return true }
        guard Value.Key(a.number) == Value.Key(b.number) else { return false }
        return Machine.current?.areKeysEqual(.object(a.object), .object(b.object)) ?? false
    }

    func hash(into hasher: inout Hasher) { hasher.combine(Value.Key(number)) }
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

    /// What `__eq__` says; what it throws, the dict throws once it has been looked through.
    fileprivate func areKeysEqual(_ left: Value, _ right: Value) -> Bool {
        guard keyError == nil else { return false }
        do { return try areEqual(left, right) } catch {
            keyError = error
            return false
        }
    }

    /// - Throws: what an `__eq__` did while a key was looked for.
    func throwKeyError() throws {
        guard let error = keyError else { return }
        keyError = nil
        throw error
    }
}
