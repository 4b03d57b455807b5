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
