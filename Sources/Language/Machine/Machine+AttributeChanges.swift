import Answers
import Arrays

/// What stands after a point, set and deleted.
extension Machine {
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
            guard let member = context.registry.member(name, of: value) else {
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
}

extension Value {
    /// What changes how instances behave: a function, a property.
    fileprivate var isBehaviour: Bool {
        switch self {
        case .function: true
        case .object(let object): object is PropertyObject || object is UnboundMethod || object is NativeFunction
        default: false
        }
    }
}
