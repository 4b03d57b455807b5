import Answers

/// What stands after the point of an object: of an instance, a class, `super()`, and the smaller kinds.
extension Machine {
    func attribute(_ name: String, of object: Object, _ value: Value, _ range: SourceRange) throws -> Value? {
        switch object {
        case let instance as Instance: return try attribute(name, of: instance, value)
        case let type as ClassObject: return attribute(name, of: type, value)
        case let parent as SuperObject: return try attribute(name, of: parent)
        case let module as ModuleObject: return try member(name, of: module, range)
        case let record as RecordObject:
            if let place = record.fields.firstIndex(of: name) { return record.items[place] }
            if let type = record.type, let shared = type.lookUp(name) {
                if case .object(let property as PropertyObject) = shared { return try call(property.getter, [value]) }
                return bound(shared, value, type)
            }
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
        case let field as FieldObject: return field.attributes[name]
        case let number as ComplexObject where name == "real": return .number(number.real)
        case let number as ComplexObject where name == "imag": return .number(number.imaginary)
        case let deque as DequeObject where name == "maxlen": return deque.most.map { .int($0) } ?? Value.none
        default: break
        }
        return nil
    }

    private func attribute(_ name: String, of instance: Instance, _ value: Value) throws -> Value? {
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
        return nil
    }

    private func attribute(_ name: String, of type: ClassObject, _ value: Value) -> Value? {
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
        if name == "__setattr__", type === Exceptions.object { return .object(Machine.setsPlainly) }
        return nil
    }

    /// `object.__setattr__`: gives an object an attribute, whatever its class thinks of it.
    private static let setsPlainly = NativeFunction("__setattr__") { values, _, machine in
        guard values.count == 3, let instance = values[0].instance, let name = values[1].asText else {
            throw Mistake(
                "object.__setattr__ is given \(values.map(\.brief).joined(separator: ", "))",
                expected: "an object of a class of your own, a name and a value",
                try: "object.__setattr__(self, \"x\", 1)"
            ).raised(as: "TypeError")
        }
        if instance.type.lookUp(name)?.isProperty == true {
            var cache = AttributeCache(name: name, range: SourceRange(0, 0))
            try machine.storeAttribute(of: values[0], &cache, values[2])
        } else {
            instance.set(name, values[2])
        }
        return .none
    }

    private func attribute(_ name: String, of parent: SuperObject) throws -> Value? {
        if let found = parent.lookUp(name) {
            if case .object(let property as PropertyObject) = found {
                return try call(property.getter, [parent.receiver])
            }
            let type = parent.receiver.instance?.type ?? parent.type
            return bound(found, parent.receiver, type)
        }
        return superDefault(name, parent)
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
        case "__hash__":
            return .object(
                NativeFunction(name) { _, _, _ in
                    .int(parent.receiver.instance.map { ObjectIdentifier($0).hashValue } ?? 0)
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
}
