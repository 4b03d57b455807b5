public import Answers

/// Order and arithmetic for words that work on any values.
extension Value {
    /// `self < other`; false when one is NaN.
    ///
    /// - Parameter check: of the loop in which the two are compared.
    /// - Throws: a `Mistake` for values that have no order, `Stopped` when the work was stopped.
    public func precedes(_ other: Value, _ check: inout StopCheck) throws -> Bool {
        try Ordering.isOrdered(.less, self, other, &check, nil)
    }

    /// The next value of an iterator; nil at its end.
    ///
    /// - Throws: `Mistake` for anything else.
    public func next(in context: Context) throws -> Value? {
        guard case .object(let iterator as IteratorObject) = self else {
            throw Mistake("\(brief) is \(Phrase.indefinite(kind))", expected: "an iterator", try: "iter(values)")
        }
        return try iterator.next(context.machine)
    }

    /// The elements that `for x in self` goes through.
    ///
    /// - Throws: a `Mistake` for a value without elements.
    public func elements(in context: Context) throws -> [Value] { try context.machine.elements(of: self) }

    /// Goes through the elements as they are made, until the body answers false.
    ///
    /// - Throws: a `Mistake` for a value without elements, `Interrupted` when the work was stopped.
    public func forEach(in context: Context, _ body: (Value) throws -> Bool) throws {
        try context.machine.iterate(self, body)
    }

    /// The text that `print` and `str` make.
    ///
    /// - Throws: a `Mistake` when it is longer than a string may be.
    public func plainText(in context: Context) throws -> String { try context.machine.text(of: self) }

    /// What `type(x)` says: Python's names for its own kinds, the field's for the laboratory's.
    public var typeName: String {
        switch self {
        case .int, .big: "int"
        case .number: "float"
        case .text: "str"
        default: kind
        }
    }
}

extension Context {
    /// `left + right` and the other operators, as in a typed line.
    public func operate(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
        try machine.binary(operation, left, right)
    }

    /// Whether a value counts as true, as `if` asks.
    public func isTrue(_ value: Value) throws -> Bool { try machine.truth(value) }

    /// Whether left < right, asking what objects define.
    public func precedes(_ left: Value, _ right: Value) throws -> Bool { try machine.isLess(left, right) }
}
