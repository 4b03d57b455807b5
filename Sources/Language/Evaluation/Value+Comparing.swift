public import Answers

/// Order and arithmetic for words that work on any values.
extension Value {
    /// `self < other`; false when one is NaN.
    ///
    /// - Parameter check: of the loop in which the two are compared.
    /// - Throws: a `Mistake` for values that have no order, `Stopped` when the work was stopped.
    public func precedes(_ other: Value, _ check: inout StopCheck) throws -> Bool {
        try Ordering.isLess(self, other, .less, &check) ?? false
    }

    /// The elements that `for x in self` goes through.
    ///
    /// - Throws: a `Mistake` for a value without elements.
    public func elements(in context: Context) throws -> [Value] { try Subscripts.elements(of: self, context) }

    /// The text that `print` and `str` make.
    ///
    /// - Throws: a `Mistake` when it is longer than a string may be, `Stopped` once the work was stopped.
    public func plainText(work: Work = Work()) throws -> String { try boundedPlainText(work) }

    /// The text that `repr` makes: the value as it would be typed.
    ///
    /// - Throws: a `Mistake` when it is longer than a string may be, `Stopped` once the work was stopped.
    public func repr(work: Work) throws -> String { try boundedRepr(work) }

    /// What `type(x)` says: Python's names for its own kinds, the field's for the laboratory's.
    public var typeName: String {
        switch self {
        case .int: "int"
        case .number: "float"
        case .text: "str"
        default: kind
        }
    }
}

extension Context {
    /// `left + right` and the other operators, as in a typed line.
    public func operate(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
        try Arithmetic.apply(operation, left, right, self)
    }
}
