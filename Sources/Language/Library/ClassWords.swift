import Answers

/// What classes and their objects are asked.
enum ClassWords {
    static let words: [Word] =
        [
            isInstance, isSubclass, hasAttribute, getAttribute, setAttribute, deleteAttribute, attributes, hash,
            identity, callable,
            property, staticMethod, classMethod, object, ellipsis,
        ]
        + exceptions

    private static let family = "classes"
    private static let value = Parameter("object", .any, .required, "any value")
    private static let name = Parameter("name", .text, .required, "the name of an attribute")

    /// Whether a value is of a type: a class, a word such as `int`, or a tuple of them.
    static func isOf(_ value: Value, _ type: Value, _ machine: Machine) throws -> Bool {
        switch type {
        case .tuple(let types): return try types.contains { try isOf(value, $0, machine) }
        case .object(let type as ClassObject):
            if type === Exceptions.object { return true }
            if type.isStructure {
                throw Mistake(
                    "isinstance asks about \(type.name), a Protocol", expected: "a class whose objects know of it",
                    try: "hasattr(value, \"method\")"
                ).raised(
                    as: "TypeError",
                    "Instance and class checks can only be used with @runtime_checkable protocols")
            }
            if case .object(let record as RecordObject) = value { return record.type?.isDerived(from: type) ?? false }
            if let holds = NumberKindWords.holds(value, type) { return holds }
            if case .thing(let thing as any OfDeclaredClass) = value, let wanted = type.native {
                return thing.declaredClass.isDerived(from: wanted)
            }
            if case .thing(let thing as any MadeByWord) = value, let wanted = type.native {
                return thing.baseClass?.isDerived(from: wanted) ?? false
            }
            return value.instance?.type.isDerived(from: type) ?? false
        case .word(let word):
            if let mixed = value.instance?.mixedValue { return try isOf(mixed, type, machine) }
            return try isOf(value, word, machine)
        case .object(let type as CompoundType):
            guard case .union = type.form else {
                throw Mistake(
                    "isinstance asks about \(type.spelled), whose elements nothing looks at", expected: "a class",
                    try: "isinstance(value, list)"
                ).raised(as: "TypeError", "isinstance() argument 2 cannot be a parameterized generic")
            }
            return try type.parts.contains { try $0.isNone ? value.isNone : isOf(value, $0, machine) }
        case .object(is NativeFunction): return false
        default:
            if case .text(let name) = type { return value.typeName == name }
            throw Mistake("\(type.brief) is no type", expected: "a class, int, str, …, or a tuple of them").raised(
                as: "TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union")
        }
    }

    /// Whether a value is of the type that a word stands for.
    private static func isOf(_ value: Value, _ word: Word, _ machine: Machine) throws -> Bool {
        switch (word.name, value) {
        case ("int", .bool), ("float", .number), ("str", .text): return true
        case ("object", _): return true
        case (_, .object(let object)) where object.tag == .scalar:
            return value.scalar.map { ArrayAttributes.isOf($0, word.name) } ?? false
        case ("type", .object(is ClassObject)): return true
        case ("tuple", .object(is RecordObject)): return true
        case (_, .thing(let thing as any MadeByWord)):
            return thing.madeBy == word.name || word.aliases.contains(thing.madeBy)
        case (_, .thing(let thing)):
            if value.pythonType == value.kind, let maker = machine.context.registry.maker(of: thing) {
                return maker.name == word.name
            }
            if let own = (thing as? any OfDeclaredClass)?.declaredClass, own.name == word.name { return true }
            if value.kind == word.name || value.pythonType == word.name { return true }
            guard value.kind == word.returns else { return false }
            if let own = (thing as? any OfDeclaredClass)?.declaredClass {
                return sequence(first: own) { $0.base }.contains { $0.name == word.name }
            }
            // Where several words make such things, nothing says which of them made this one.
            guard machine.context.registry.words.count(where: { $0.returns == word.returns && $0.isCalled }) > 1
            else { return true }
            throw Mistake(
                "which word made this \(value.kind) is not known here: \(value.brief)",
                expected: "a class of your own, or a type of Python's", try: "str(…), which shows what it is")
        case ("dict", .dict): return true
        default: return value.pythonType == word.name || "collections." + value.pythonType == word.name
        }
    }

    private static let isInstance = Word.native(
        "isinstance", family: family, "whether a value is of a type",
        [value, Parameter("type", .any, .required, "a class, int, float, str, list …, or a tuple of them")],
        returns: "bool",
        examples: ["isinstance(1.5, float)", "isinstance([1], (list, tuple))"], seeAlso: ["type"]
    ) { given, context in
        .bool(
            try isOf(
                given.required(0, "object", "isinstance"), given.required(1, "type", "isinstance"), context.machine))
    }

    private static let isSubclass = Word.native(
        "issubclass", family: family, "whether a class is derived from another",
        [
            Parameter("type", .any, .required, "a class"),
            Parameter("base", .any, .required, "a class, or a tuple of them"),
        ],
        returns: "bool", examples: ["issubclass(KeyError, LookupError)"]
    ) { given, _ in
        let type = try given.required(0, "type", "issubclass")
        let base = try given.required(1, "base", "issubclass")
        switch type {
        case .object(is ClassObject), .word: break
        default:
            throw Mistake("issubclass asks about a class").raised(as: "TypeError", "issubclass() arg 1 must be a class")
        }
        return .bool(
            (base.elements ?? [base]).contains {
                switch (type, $0) {
                case (_, .object(let other as ClassObject)) where other === Exceptions.object: true
                case (.object(let type as ClassObject), .object(let other as ClassObject)): type.isDerived(from: other)
                case (.word(let type), .word(let other)):
                    type.name == other.name || (type.name, other.name) == ("bool", "int")
                default: false
                }
            })
    }

    private static let getAttribute = Word.native(
        "getattr", family: family, "an attribute by its name",
        [value, name, Parameter("default", .any, .otherwise("a mistake"), "what comes where there is none")],
        returns: "any",
        examples: ["getattr(\"text\", \"missing\", 0)"], seeAlso: ["hasattr"]
    ) { given, context in
        guard let name = try given.text(1, "name") else {
            throw Mistake("getattr needs a name").raised(as: "TypeError")
        }
        do {
            let object = try given.required(0, "object", "getattr")
            if let method = context.method(name, of: object) { return method }
            return try context.machine.attribute(name, of: object, SourceRange(0, 0))
        } catch  where Exceptions.instance(of: error)?.type.name == "AttributeError" && given.value(2, "default") != nil
        {
            return given.value(2, "default") ?? .none
        }
    }

    private static let hasAttribute = Word.native(
        "hasattr", family: family, "whether a value has an attribute", [value, name], returns: "bool",
        examples: ["hasattr(\"text\", \"upper\")"], seeAlso: ["getattr"]
    ) { given, context in
        guard let name = try given.text(1, "name") else {
            throw Mistake("hasattr needs a name").raised(as: "TypeError")
        }
        do {
            let object = try given.required(0, "object", "hasattr")
            if context.method(name, of: object) != nil { return .bool(true) }
            _ = try context.machine.attribute(name, of: object, SourceRange(0, 0))
            return .bool(true)
        } catch  where Exceptions.instance(of: error)?.type.name == "AttributeError" { return .bool(false) }
    }

    private static let setAttribute = Word.native(
        "setattr", family: family, "sets an attribute by its name",
        [value, name, Parameter("value", .any, .required, "its new value")], returns: "None",
        examples: ["def f(x): return x\nsetattr(f, \"count\", 0)"], seeAlso: ["getattr"]
    ) { given, context in
        guard let name = try given.text(1, "name") else {
            throw Mistake("setattr needs a name").raised(as: "TypeError")
        }
        var cache = AttributeCache(name: name, range: SourceRange(0, 0))
        try context.machine.storeAttribute(
            of: given.required(0, "object", "setattr"), &cache, given.required(2, "value", "setattr"))
        return .none
    }

    private static let deleteAttribute = Word.native(
        "delattr", family: family, "takes an attribute away by its name", [value, name], returns: "None",
        examples: ["class Point: pass\np = Point()\np.x = 1\ndelattr(p, \"x\")"], seeAlso: ["setattr"]
    ) { given, context in
        guard let name = try given.text(1, "name") else {
            throw Mistake("delattr needs a name").raised(as: "TypeError")
        }
        let cache = AttributeCache(name: name, range: SourceRange(0, 0))
        try context.machine.deleteAttribute(of: given.required(0, "object", "delattr"), cache)
        return .none
    }

    private static let identity = Word.native(
        "id", family: family, "a number that tells objects apart", [value], returns: "number", examples: ["id(None)"]
    ) { given, _ in
        switch try given.required(0, "object", "id") {
        case .list(let list): .int(ObjectIdentifier(list).hashValue)
        case .dict(let dictionary): .int(ObjectIdentifier(dictionary).hashValue)
        case .set(let set): .int(ObjectIdentifier(set).hashValue)
        case .object(let object): .int(ObjectIdentifier(object).hashValue)
        case let value: .int(Value.Key(value)?.hashValue ?? 0)
        }
    }

    private static let attributes = Word.native(
        "vars", family: family, "the attributes of an object, in a dict of their own", [value], returns: "dict",
        examples: ["class A: pass\na = A()\na.x = 1\nvars(a)"], seeAlso: ["getattr"]
    ) { given, context in
        let object = try given.required(0, "object", "vars")
        guard object.instance != nil else {
            throw Mistake("\(object.brief) has no attributes of its own", expected: "an object of a class").raised(
                as: "TypeError", "vars() argument must have __dict__ attribute")
        }
        return try context.machine.attribute("__dict__", of: object, SourceRange(0, 0))
    }

    private static let hash = Word.native(
        "hash", family: family, "a number by which a dict finds a value; equal values have the same", [value],
        returns: "number", examples: ["hash(1) == hash(1.0)"]
    ) { given, _ in
        switch try Value.Key(hashing: given.required(0, "object", "hash")) {
        // As CPython has it: the rest by the largest prime that it takes.
        case .int(let number): .int(number == -1 ? -2 : number % ((1 << 61) - 1))
        case .own(let key): if case .bool(let flag) = key.number { .int(flag ? 1 : 0) } else { key.number }
        case let key: .int(key.hashValue)
        }
    }

    private static let callable = Word.native(
        "callable", family: family, "whether a value can be called", [value], returns: "bool",
        examples: ["callable(len)"]
    ) { given, context in
        let value = try given.required(0, "object", "callable")
        return .bool((try? context.requireCallable(value)) != nil)
    }

    private static let method = Parameter("function", .any, .required, "a function of a class")

    private static let property = Word.native(
        "property", family: family, "a method that is read like an attribute; stands as @property before its def",
        [method],
        returns: "property", examples: ["property(lambda self: self.x)"]
    ) { given, _ in .object(PropertyObject(try given.required(0, "function", "property"))) }

    private static let staticMethod = Word.native(
        "staticmethod", family: family, "a function of a class without self; stands as @staticmethod before its def",
        [method],
        returns: "function", examples: ["staticmethod(lambda x: x)"]
    ) { given, _ in .object(UnboundMethod(try given.required(0, "function", "staticmethod"), takesClass: false)) }

    private static let classMethod = Word.native(
        "classmethod", family: family,
        "a function of a class that gets the class; stands as @classmethod before its def",
        [method], returns: "function", examples: ["classmethod(lambda cls: cls)"]
    ) { given, _ in .object(UnboundMethod(try given.required(0, "function", "classmethod"), takesClass: true)) }

    private static let object = Word(
        "object", family: family, summary: "what every class is derived from", returns: "class", examples: ["object"],
        meaning: .value { .object(Exceptions.object) })

    private static let ellipsis = Word(
        "Ellipsis", family: family, summary: "what ... stands for: all other axes of an array, or nothing to do",
        returns: "object", examples: ["Ellipsis"], meaning: .value { .object(EllipsisObject()) })

    private static let exceptions: [Word] =
        Exceptions.all.map { type in
            let module = Exceptions.modules[type.name]
            let name = (module.map { "\($0)." } ?? "") + type.name
            return Word(
                name, family: "exceptions",
                summary: "the exception \(name)" + (type.bases.first.map { ", a kind of \($0.name)" } ?? ""),
                returns: "class",
                examples: [(module.map { "import \($0)\n" } ?? "") + "\(name)(\"what is wrong\")"],
                meaning: .value { .object(type) })
        } + [
            Word(
                "NotImplemented", family: "exceptions",
                summary: "what an operator of a class answers that has no answer",
                returns: "object", examples: ["NotImplemented"], meaning: .value { .notImplemented })
        ]
}

extension Word {
    /// Whether it is something to be called rather than a ready value.
    fileprivate var isCalled: Bool {
        if case .value = meaning { false } else { true }
    }
}
