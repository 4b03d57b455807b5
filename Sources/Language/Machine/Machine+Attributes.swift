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
            if let member = context.registry.member(name, of: value) {
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
            if let sample = Value.sample(ofTypeNamed: word.name), let member = BuiltinMember.named(name, of: sample) {
                if BuiltinMember.ofTypes.contains(name) { return .object(NativeMethod(.builtin(member), sample)) }
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
        if name.hasPrefix("__"), let method = OperatorMethods.method(name, of: plain, self) { return method }
        throw unknownMember(value, name, range)
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
        if case .thing(let thing) = value, let member = context.registry.member(name, of: value),
            member.parameters != nil
        {
            target.pointee = .object(NativeMethod(.member(member, thing), value))
        } else {
            target.pointee = try attribute(name, of: value, cache.pointee.range)
        }
        target[1] = .missing
    }

    func superclass(_ cell: Value, _ receiver: Value) throws -> Value {
        var receiver = receiver
        if case .object(let shared as ClosureCell) = receiver { receiver = shared.value }
        guard case .object(let shared as ClosureCell) = cell, case .object(let type as ClassObject) = shared.value
        else {
            throw Mistake("super() is asked before the class is there").raised(as: "RuntimeError")
        }
        return .object(SuperObject(type, receiver))
    }
}

extension Value {
    var isProperty: Bool {
        if case .object(is PropertyObject) = self { true } else { false }
    }
}
