import Answers

/// Calls of whatever can be called, and the making of functions and classes.
extension Machine {
    /// A call from outside the loop: by place, and by name.
    func call(_ callee: Value, _ arguments: [Value], _ keywords: [(name: String, value: Value)] = []) throws -> Value {
        if keywords.isEmpty, case .function(let function) = callee { return try call(function, arguments) }
        let named = keywords.map { GivenArgument(keyword: ($0.name, SourceRange(0, 0)), value: $0.value) }
        return try call(callee, arguments.map { GivenArgument(value: $0) } + named, nil)
    }

    /// A call with arguments as they were given, whose places in the text are known or not.
    func call(_ callee: Value, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        switch callee {
        case .function(let function):
            let positional = given.prefix { $0.keyword == nil }.map(\.value)
            return try call(function, positional, Array(given.dropFirst(positional.count)))
        case .word(let word): return try context.invoke(word, given, place)
        case .thing(let thing):
            guard let callable = thing as? any Callable else { break }
            let target = CallTarget(name: thing.summary, parameters: callable.callParameters)
            let bound = try Binder(target, place).bind(given, context)
            return try context.finish(try bound.placing { try callable.call(bound, context) })
        case .object(let object):
            if let result = try call(object, callee, given, place) { return result }
        default: break
        }
        throw Context.notCallable(callee)
    }

    func call(_ object: Object, _ callee: Value, _ given: [GivenArgument], _ place: SourceRange?) throws
        -> Value?
    {
        switch object {
        case let method as BoundMethod:
            return try call(method.function, [GivenArgument(value: method.receiver)] + given, place)
        case let method as NativeMethod:
            let bound = try Binder(CallTarget(name: method.name, parameters: method.parameters), place).bind(
                given, context)
            switch method.body {
            case .builtin(let member): return try bound.placing { try member.body(method.receiver, bound, context) }
            case .member(let member, let thing):
                try context.permission.check(member.needs, for: ".\(member.name)")
                return try context.finish(try bound.placing { try member.body(thing, bound, context) })
            }
        case let type as ClassObject: return try construct(type, given, place)
        case let function as NativeFunction:
            guard !context.stack.isExhausted else { throw tooDeep() }
            let positional = given.prefix { $0.keyword == nil }.map(\.value)
            return try function.body(
                positional, given.dropFirst(positional.count).map { ($0.keyword?.name ?? "", $0.value) }, self)
        case let method as UnboundMethod:
            guard !context.stack.isExhausted else { throw tooDeep() }
            return try call(method.function, given, place)
        case let type as CompoundType:
            guard case .brackets(let origin) = type.form else { return nil }
            return try call(origin, given, place)
        case let instance as Instance:
            guard let method = instance.type.lookUp("__call__") else { return nil }
            return try call(method, [GivenArgument(value: callee)] + given, place)
        default: return nil
        }
    }

    // MARK: Classes

    /// A new instance and the learner's `__init__`, where the loop can run that itself.
    ///
    /// - Parameter count: how many arguments are given by place; nil where others are as well.
    @inline(never)
    func instantiate(_ type: Unmanaged<ClassObject>, _ first: Register, _ count: Int?) -> (Function, Instance)? {
        let type = type.takeUnretainedValue()
        guard type.abstract.isEmpty, !type.isEnumeration, case .function(let function)? = type.lookUp("__init__"),
            !function.code.isGenerator,
            function.permission.isSuperset(of: context.permission)
        else { return nil }
        guard type.isException else { return (function, Instance(type)) }
        return count.map { (function, ExceptionInstance(type, gathered(first, $0))) }
    }

    @inline(never)
    func checkInitialiser(_ value: Value) throws {
        if case .none = value { return }
        throw Mistake("__init__ gives \(value.brief)", expected: "no return with a value in it").raised(
            as: "TypeError", "__init__() should return None, not '\(value.pythonType)'")
    }

    private func construct(_ type: ClassObject, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        if type.isEnumeration {
            let values = given.map(\.value)
            return try type.members.isEmpty
                ? Enumeration.make(type, values, self) : Enumeration.member(of: type, values, self)
        }
        guard type.abstract.isEmpty else {
            let names = type.abstract.joined(separator: ", ")
            let plural = type.abstract.count == 1 ? "" : "s"
            throw Diagnostic(
                Mistake(
                    "\(type.name) is abstract: \(names) is still to be defined",
                    expected: "an object of a class derived from it, with def \(type.abstract[0])(self, …)"
                ).raised(
                    as: "TypeError",
                    "Can't instantiate abstract class \(type.name) with abstract method\(plural) \(names)"),
                range: place)
        }
        if let record = type.record {
            return try record.made(
                type, given.filter { $0.keyword == nil }.map(\.value),
                given.compactMap { one in one.keyword.map { (name: $0.name, value: one.value) } })
        }
        if let makes = type.native?.makes {
            let positional = given.filter { $0.keyword == nil }.map(\.value)
            return try makes(
                positional, given.compactMap { one in one.keyword.map { (name: $0.name, value: one.value) } }, context)
        }
        let positional = given.filter { $0.keyword == nil }.map(\.value)
        let instance = type.isException ? ExceptionInstance(type, positional) : Instance(type)
        let value = Value.object(instance)
        if let initialiser = type.lookUp("__init__") {
            _ = try call(initialiser, [GivenArgument(value: value)] + given, place)
        } else if !type.isException, !given.isEmpty {
            throw Diagnostic(
                Mistake(
                    "\(type.name) takes no arguments, \(given.count) given", try: "a method __init__ in its class"
                )
                .raised(as: "TypeError", "\(type.name)() takes no arguments"), range: place)
        }
        return value
    }

    /// What Python would call, or look at, behind the learner's back; passed over in silence it would change what a program does.
    private static let unused = [
        "__new__", "__setattr__", "__delattr__", "__getattribute__", "__metaclass__", "__del__",
        "__get__", "__set__", "__delete__", "__set_name__", "__init_subclass__", "__class_getitem__",
        "__instancecheck__", "__subclasscheck__", "__subclasshook__", "__copy__", "__deepcopy__",
    ]

    func makeClass(_ code: Code, base: Value, _ cells: [ClosureCell], _ globals: Namespace) throws -> Value {
        let mixed = mixedType(in: base)
        let bases = try classes(in: mixed?.rest ?? base)
        guard let ancestors = ClassObject.linearised(bases) else {
            let names = bases.map(\.name).joined(separator: ", ")
            throw Mistake(
                "no order of \(names) has each class before what it is derived from", expected: "derived classes first"
            ).raised(
                as: "TypeError", "Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
        }
        if ancestors.count >= Machine.maximumDepth { throw tooDeep() }
        let (names, shared) = try runClassBody(code, cells: cells, globals: globals)
        var attributes: [String: Value] = [:]
        for entry in names.entries {
            if case .text(let name) = entry.key { attributes[name] = entry.value }
        }
        let isRecord = if case .object(let form) = base { form === TypingForm.record } else { false }
        let isRecordKind = isRecord || bases.contains { $0.record != nil }
        for name in Machine.unused where attributes[name] != nil {
            throw Mistake(
                "\(name) is not used here", expected: "a class with __init__ and methods",
                try: "@property for computed attributes")
        }
        if isRecordKind { try RecordType.check(attributes, code.name) }
        if attributes[DataClass.derivedName] != nil {
            try DerivedDataClass(code.name, attributes, ancestors).complete(&attributes)
        }
        let fields = isRecord ? (attributes["_fields"]?.elements ?? []).compactMap(\.asText) : []
        let type =
            isRecord
            ? RecordType(fields: fields, defaults: fields.compactMap { attributes[$0] }).type(
                code.name, attributes)
            : bases.contains(where: \.isEnumeration)
                ? try Enumeration.make(
                    code.name, bases: bases, ancestors: ancestors, mixed: mixed?.name, names.entries, self)
                : ClassObject(code.name, bases: bases, ancestors: ancestors, attributes: attributes)
        if case .object(let cell as ClosureCell) = shared { cell.value = .object(type) }
        classVersion += 1
        return .object(type)
    }

    /// `str` or `int` before `Enum` between the brackets behind a class' name, and what else stands there; nil without.
    private func mixedType(in base: Value) -> (name: String, rest: Value)? {
        guard case .tuple(let all) = base, case .word(let first)? = all.first, ["str", "int"].contains(first.name),
            all.dropFirst().contains(where: {
                if case .object(let type as ClassObject) = $0 { type.isEnumeration } else { false }
            })
        else { return nil }
        return (first.name, .tuple(Array(all.dropFirst())))
    }

    /// The classes that stand between the brackets behind a class' name.
    private func classes(in value: Value) throws -> [ClassObject] {
        switch value {
        case .object(let type as ClassObject): return type === Exceptions.object ? [] : [type]
        case .object(let object) where object.tag == .missing || object === TypingForm.record: return []
        case .object(let type as CompoundType) where type.generic != nil:
            return type.generic.map { [$0] } ?? []
        case .word(let word) where word.name == "object": return []
        case .tuple(let all):
            let bases = try all.flatMap { try classes(in: $0) }
            guard
                let twice = bases.enumerated().first(where: { here in
                    bases[..<here.offset].contains { $0 === here.element }
                })
            else { return bases }
            throw Mistake("\(twice.element.name) stands among the bases twice", expected: "each once").raised(
                as: "TypeError", "duplicate base class \(twice.element.name)")
        default:
            throw Mistake(
                "a class cannot be derived from \(value.brief)",
                expected: "a class of your own, or an exception such as ValueError",
                try: "an attribute that holds one: self.items = []"
            ).raised(as: "TypeError")
        }
    }

    func makeFunction(
        _ code: Code, _ first: Register, _ positional: Int, _ cells: Int,
        _ globals: Unmanaged<Namespace>
    ) -> Value {
        let keyword = code.keywordOnlyCount
        let shared = first + positional + keyword
        return .function(
            Function(
                code, positionalDefaults: (0..<positional).map { first[$0] },
                keywordDefaults: (0..<keyword).map { first[positional + $0] },
                cells: (0..<cells).compactMap {
                    if case .object(let cell as ClosureCell) = shared[$0] { cell } else { nil }
                }, globals: globals.takeUnretainedValue(), permission: context.permission))
    }
}

extension Word {
    /// How many arguments have to be given.
    var requiredCount: Int {
        parameters.count { if case .required = $0.standard { !$0.isVariadic } else { false } }
    }

    /// Whether it takes any number of arguments by place.
    var isOpen: Bool { parameters.contains { $0.isVariadic && !$0.isKeywordOnly } }

    /// The ready value of `pi` or `rosenbrock`; otherwise the word itself, to be called or described. `Context.value(of:)` knows classes.
    ///
    /// - Parameter permission: that of the code which takes the word.
    func value(with permission: Permission) -> Value {
        if case .value(let make) = meaning { return make() }
        var word = self
        word.permission = permission
        return .word(word)
    }
}

extension Context {
    /// The same, the class that a word stands for, and what a written module gives it; where that was stopped, the word itself,
    /// which asks again when it is called.
    func value(of word: Word) -> Value {
        if case .type(let native) = word.meaning { return type(native) }
        if case .written(let module) = word.meaning, let value = try? value(of: word, in: module) { return value }
        return word.value(with: permission)
    }
}
