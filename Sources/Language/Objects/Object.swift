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

/// `range(start, stop, step)`: whole numbers that are made as they are asked for.
final class RangeObject: Object, @unchecked Sendable {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        let isForward = step > 0
        if isForward ? stop <= start : stop >= start {
            count = 0
        } else {
            // Unsigned, since the distance between two whole numbers may not be one.
            let distance = UInt(bitPattern: isForward ? stop &- start : start &- stop)
            let (whole, rest) = distance.quotientAndRemainder(dividingBy: step.magnitude)
            count = Int(clamping: whole + (rest > 0 ? 1 : 0))
        }
        super.init(.range)
    }

    override var kindName: String { "range" }
    override var spelled: String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }

    /// Wrapping, since step times index may leave the whole numbers although the sum does not.
    subscript(_ index: Int) -> Int { start &+ index &* step }

    var elements: [Value] { (0..<count).map { .int(self[$0]) } }

    func position(of value: Int) -> Int? {
        guard count > 0 else { return nil }
        let (low, high) = step > 0 ? (start, self[count - 1]) : (self[count - 1], start)
        guard low <= value, value <= high, (value &- start) % step == 0 else { return nil }
        return (value &- start) / step
    }
}

/// A method together with the object before the point.
final class BoundMethod: Object, @unchecked Sendable {
    let function: Value
    let receiver: Value

    init(_ function: Value, _ receiver: Value) {
        self.function = function
        self.receiver = receiver
        super.init(.method)
    }

    override var kindName: String { "method" }
    override var spelled: String { "<bound method \(function.brief)>" }
}

/// A method of a string, list, dict or set, or of a thing of the laboratory, with its receiver.
final class NativeMethod: Object, @unchecked Sendable {
    enum Body {
        case builtin(BuiltinMember)
        case member(Member, any Presentable)
    }
    let body: Body
    let receiver: Value

    init(_ body: Body, _ receiver: Value) {
        self.body = body
        self.receiver = receiver
        super.init()
    }

    override var kindName: String { "method" }
    override var pythonType: String { "builtin_function_or_method" }
    override var spelled: String { "<method \(name) of \(Phrase.indefinite(receiver.kind))>" }

    var name: String {
        switch body {
        case .builtin(let member): member.name
        case .member(let member, _): member.name
        }
    }

    var parameters: [Parameter] {
        switch body {
        case .builtin(let member): member.parameters
        case .member(let member, _): member.parameters ?? []
        }
    }
}

/// Something to be called that the language makes: a partial function, a remembered one, the type of a named tuple.
final class NativeFunction: Object, @unchecked Sendable {
    typealias Body = (_ arguments: [Value], _ keywords: [(name: String, value: Value)], Machine) throws -> Value

    let name: String
    /// What `.name` after it means, where it means something.
    private(set) var attributes: [String: Value]
    /// Whether an object that has it in its class is its first argument.
    let isMethod: Bool
    private(set) var body: Body

    init(_ name: String, attributes: [String: Value] = [:], isMethod: Bool = false, body: @escaping Body) {
        self.name = name
        self.attributes = attributes
        self.isMethod = isMethod
        self.body = body
        super.init()
    }

    deinit {
        Dismantling.take(&body)
        var values = Array(attributes.values)
        attributes = [:]
        if !values.isEmpty { Dismantling.take(&values) }
    }

    override var kindName: String { "function" }
    override var spelled: String { "<function \(name)>" }
}

/// What `import numpy as np` binds: names are looked up in it after a point.
final class ModuleObject: Object, @unchecked Sendable {
    let path: [String]

    init(_ path: [String]) {
        self.path = path
        super.init(.module)
    }

    override var kindName: String { "module" }
    override var spelled: String { "<module '\(path.joined(separator: "."))'>" }
}

extension Value {
    /// `numpy.linalg`, where it is a module that was imported.
    public var modulePath: String? {
        guard case .object(let object) = self, let module = object as? ModuleObject else { return nil }
        return module.path.joined(separator: ".")
    }
}

/// `@property`
final class PropertyObject: Object, @unchecked Sendable {
    private(set) var getter: Value
    private(set) var setter: Value?
    private(set) var deleter: Value?

    init(_ getter: Value, setter: Value? = nil, deleter: Value? = nil) {
        self.getter = getter
        self.setter = setter
        self.deleter = deleter
        super.init()
    }

    deinit {
        var values = [getter, setter ?? .none, deleter ?? .none]
        (getter, setter, deleter) = (.none, nil, nil)
        Dismantling.take(&values)
    }

    override var kindName: String { "property" }
}

/// `@staticmethod` or `@classmethod` around a function.
final class UnboundMethod: Object, @unchecked Sendable {
    private(set) var function: Value
    let takesClass: Bool

    init(_ function: Value, takesClass: Bool) {
        self.function = function
        self.takesClass = takesClass
        super.init()
    }

    deinit {
        var values = [function]
        function = .none
        Dismantling.take(&values)
    }

    override var kindName: String { takesClass ? "classmethod" : "staticmethod" }
}

/// `super()`: the attributes that come after a class, for one receiver.
final class SuperObject: Object, @unchecked Sendable {
    let type: ClassObject
    let receiver: Value

    init(_ type: ClassObject, _ receiver: Value) {
        self.type = type
        self.receiver = receiver
        super.init()
    }

    override var kindName: String { "super" }

    /// What stands behind the class in the order of the receiver's own.
    func lookUp(_ name: String) -> Value? {
        if case .object(let own as ClassObject) = receiver { return own.lookUp(name, behind: type) }
        return (receiver.instance?.type ?? type).lookUp(name, behind: type)
    }
}

/// The value of a `namedtuple` type: a tuple whose elements have names.
final class RecordObject: Object, @unchecked Sendable {
    let typeName: String
    let fields: [String]
    let items: [Value]
    /// The class that made it, which holds its methods; nil for tuples of Python's own and of libraries.
    let type: ClassObject?

    init(_ typeName: String, _ fields: [String], _ items: [Value], type: ClassObject? = nil) {
        self.typeName = typeName
        self.fields = fields
        self.items = items
        self.type = type
        super.init()
    }

    override var kindName: String { "tuple" }
    override var pythonType: String { typeName }
}

/// `collections.deque`: a list that is short of nothing at both ends.
final class DequeObject: Object, @unchecked Sendable {
    let list: Value.List
    let most: Int?
    /// Counts the elements that came or went, so that a loop notices.
    var changes = 0

    init(_ items: [Value], most: Int?) {
        self.most = most
        list = Value.List(most.map { Array(items.suffix($0)) } ?? items)
        super.init()
    }

    override var kindName: String { "deque" }
    override var isHashable: Bool { false }
}

/// `d.keys()`, `d.values()`, `d.items()`: they follow the dict.
final class DictView: Object, @unchecked Sendable {
    enum Part: String { case keys, values, items }
    let dictionary: Value.Dictionary
    let part: Part

    init(_ dictionary: Value.Dictionary, _ part: Part) {
        self.dictionary = dictionary
        self.part = part
        super.init()
    }

    override var kindName: String { "dict_\(part.rawValue)" }
    override var isHashable: Bool { false }

    var elements: [Value] {
        switch part {
        case .keys: dictionary.entries.map(\.key)
        case .values: dictionary.entries.map(\.value)
        case .items:
            // A pair that could not be made is none that anybody could have put in.
            dictionary.entries.compactMap { try? Limits.tuple([$0.key, $0.value]) }
        }
    }
}
