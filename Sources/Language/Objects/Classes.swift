import Answers

/// Which attribute of an instance stands where. Instances that got the same attributes in the same order share one, so that the
/// machine finds an attribute by comparing two addresses.
final class Shape {
    let places: [String: Int]
    let names: [String]
    private var next: [String: Shape] = [:]

    init(_ names: [String] = []) {
        self.names = names
        places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    /// Its address, which the machine compares.
    var id: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

    func adding(_ name: String) -> Shape {
        if let found = next[name] { return found }
        let shape = Shape(names + [name])
        next[name] = shape
        return shape
    }
}

/// A class: attributes, and bases in which they are looked up further.
final class ClassObject: Object, @unchecked Sendable {
    let name: String
    let bases: [ClassObject]
    /// Where attributes are looked up that the class has not itself, in order: Python's `__mro__` without the class.
    let ancestors: [ClassObject]
    private(set) var attributes: [String: Value]
    /// What new instances begin with.
    private(set) var shape = Shape()
    /// Of Python's exceptions or the learner's.
    let isException: Bool
    /// Whether instances can be keys: not where `__eq__` is defined without `__hash__`.
    let hasHashableInstances: Bool
    /// The learner's `__hash__`, see `hashing(_:_:)`.
    let hashing: Value?
    /// The attributes that there may be, see `slotNames(_:_:)`.
    let slotNames: Set<String>?
    /// Of Python's own rather than the learner's.
    let isBuiltin: Bool
    /// Methods that a derived class has to define before it has instances.
    let abstract: [String]
    /// The declaration, where a vocabulary declares it.
    let native: NativeClass?
    /// Whether it is `enum.Enum` or derived from it.
    let isEnumeration: Bool
    /// Of which named tuples its objects are; nil where they are none.
    let record: RecordType?
    /// Looks at what instances are to get, see `NativeClass`.
    let checksAttribute: (@Sendable (Instance, String, Value) throws -> Void)?

    /// A class with one base, or none.
    convenience init(
        _ name: String, base: ClassObject?, attributes: [String: Value] = [:], isException: Bool = false,
        isBuiltin: Bool = false, native: NativeClass? = nil
    ) {
        self.init(
            name, bases: base.map { [$0] } ?? [], ancestors: base.map { [$0] + $0.ancestors } ?? [],
            attributes: attributes, isException: isException, isBuiltin: isBuiltin, native: native)
    }

    /// - Parameter ancestors: see `linearised`.
    init(
        _ name: String, bases: [ClassObject], ancestors: [ClassObject], attributes: [String: Value],
        isException: Bool = false, isBuiltin: Bool = false, native: NativeClass? = nil, record: RecordType? = nil
    ) {
        self.isBuiltin = isBuiltin
        self.record = record ?? bases.lazy.compactMap(\.record).first
        self.native = native
        isEnumeration = native === Enumeration.base || bases.contains(where: \.isEnumeration)
        let own = attributes[DataClass.frozenName] != nil ? ClassObject.refuseChange : native?.checksAttribute
        slotNames = ClassObject.slotNames(attributes, bases)
        let slots = slotNames == nil ? nil : ClassObject.refuseOthers
        let checks = [own, slots].compactMap(\.self) + bases.compactMap(\.checksAttribute)
        let all: @Sendable (Instance, String, Value) throws -> Void = { object, name, value in
            for check in checks { try check(object, name, value) }
        }
        checksAttribute = checks.count < 2 ? checks.first : all
        let inherited = Set(bases.flatMap(\.abstract)).filter { method in
            attributes[method] == nil
                && ancestors.lazy.compactMap { $0.attributes[method] }.first?.isAbstract != false
        }
        abstract = inherited.sorted() + attributes.filter { $0.value.isAbstract }.map(\.key).sorted()
        self.name = name
        self.bases = bases
        self.ancestors = ancestors
        self.attributes = attributes
        self.isException = isException || bases.contains(where: \.isException)
        hashing = ClassObject.hashing(attributes, bases)
        hasHashableInstances =
            hashing != nil
            || attributes["__eq__"] == nil && attributes["__hash__"] == nil && bases.allSatisfy(\.hasHashableInstances)
        super.init(.type)
    }

    /// The order in which attributes are looked up behind a class with these bases: each class before what it is derived from, and
    /// bases in their order (C3, Barrett et al. 1996, as Python has it); nil where there is none.
    static func linearised(_ bases: [ClassObject]) -> [ClassObject]? {
        var lines = bases.map { [$0] + $0.ancestors } + [bases]
        var order: [ClassObject] = []
        while true {
            lines.removeAll(where: \.isEmpty)
            if lines.isEmpty { return order }
            let next = lines.lazy.map { $0[0] }.first { candidate in
                lines.allSatisfy { !$0.dropFirst().contains { $0 === candidate } }
            }
            guard let next else { return nil }
            order.append(next)
            for index in lines.indices where lines[index].first === next { lines[index].removeFirst() }
        }
    }

    override var kindName: String { "class" }
    override var pythonType: String { "type" }
    override var spelled: String {
        if isEnumeration { return "<\(isFlag ? "flag" : "enum") '\(name)'>" }
        return "<class '\(fullName)'>"
    }

    /// The attribute of the class, or of what it is derived from.
    func lookUp(_ name: String) -> Value? {
        if let found = attributes[name] { return found }
        for type in ancestors { if let found = type.attributes[name] { return found } }
        return nil
    }

    /// The attribute behind a class that this one is or is derived from: what `super()` in a method of that class means.
    func lookUp(_ name: String, behind type: ClassObject) -> Value? {
        let behind = type === self ? ancestors[...] : ancestors.drop { $0 !== type }.dropFirst()
        for type in behind { if let found = type.attributes[name] { return found } }
        return nil
    }

    /// Whether the class is the other one or derived from it.
    func isDerived(from other: ClassObject) -> Bool {
        self === other || ancestors.contains { $0 === other }
    }

    func set(_ name: String, _ value: Value?) { attributes[name] = value }

    /// The names of all attributes, nearest first.
    var allNames: [String] { attributes.keys.sorted() + ancestors.flatMap { $0.attributes.keys.sorted() } }
}

extension Value {
    /// Whether it is a method marked by `@abstractmethod`.
    var isAbstract: Bool {
        if case .function(let function) = self { function.attributes["__isabstractmethod__"] != nil } else { false }
    }
}

/// An object of a class, the learner's or one that a vocabulary declares.
public class Instance: Object, @unchecked Sendable {
    let type: ClassObject
    /// What Swift code keeps with it.
    public final var payload: AnyObject?
    @exclusivity(unchecked) final private(set) var shape: Shape
    @exclusivity(unchecked) final private(set) var slots: UnsafeMutablePointer<Value>
    @exclusivity(unchecked) private final var capacity: Int
    /// What the learner's `__repr__` said when it was last to be shown.
    final var shown: String?

    init(_ type: ClassObject) {
        self.type = type
        shape = type.shape
        capacity = 4
        slots = .allocate(capacity: 4)
        super.init(.instance)
        shapeID = shape.id
    }

    deinit {
        let places = 0..<shape.names.count
        if places.contains(where: { Dismantling.isNeeded(slots[$0]) }) {
            var values = places.map { slots[$0] }
            for place in places { slots[place] = .none }
            Dismantling.take(&values)
        }
        slots.deinitialize(count: shape.names.count)
        slots.deallocate()
    }

    override var kindName: String { type.name }
    override var isHashable: Bool { type.hasHashableInstances }
    override var spelled: String { shown ?? "<\(type.name) object>" }

    /// Its own attribute of that name.
    public final subscript(_ name: String) -> Value? {
        guard let place = shape.places[name], !slots[place].isMissing else { return nil }
        return slots[place]
    }

    /// Gives it an attribute.
    public final func set(_ name: String, _ value: Value) {
        if let place = shape.places[name] {
            slots[place] = value
            return
        }
        grow(to: shape.adding(name), value)
    }

    /// One attribute more, whose shape is known.
    final func grow(to next: Shape, _ value: Value) {
        let count = next.names.count - 1
        if count == capacity {
            let larger = UnsafeMutablePointer<Value>.allocate(capacity: 2 * capacity)
            larger.moveInitialize(from: slots, count: count)
            slots.deallocate()
            slots = larger
            capacity *= 2
        }
        (slots + count).initialize(to: value)
        shape = next
        shapeID = next.id
    }

    /// Takes an attribute away; false where it had none.
    public final func remove(_ name: String) -> Bool {
        guard self[name] != nil, let place = shape.places[name] else { return false }
        slots[place] = .missing
        // A shape of its own, which no instruction has met.
        shape = Shape(shape.names)
        shapeID = shape.id
        return true
    }

    /// Its own attributes, in the order in which they came.
    public final var attributes: [(name: String, value: Value)] {
        shape.names.enumerated().compactMap { slots[$0.offset].isMissing ? nil : ($0.element, slots[$0.offset]) }
    }
}

/// An exception: what it was made of, and, where the laboratory raised it, the mistake.
final class ExceptionInstance: Instance, @unchecked Sendable {
    var arguments: [Value]
    let mistake: Mistake?
    var cause: Value = .none
    /// Where it was raised first.
    var origin: Diagnostic?

    init(_ type: ClassObject, _ arguments: [Value], mistake: Mistake? = nil) {
        self.arguments = arguments
        self.mistake = mistake
        super.init(type)
    }

    deinit {
        var values = arguments + [cause]
        (arguments, cause) = ([], .none)
        if values.contains(where: Dismantling.isNeeded) { Dismantling.take(&values) }
    }

    override var isHashable: Bool { true }

    /// Whether it is what ends an iteration.
    var isStopIteration: Bool { Exceptions.named("StopIteration").map { type.isDerived(from: $0) } ?? false }

    override var spelled: String {
        shown ?? "\(type.name)(\(arguments.map(\.repr).joined(separator: ", ")))"
    }
}

extension Mistake {
    /// The KeyError of a key that is not there; the key is its argument.
    func missing(_ key: Value) -> Diagnostic { raised(as: "KeyError", key.repr, with: [key]) }

    /// An exception with these arguments.
    func raised(as name: String, _ message: String, with arguments: [Value]) -> Diagnostic {
        var problem = Diagnostic(raised(as: name, message))
        problem.exception = Exceptions.named(name).map { .object(ExceptionInstance($0, arguments)) }
        return problem
    }
}

/// Python's exceptions, by name.
enum Exceptions {
    private static let hierarchy: [(String, String?)] = [
        ("BaseException", nil), ("Exception", "BaseException"), ("error", "Exception"),
        ("KeyboardInterrupt", "BaseException"),
        ("SystemExit", "BaseException"), ("GeneratorExit", "BaseException"),
        ("ArithmeticError", "Exception"), ("ZeroDivisionError", "ArithmeticError"),
        ("OverflowError", "ArithmeticError"), ("FloatingPointError", "ArithmeticError"),
        ("AssertionError", "Exception"), ("AttributeError", "Exception"), ("FrozenInstanceError", "AttributeError"),
        ("ImportError", "Exception"),
        ("ModuleNotFoundError", "ImportError"), ("LookupError", "Exception"), ("IndexError", "LookupError"),
        ("KeyError", "LookupError"), ("MemoryError", "Exception"), ("NameError", "Exception"),
        ("UnboundLocalError", "NameError"), ("OSError", "Exception"), ("FileNotFoundError", "OSError"),
        ("FileExistsError", "OSError"),
        ("PermissionError", "OSError"), ("TimeoutError", "OSError"), ("RuntimeError", "Exception"),
        ("NotImplementedError", "RuntimeError"), ("RecursionError", "RuntimeError"), ("StopIteration", "Exception"),
        ("SyntaxError", "Exception"), ("TypeError", "Exception"),
        ("OptunaError", "Exception"), ("TrialPruned", "OptunaError"), ("DuplicatedStudyError", "OptunaError"),
        ("UpdateFinishedTrialError", "OptunaError"),
        ("ValueError", "Exception"),
        ("UnicodeError", "ValueError"), ("UnicodeDecodeError", "UnicodeError"),
        ("UnicodeEncodeError", "UnicodeError"), ("LinAlgError", "ValueError"), ("AxisError", "ValueError"),
        ("NotFittedError", "ValueError"),
        ("Warning", "Exception"), ("UserWarning", "Warning"),
        ("DeprecationWarning", "Warning"), ("RuntimeWarning", "Warning"), ("FutureWarning", "Warning"),
    ]

    /// Where those stand that are known by their module alone: `re.error`.
    static let modules = ["error": "re"]

    /// Base before derived.
    static let all: [ClassObject] = {
        var made: [String: ClassObject] = [:]
        return hierarchy.map { name, base in
            let type = ClassObject(
                name, base: base.flatMap { made[$0] } ?? object, isException: true, isBuiltin: true)
            made[name] = type
            return type
        }
    }()

    static let object = ClassObject("object", base: nil, isBuiltin: true)

    /// `abc.ABC`
    static let abstract = ClassObject("ABC", base: object, isBuiltin: true)

    /// Types that have no word of their own, by the names that Python's messages call them.
    static let types = Dictionary(
        uniqueKeysWithValues: [
            "NoneType", "function", "builtin_function_or_method", "generator", "method", "module", "ellipsis",
        ].map { ($0, ClassObject($0, base: object, isBuiltin: true)) })

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static func named(_ name: String) -> ClassObject? { byName[name] }

    /// The exception that an error is for `except`; nil for an interruption, which nothing catches.
    static func instance(of error: any Error) -> ExceptionInstance? {
        if let diagnostic = error as? Diagnostic {
            if case .object(let object as ExceptionInstance)? = diagnostic.exception { return object }
            return instance(of: diagnostic.mistake)
        }
        return (error as? Mistake).map { instance(of: $0) }
    }

    private static func instance(of mistake: Mistake) -> ExceptionInstance {
        let type = named(mistake.exception) ?? all[1]
        return ExceptionInstance(type, [.text(mistake.pythonMessage ?? mistake.problem)], mistake: mistake)
    }
}
