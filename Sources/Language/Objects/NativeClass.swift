public import Answers

/// A class that a vocabulary declares, of which a learner's class can be derived: `torch.nn.Module`.
///
/// Every session has a class object of its own for it, because classes can be changed.
public final class NativeClass: Sendable {
    /// As it is shown: `Linear`.
    public let name: String
    /// The module that Python shows in front of it: `torch.nn.modules.linear`.
    public let module: String
    /// What it is derived from.
    public let base: NativeClass?
    /// Its own methods and properties.
    public let methods: [Method]
    /// Its own plain attributes.
    public let constants: [(name: String, value: Value)]
    /// Looks at an attribute before an instance gets it; what it throws keeps it from being set.
    public let checksAttribute: (@Sendable (Instance, String, Value) throws -> Void)?

    /// What a call of the class makes, where that is no object of it: `torch.Tensor([1, 2])`.
    public let makes: (@Sendable ([Value], [(name: String, value: Value)], Context) throws -> Value)?

    /// A declaration; the methods of the base are looked up where there are no own ones.
    public init(
        _ name: String, module: String, base: NativeClass? = nil, methods: [Method],
        constants: [(name: String, value: Value)] = [],
        makes: (@Sendable ([Value], [(name: String, value: Value)], Context) throws -> Value)? = nil,
        checksAttribute: (@Sendable (Instance, String, Value) throws -> Void)? = nil
    ) {
        self.name = name
        self.module = module
        self.base = base
        self.methods = methods
        self.constants = constants
        self.checksAttribute = checksAttribute
        self.makes = makes
    }

    /// As Python's own messages name it: with its module where it is written in C.
    var pythonName: String { Self.modulesOfC.contains(module) ? "\(module).\(name)" : name }
    private static let modulesOfC: Set<String> = ["re", "jaxlib._jax"]

    /// Whether it is the other class or derived from it.
    func isDerived(from other: NativeClass) -> Bool { self === other || base?.isDerived(from: other) == true }

    /// A method: what is done with an instance and the arguments of a call.
    public struct Method: Sendable {
        /// Gets the instance and the arguments as they were given, by place and by name.
        public typealias Body =
            @Sendable (Instance, [Value], [(name: String, value: Value)], Context) throws -> Value

        /// What stands after the point.
        public let name: String
        /// What it takes, where that is declared.
        public let parameters: [Parameter]
        /// Whether it is read like an attribute.
        public let isProperty: Bool
        /// What is done with a value that is assigned to the property.
        let setter: (@Sendable (Instance, Value, Context) throws -> Void)?
        let body: Body
        /// What is done with the class, for a method of the class.
        var classBody: (@Sendable (Value, [Value], [(name: String, value: Value)], Context) throws -> Value)?

        /// A method that looks at its arguments itself.
        public init(open name: String, _ body: @escaping Body) {
            self.init(name, [], isProperty: false, setter: nil, body)
        }

        /// A method whose arguments are bound to parameters, checked and filled in.
        public init(
            _ name: String, _ parameters: [Parameter] = [],
            _ body: @escaping @Sendable (Instance, Arguments, Context) throws -> Value
        ) {
            self.init(name, parameters, isProperty: false, setter: nil) { instance, values, keywords, context in
                let called = name == "__init__" ? instance.type.name : "\(instance.type.name).\(name)"
                let given =
                    values.map { GivenArgument(value: $0) }
                    + keywords.map { GivenArgument(keyword: ($0.name, SourceRange(0, 0)), value: $0.value) }
                let bound = try Binder(CallTarget(name: called, parameters: parameters), nil).bind(given, context)
                return try bound.placing { try body(instance, bound, context) }
            }
        }

        /// A method of the class, which gets the class it is asked of: `@classmethod`.
        public static func ofClass(
            _ name: String,
            _ body: @escaping @Sendable (Value, [Value], [(name: String, value: Value)], Context) throws -> Value
        ) -> Method {
            var method = Method(name, [], isProperty: false, setter: nil) { instance, values, keywords, context in
                try body(.object(instance.type), values, keywords, context)
            }
            method.classBody = body
            return method
        }

        /// An attribute that is computed, and can be set where there is a setter.
        public static func property(
            _ name: String, set setter: (@Sendable (Instance, Value, Context) throws -> Void)? = nil,
            _ get: @escaping @Sendable (Instance, Context) throws -> Value
        ) -> Method {
            Method(name, [], isProperty: true, setter: setter) { instance, _, _, context in
                try get(instance, context)
            }
        }

        private init(
            _ name: String, _ parameters: [Parameter], isProperty: Bool,
            setter: (@Sendable (Instance, Value, Context) throws -> Void)?, _ body: @escaping Body
        ) {
            self.name = name
            self.parameters = parameters
            self.isProperty = isProperty
            self.setter = setter
            self.body = body
        }

        /// What stands in the class for it.
        func attribute(of className: String) -> Value {
            let (name, body, setter) = (name, body, setter)
            if let classBody {
                let function = NativeFunction(name) { arguments, keywords, machine in
                    try classBody(
                        arguments.first ?? .none, Array(arguments.dropFirst()), keywords, machine.context)
                }
                return .object(UnboundMethod(.object(function), takesClass: true))
            }
            func receiver(_ arguments: [Value]) throws -> Instance {
                if let instance = arguments.first?.instance { return instance }
                throw Mistake(
                    "\(className).\(name) needs an object of the class in front", try: "object.\(name)(…)"
                ).raised(as: "TypeError", "\(className).\(name)() missing 1 required positional argument: 'self'")
            }
            let function = NativeFunction(name, isMethod: true) { arguments, keywords, machine in
                try body(try receiver(arguments), Array(arguments.dropFirst()), keywords, machine.context)
            }
            guard isProperty else { return .object(function) }
            let changes = setter.map { setter in
                Value.object(
                    NativeFunction(name, isMethod: true) { arguments, _, machine in
                        try setter(try receiver(arguments), arguments.last ?? .none, machine.context)
                        return .none
                    })
            }
            return .object(PropertyObject(.object(function), setter: changes))
        }
    }
}

extension Session {
    /// The class object that this session has for a declared class.
    func type(_ native: NativeClass) -> ClassObject {
        if let known = nativeTypes[ObjectIdentifier(native)] { return known }
        let base = native.base.map { type($0) }
        var attributes = Dictionary(native.constants.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        for method in native.methods { attributes[method.name] = method.attribute(of: native.name) }
        attributes["__module__"] = .text(native.module)
        let made = ClassObject(native.name, base: base, attributes: attributes, native: native)
        nativeTypes[ObjectIdentifier(native)] = made
        return made
    }
}

extension Context {
    /// The class as a value: what `torch.nn.Linear` means.
    public func type(_ native: NativeClass) -> Value { .object(session.type(native)) }

    /// A new object of a declared class whose `__init__` has not run.
    public func instance(of native: NativeClass) -> Instance { Instance(session.type(native)) }

    /// Calls what an object has under that name, its own or of its class.
    ///
    /// - Throws: a `Mistake` where it has none, and what the method throws.
    public func call(
        method name: String, of instance: Instance, _ arguments: [Value],
        _ keywords: [(name: String, value: Value)] = []
    ) throws -> Value {
        if instance[name] == nil, let method = instance.type.lookUp(name), !method.isUnbound {
            return try machine.call(method, [.object(instance)] + arguments, keywords)
        }
        return try machine.call(try attribute(name, of: .object(instance)), arguments, keywords)
    }

    /// A method of a thing with the thing in it: what `getattr(x, "sum")` gives.
    func method(_ name: String, of value: Value) -> Value? {
        guard case .thing(let thing) = value, let member = registry.member(name, of: value),
            member.parameters != nil
        else { return nil }
        return .object(NativeMethod(.member(member, thing), value))
    }

    /// Calls a method of a thing, as in a typed line.
    ///
    /// - Throws: a `Diagnostic` where it has none of that name, and what the method throws.
    public func call(
        member name: String, of thing: any Presentable, _ arguments: [Value],
        _ keywords: [(name: String, value: Value)] = []
    ) throws -> Value {
        let receiver = Value.thing(thing)
        guard let member = registry.member(name, of: receiver), member.parameters != nil else {
            return try machine.call(try attribute(name, of: receiver), arguments, keywords)
        }
        return try machine.call(.object(NativeMethod(.member(member, thing), receiver)), arguments, keywords)
    }

    /// Calls anything that can be called, with arguments by place and by name.
    public func call(_ callable: Value, _ arguments: [Value], _ keywords: [(name: String, value: Value)]) throws
        -> Value
    { try machine.call(callable, arguments, keywords) }

    /// `value.name`, as in a typed line.
    public func attribute(_ name: String, of value: Value) throws -> Value {
        try machine.attribute(name, of: value, SourceRange(0, 0))
    }

    /// What `repr(value)` says.
    public func spelled(_ value: Value) throws -> String { try machine.spelled(value) }
}

extension Value {
    /// The object of a class, the learner's or a declared one, when the value is one.
    public var asInstance: Instance? { instance }

    /// The object, when it is of a declared class or of one derived from it.
    public func asInstance(of native: NativeClass) -> Instance? {
        guard let instance, instance.isInstance(of: native) else { return nil }
        return instance
    }

    /// An iterator that a vocabulary makes: values as they are asked for, nil at the end.
    public static func iterator(_ name: String, _ next: @escaping (Context) throws -> Value?) -> Value {
        .object(ClosureIterator(name) { try next($0.context) })
    }

    /// A function that a vocabulary makes.
    public static func callable(
        _ name: String, isMethod: Bool = false,
        _ body: @escaping ([Value], [(name: String, value: Value)], Context) throws -> Value
    ) -> Value { .object(NativeFunction(name, isMethod: isMethod) { try body($0, $1, $2.context) }) }

    /// Whether it is a class.
    public var isClass: Bool { if case .object(is ClassObject) = self { true } else { false } }

    /// Whether it is a class that is derived from the declared one, or that one.
    public func isClass(derivedFrom native: NativeClass) -> Bool {
        guard case .object(let type as ClassObject) = self else { return false }
        return type.native === native || type.ancestors.contains { $0.native === native }
    }

    fileprivate var isUnbound: Bool {
        if case .object(is UnboundMethod) = self { true } else { false }
    }
}

extension Instance {
    /// Whether its class is the declared one or derived from it.
    public func isInstance(of native: NativeClass) -> Bool {
        type.native === native || type.ancestors.contains { $0.native === native }
    }

    /// The name of its class.
    public var className: String { type.name }

    /// Whether a class of the learner's defines the method, so that it is not the declared one's.
    public func overrides(_ name: String) -> Bool {
        if case .function? = type.lookUp(name) { true } else { false }
    }

    /// The names of the parameters of a method that the learner wrote, `self` among them; nil for others.
    public func parameters(of method: String) -> [String]? {
        if case .function(let function)? = type.lookUp(method) { function.parameters } else { nil }
    }

    /// What the parameters of a method that the learner wrote are where nothing is given; those without a default are left out.
    public func defaults(of method: String) -> [String: Value] {
        if case .function(let function)? = type.lookUp(method) { function.defaults } else { [:] }
    }

    /// Whether its class, or one it is derived from, has such a method or attribute.
    public func classHas(_ name: String) -> Bool { type.lookUp(name) != nil }
}

/// A thing that has a declared class: `type(x)`, `isinstance(x, torch.Tensor)`.
public protocol OfDeclaredClass: Presentable {
    /// The class.
    var declaredClass: NativeClass { get }
}

/// A thing whose class, as Python has it, is the word that makes it: `type(layer).__name__`, `isinstance(layer, Dense)`.
public protocol MadeByWord: Presentable {
    /// The word's name, with its module.
    var madeBy: String { get }
    /// The declared class that it would be derived from.
    var baseClass: NativeClass? { get }
}

extension MadeByWord {
    /// Of none.
    public var baseClass: NativeClass? { nil }
}

/// A thing that Python's own functions may take for one number: `float(x)`, `f"{x:.3f}"`, `if x:`.
public protocol NumberLike: Presentable {
    /// The number.
    ///
    /// - Throws: `Mistake` when it holds none, or more than one.
    func plainNumber() throws -> Value
    /// Whether it counts as true.
    ///
    /// - Throws: `Mistake` when it is neither.
    func truth() throws -> Bool
    /// Whether it is written as its number in `f"{x}"`.
    var isFormattedAsNumber: Bool { get }
}

extension NumberLike {
    /// Most are written as themselves.
    public var isFormattedAsNumber: Bool { false }

    /// A number counts as true unless it is 0.
    public func truth() throws -> Bool {
        switch try plainNumber() {
        case .bool(let flag): flag
        case let value: value.asDouble != 0
        }
    }
}

/// A thing that is a key of a dict as the one that it is, whatever it holds: a tensor.
public protocol KeyByIdentity: Presentable, AnyObject {}

/// A thing that is a key of a dict by what it holds: a point in time.
public protocol KeyByValue: Presentable {
    /// What stands for it: a number, a text or a tuple of them.
    var key: Value { get }
}

/// A thing that `print` writes as its table, over several lines: a data frame, a diagnosis.
public protocol PrintedAsTable: Presentable {}

/// A thing that can be changed, and therefore is copied by `copy.deepcopy`.
public protocol Duplicable: Presentable, AnyObject {
    /// One that shares nothing with it.
    var duplicate: any Presentable { get throws }
}

extension Value {
    /// The ends of a slice that runs from a name to a name, and its step.
    public var sliceBounds: (lower: Value?, upper: Value?, step: Int?)? {
        guard case .object(let slice as SliceObject) = self else { return nil }
        func end(_ value: Value) -> Value? { value.isNone ? nil : value }
        return (end(slice.lower), end(slice.upper), Subscripts.whole(slice.step))
    }

    /// What Python's `slice` makes of one to three whole numbers or None; nil for anything else.
    public static func slice(_ bounds: [Value]) -> Value? {
        guard (1...3).contains(bounds.count), bounds.allSatisfy({ $0.isNone || $0.asInt != nil }) else { return nil }
        let (lower, upper) = bounds.count == 1 ? (Value.none, bounds[0]) : (bounds[0], bounds[1])
        return .object(SliceObject(lower, upper, bounds.count == 3 ? bounds[2] : .none))
    }

    /// An `OrderedDict` of Python's.
    public static func ordered(_ entries: [(key: Value, value: Value)]) -> Value {
        let made = Value.Dictionary(entries)
        made.typeName = "OrderedDict"
        return .dict(made)
    }

    /// Whether it is `...`.
    public var isEllipsis: Bool { if case .object(is EllipsisObject) = self { true } else { false } }

    /// A tuple that is shown as a list behind a name: `torch.Size([2, 3])`.
    public static func tuple(_ items: [Value], shownAs name: String) -> Value {
        .object(RecordObject(name, [], items))
    }
}

extension Context {
    /// The bounds of a slice, where the value is one: what `__getitem__` gets for `x[1:3]`.
    public func slice(_ value: Value) -> (lower: Int?, upper: Int?, step: Int?)? {
        guard case .object(is SliceObject) = value,
            case .slice(let lower, let upper, let step)? = try? machine.subscripts(value).first
        else { return nil }
        return (lower, upper, step)
    }
}
