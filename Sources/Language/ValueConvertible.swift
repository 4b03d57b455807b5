/// What Swift has of a value of the language.
public protocol ValueConvertible: SendableMetatype {
    /// The same as a value.
    var asValue: Value { get }
}

extension Double: ValueConvertible {
    /// The number.
    public var asValue: Value { .number(self) }
}

extension Int: ValueConvertible {
    /// The whole number.
    public var asValue: Value { .int(self) }
}

extension Bool: ValueConvertible {
    /// True or False.
    public var asValue: Value { .bool(self) }
}

extension String: ValueConvertible {
    /// The string.
    public var asValue: Value { .text(self) }
}

extension Array: ValueConvertible where Element: ValueConvertible {
    /// A list.
    public var asValue: Value { .list(map(\.asValue)) }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    /// The value, None for nil.
    public var asValue: Value { self?.asValue ?? .none }
}
