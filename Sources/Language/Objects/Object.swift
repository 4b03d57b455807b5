import Answers

/// A value that the language makes itself: a class, an instance, an iterator, a bound method, a module.
public class Object: @unchecked Sendable {
    /// What the machine tells apart without asking for types.
    enum Tag: UInt8 {
        case other, missing, cell, instance, type, method, iterator, range, module, quick, scalar, complex
    }

    let tag: Tag
    /// The address of the shape of an instance; 0 for everything else.
    @exclusivity(unchecked) final var shapeID = 0

    init(_ tag: Tag = .other) { self.tag = tag }

    /// As messages call it: `class`, `range`.
    var kindName: String { "object" }
    /// As Python's own messages call it.
    var pythonType: String { kindName }
    /// Whether it may be the key of a dict.
    var isHashable: Bool { true }
    /// How it is spelled, without asking methods of the learner's.
    var spelled: String { "<\(pythonType) object>" }
    /// Whether another object cannot be told from it: never, but for numbers and bytes.
    func isIdentical(to other: Object) -> Bool { false }
}

extension Value {
    /// Stands where a name has no value yet; no expression ever yields it.
    static let missing = Value.object(Object(.missing))

    @inline(__always) var isMissing: Bool {
        if case .object(let object) = self { object.tag == .missing } else { false }
    }
}

/// A variable that functions inside a function share with it.
final class ClosureCell: Object, @unchecked Sendable {
    @exclusivity(unchecked) var value: Value

    init(_ value: Value) {
        self.value = value
        super.init(.cell)
    }

    deinit {
        guard Dismantling.isNeeded(value) else { return }
        var values = [value]
        value = .none
        Dismantling.take(&values)
    }
}
