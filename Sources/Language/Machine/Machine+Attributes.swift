import Answers
import Arrays

/// What stands after a point.
extension Machine {
    /// `value.name`; where it was found is remembered for the next time.
    @inline(never)
    func attribute(of value: Value, _ cache: UnsafeMutablePointer<AttributeCache>) throws -> Value {
        let name = cache.pointee.name
        if let instance = value.instance, let found = instance[name],
            !(instance.type.lookUp(name)?.isProperty ?? false),
            let place = instance.shape.places[name]
        {
            cache.pointee.shapeID = instance.shapeID
            cache.pointee.shape = instance.shape
            cache.pointee.place = place
            cache.pointee.version = classVersion
            return found
        }
        if case .object(let object) = value, object.tag == .module { return try member(of: object, cache) }
        return try attribute(name, of: value, cache.pointee.range)
    }

    /// A word of a module is looked up once at each place of the text.
    func member(of module: Object, _ cache: UnsafeMutablePointer<AttributeCache>) throws -> Value {
        if let known = cache.pointee.known, cache.pointee.module === module,
            cache.pointee.permission == context.permission
        {
            return known
        }
        let found = try attribute(cache.pointee.name, of: .object(module), cache.pointee.range)
        switch found {
        case .word, .number, .object, .function:
            cache.pointee.known = found
            cache.pointee.module = module
            cache.pointee.permission = context.permission
        default: break
        }
        return found
    }

    func attribute(_ name: String, of value: Value, _ range: SourceRange) throws -> Value {
        switch value {
        case .object(let object):
            if let found = try attribute(name, of: object, value, range) { return found }
            if object.tag == .scalar, let found = try arrayAttribute(name, value) { return found }
        case .thing(let thing):
            if value.array != nil, let found = try arrayAttribute(name, value) { return found }
            if let member = context.registry.member(name, of: value.kind) {
                guard member.parameters == nil else { return .object(NativeMethod(.member(member, thing), value)) }
                let none = Arguments(values: [:], places: [:], callee: name, callPlace: range, work: context.work)
                return try context.finish(try member.body(thing, none, context))
            }
            if let own = (thing as? any OwnAttributes)?.ownAttribute(name) { return own }
        case .int, .big, .number, .bool:
            switch name {
            case "real", "numerator": return value
            case "imag": if case .number = value { return .number(0) } else { return .int(0) }
            case "denominator": if case .number = value { break } else { return .int(1) }
            default: break
            }
        case .function(let function):
            if let found = function.attributes[name] { return found }
            switch name {
            case "__qualname__": return .text(function.code.qualifiedName)
            case "__name__": return .text(function.name == "lambda" ? "<lambda>" : function.name)
            case "__doc__": return function.documentation.map { .text($0) } ?? Value.none
            default: break
            }
        case .word(let word):
            if name == "__name__" { return .text(word.name.split(separator: ".").last.map(String.init) ?? word.name) }
            if let method = context.registry.method(name, of: word) {
                return .object(BoundMethod(context.value(of: method), value))
            }
            if word.name == "dict", name == "fromkeys", let member = BuiltinMember.named(name, of: .dict(.init())) {
                return .object(NativeMethod(.builtin(member), .dict(.init())))
            }
            if let sample = Value.sample(ofTypeNamed: word.name), let member = BuiltinMember.named(name, of: sample) {
                // `str.lower`, `dict.fromkeys`: the method without its receiver.
                return .object(
                    NativeFunction(name) { arguments, keywords, machine in
                        guard let first = arguments.first else {
                            throw Mistake("\(word.name).\(name) needs a \(word.name)")
                        }
                        return try machine.call(
                            .object(NativeMethod(.builtin(member), first)), Array(arguments.dropFirst()), keywords)
                    })
            }
            // `Dense.from_config`: a method of the class.
            if let member = context.registry.member(name, of: WordClass.kind(of: word)), member.parameters != nil {
                return .object(NativeMethod(.member(member, WordClass(word: word)), value))
            }
        default: break
        }
        let plain = value.unmixed
        if let member = BuiltinMember.named(name, of: plain) { return .object(NativeMethod(.builtin(member), plain)) }
        if name == "__class__" { return typeOf(value) }
        throw unknownMember(value, name, range)
    }

    func attribute(_ name: String, of object: Object, _ value: Value, _ range: SourceRange) throws -> Value? {
        switch object {
        case let instance as Instance:
            let shared = instance.type.lookUp(name)
            if case .object(let property as PropertyObject)? = shared { return try call(property.getter, [value]) }
            if let own = instance[name] { return own }
            if let shared { return bound(shared, value, instance.type) }
            switch name {
            case "__class__": return .object(instance.type)
            case "__dict__": return .dict(Value.Dictionary(instance.attributes.map { (.text($0.name), $0.value) }))
            case "__doc__": return instance.type.lookUp("__doc__") ?? Value.none
            case "args": if let error = instance as? ExceptionInstance { return try Limits.tuple(error.arguments) }
            case "value":
                if let error = instance as? ExceptionInstance, error.isStopIteration {
                    return error.arguments.first ?? Value.none
                }
            case "__cause__": if let error = instance as? ExceptionInstance { return error.cause }
            default: break
            }
            if case .function(let fallback)? = instance.type.lookUp("__getattr__") {
                return try call(fallback, [value, .text(name)])
            }
        case let type as ClassObject:
            if let found = type.lookUp(name) {
                if case .object(let method as UnboundMethod) = found {
                    return method.takesClass ? .object(BoundMethod(method.function, value)) : method.function
                }
                return found
            }
            switch name {
            case "__name__", "__qualname__": return .text(type.name)
            case "__doc__": return Value.none
            case "__module__": return .text(type.isBuiltin ? "builtins" : "__main__")
            case "__base__": return .object(type.bases.first ?? Exceptions.object)
            case "__bases__":
                return .tuple(type.bases.isEmpty ? [.object(Exceptions.object)] : type.bases.map { .object($0) })
            case "__mro__":
                let all = [type] + type.ancestors.filter { $0 !== Exceptions.object }
                return .tuple((all + [Exceptions.object]).map { .object($0) })
            default: break
            }
            if name == "__init__" { return .object(NativeFunction("__init__") { _, _, _ in .none }) }
        case let parent as SuperObject:
            if let found = parent.lookUp(name) {
                if case .object(let property as PropertyObject) = found {
                    return try call(property.getter, [parent.receiver])
                }
                let type = parent.receiver.instance?.type ?? parent.type
                return bound(found, parent.receiver, type)
            }
            return superDefault(name, parent)
        case let module as ModuleObject: return try member(name, of: module, range)
        case let record as RecordObject:
            if let place = record.fields.firstIndex(of: name) { return record.items[place] }
            if name == "_fields" { return .tuple(record.fields.map { .text($0) }) }
            if name == "_asdict" {
                return .object(
                    NativeFunction(name) { _, _, _ in
                        .dict(Value.Dictionary(zip(record.fields, record.items).map { (.text($0), $1) }))
                    })
            }
        case let function as NativeFunction:
            return function.attributes[name] ?? (name == "__name__" ? .text(function.name) : nil)
        case let property as PropertyObject where name == "setter" || name == "deleter":
            return .object(
                NativeFunction(name) { arguments, _, _ in
                    .object(
                        PropertyObject(
                            property.getter, setter: name == "setter" ? arguments.first : property.setter,
                            deleter: name == "deleter" ? arguments.first : property.deleter))
                })
        case let range as RangeObject:
            switch name {
            case "start": return .int(range.start)
            case "stop": return .int(range.stop)
            case "step": return .int(range.step)
            default: break
            }
        case let method as BoundMethod where name == "__name__" || name == "__doc__":
            return try attribute(name, of: method.function, range)
        case let dtype as DTypeObject: return attribute(name, of: dtype)
        case let deque as DequeObject where name == "maxlen": return deque.most.map { .int($0) } ?? Value.none
        default: break
        }
        return nil
    }

    /// `super().__init__(…)` of a class without a base of its own: an exception keeps its arguments.
    private func superDefault(_ name: String, _ parent: SuperObject) -> Value? {
        switch name {
        case "__init__":
            return .object(
                NativeFunction(name) { arguments, _, _ in
                    if case .object(let error as ExceptionInstance) = parent.receiver { error.arguments = arguments }
                    return .none
                })
        case "__str__", "__repr__":
            return .object(
                NativeFunction(name) { _, _, machine in
                    if case .object(let error as ExceptionInstance) = parent.receiver {
                        return .text(name == "__str__" ? try machine.message(of: error) : try machine.spelled(error))
                    }
                    return .text(parent.receiver.instance.map { "<\($0.type.name) object>" } ?? "")
                })
        case "__eq__":
            return .object(
                NativeFunction(name) { arguments, _, _ in
                    .bool(arguments.first?.isIdentical(to: parent.receiver) == true)
                })
        default: return nil
        }
    }

    /// An attribute of a class as an instance sees it: a function becomes a method.
    private func bound(_ found: Value, _ receiver: Value, _ type: ClassObject) -> Value {
        switch found {
        case .function: return .object(BoundMethod(found, receiver))
        case .object(let function as NativeFunction) where function.isMethod:
            return .object(BoundMethod(found, receiver))
        case .object(let method as UnboundMethod):
            return method.takesClass ? .object(BoundMethod(method.function, .object(type))) : method.function
        default: return found
        }
    }

    /// `object.name(…)`: the function and its receiver, into two registers; the second is empty where there is none.
    @inline(never)
    func method(
        of value: Value, _ cache: UnsafeMutablePointer<AttributeCache>, _ target: Register
    ) throws {
        if let method = QuickMethod.found(cache, of: value) {
            target.pointee = .object(method)
            target[1] = value
            return
        }
        let name = cache.pointee.name
        if let instance = value.instance, instance[name] == nil,
            case .function(let function)? = instance.type.lookUp(name)
        {
            cache.pointee.shapeID = instance.shapeID
            cache.pointee.shape = instance.shape
            cache.pointee.function = function
            cache.pointee.version = classVersion
            target.pointee = .function(function)
            target[1] = value
            return
        }
        if case .object(let parent as SuperObject) = value,
            case .function(let function)? = parent.lookUp(name)
        {
            target.pointee = .function(function)
            target[1] = parent.receiver
            return
        }
        if case .object(let object) = value, object.tag == .module {
            target.pointee = try self.member(of: object, cache)
            target[1] = .missing
            return
        }
        // The methods of arrays are the words of NumPy, the array being their first argument.
        if value.isArrayLike, let method = context.registry.arrayMethods[name] {
            target.pointee = method
            target[1] = value
            return
        }
        if case .word(let word) = value, let method = context.registry.method(name, of: word) {
            target.pointee = context.value(of: method)
            target[1] = value
            return
        }
        if case .thing(let thing) = value, let member = context.registry.member(name, of: value.kind),
            member.parameters != nil
        {
            target.pointee = .object(NativeMethod(.member(member, thing), value))
        } else {
            target.pointee = try attribute(name, of: value, cache.pointee.range)
        }
        target[1] = .missing
    }

    @inline(never)
    func storeAttribute(of value: Value, _ cache: UnsafeMutablePointer<AttributeCache>, _ new: Value) throws {
        let name = cache.pointee.name
        switch value {
        case .object(let instance as Instance):
            if case .object(let property as PropertyObject)? = instance.type.lookUp(name) {
                guard let setter = property.setter else {
                    throw Mistake(
                        "\(name) of \(instance.type.name) is a property without a setter", try: "@\(name).setter"
                    )
                    .raised(as: "AttributeError", "property '\(name)' of '\(instance.type.name)' object has no setter")
                }
                _ = try call(setter, [value, new])
                return
            }
            try instance.type.checksAttribute?(instance, name, new)
            let before = (instance.shapeID, instance.shape)
            let isNew = instance.shape.places[name] == nil
            instance.set(name, new)
            if isNew {
                cache.pointee.origin = before.1
                cache.pointee.grownFrom = before.0
                cache.pointee.grown = instance.shape
            } else {
                cache.pointee.shapeID = instance.shapeID
                cache.pointee.shape = instance.shape
                cache.pointee.place = instance.shape.places[name] ?? 0
            }
            cache.pointee.version = classVersion
        case .object(let type as ClassObject)
        where type.isEnumeration && type.attributes[name]?.instance?.type === type:
            throw Mistake(
                "\(name) is a member of \(type.name) and stays what it is", expected: "another name for an attribute"
            ).raised(as: "AttributeError", "cannot reassign member '\(name)'")
        case .object(let type as ClassObject) where !type.isBuiltin:
            // Plain data of a class is looked up every time; only methods and properties are remembered.
            if new.isBehaviour || type.lookUp(name)?.isBehaviour != false { classVersion += 1 }
            type.set(name, new)
        case .function(let function): function.attributes[name] = new
        case .thing where value.array != nil && ArrayAttributes.names.contains(name): throw storeArrayAttribute(name)
        case .thing(let thing):
            guard let member = context.registry.member(name, of: value.kind) else {
                throw unknownMember(value, name, cache.pointee.range)
            }
            guard let change = member.assign else {
                throw Mistake(
                    "\(name) of \(Phrase.indefinite(value.kind)) cannot be changed",
                    expected: "an attribute that can be set"
                )
                .raised(as: "AttributeError")
            }
            try change(thing, new, context)
        default: throw unknownMember(value, name, cache.pointee.range)
        }
    }

    func deleteAttribute(of value: Value, _ cache: AttributeCache) throws {
        if case .object(let property as PropertyObject)? = value.instance?.type.lookUp(cache.name) {
            guard let deleter = property.deleter else {
                throw Mistake("\(cache.name) is a property without a deleter", try: "@\(cache.name).deleter").raised(
                    as: "AttributeError", "property '\(cache.name)' of '\(value.pythonType)' object has no deleter")
            }
            _ = try call(deleter, [value])
            return
        }
        if let instance = value.instance, instance[cache.name] != nil {
            // What may not be changed may not be taken away either.
            if instance.type.lookUp(DataClass.frozenName) != nil {
                try instance.type.checksAttribute?(instance, cache.name, .none)
            }
            if instance.remove(cache.name) { return }
        }
        if case .object(let type as ClassObject) = value, type.attributes[cache.name] != nil, !type.isBuiltin {
            classVersion += 1
            return type.set(cache.name, nil)
        }
        throw unknownMember(value, cache.name, cache.range)
    }

    func unknownMember(_ object: Value, _ name: String, _ range: SourceRange) -> Diagnostic {
        var known = context.registry.members(of: object.kind).map(\.name) + BuiltinMember.names(of: object)
        if object.isArrayLike { known += ArrayAttributes.names + context.registry.arrayMethods.keys.sorted() }
        if let instance = object.instance {
            known += (instance.attributes.map(\.name) + instance.type.allNames).filter { !$0.hasPrefix("__") }
        }
        if case .object(let type as ClassObject) = object { known += type.allNames.filter { !$0.hasPrefix("__") } }
        let mistake: Mistake
        if case .word(let word) = object {
            let offered = word.methods.map {
                Modules.names(in: $0.split(separator: ".").map(String.init), context.registry)
            }
            mistake = Mistake(
                "\(word.name) is a word and has no .\(name)", expected: offered.map { Suggestions.listed($0) },
                try: offered == nil
                    ? "\(word.name)(…) makes a value that may"
                    : Suggestions.nearest(name, among: offered ?? []).first.map { ".\($0)" })
        } else {
            let close =
                Suggestions.elsewhere(name, of: object.kind)
                ?? Suggestions.nearest(name, among: known).first.map { ".\($0)" }
            // `run.plot()`, as other libraries have it.
            let word = context.registry.word(name).map { "\($0.name)(…) with the \(object.kind) in its brackets" }
            mistake = Mistake(
                "\(Phrase.indefinite(object.kind)) has no .\(name)",
                expected: known.isEmpty
                    ? "a value with attributes" : Suggestions.useful(name, among: known, of: "it"), try: close ?? word)
        }
        let subject =
            if case .object(let type as ClassObject) = object { "type object '\(type.name)'" } else {
                "'\(object.pythonType)' object"
            }
        return Diagnostic(
            mistake.raised(as: "AttributeError", "\(subject) has no attribute '\(name)'"), range: range)
    }

    func superclass(_ cell: Value, _ receiver: Value) throws -> Value {
        var receiver = receiver
        if case .object(let shared as Cell) = receiver { receiver = shared.value }
        guard case .object(let shared as Cell) = cell, case .object(let type as ClassObject) = shared.value else {
            throw Mistake("super() is asked before the class is there").raised(as: "RuntimeError")
        }
        return .object(SuperObject(type, receiver))
    }
}

extension Value {
    fileprivate var isProperty: Bool {
        if case .object(is PropertyObject) = self { true } else { false }
    }

    /// What changes how instances behave: a function, a property.
    fileprivate var isBehaviour: Bool {
        switch self {
        case .function: true
        case .object(let object): object is PropertyObject || object is UnboundMethod || object is NativeFunction
        default: false
        }
    }

    /// An empty value of one of Python's own kinds.
    static func sample(ofTypeNamed name: String) -> Value? {
        switch name {
        case "str": .text("")
        case "list": .list([])
        case "dict": .dict(.init())
        case "tuple": .tuple([])
        case "set": (try? ValueSet()).map { .set($0) }
        case "float": .number(0)
        case "int": .int(0)
        default: nil
        }
    }

    /// As Python's messages call the type: `int`, `str`, `NoneType`.
    var pythonType: String {
        switch self {
        case .none: "NoneType"
        case .int, .big: "int"
        case .number: "float"
        case .text: "str"
        case .bool: "bool"
        case .thing where array != nil: "numpy.ndarray"
        case .dict(let dictionary): dictionary.typeName ?? "dict"
        case .word: "type"
        case .object(let object): object.pythonType
        default: kind
        }
    }
}
