/// One side of an operation: an array, or a plain number that takes on the array's dtype.
public enum Operand {
    case array(NDArray)
    case number(ArrayNumber)
}

extension DType {
    /// Whether every element is above a whole number, or below it.
    func isAbove(_ limit: Operand) -> Bool {
        if case .number(.int(let value)) = limit { !holds(.int(value)) && value < 0 } else { false }
    }

    func isBelow(_ limit: Operand) -> Bool {
        if case .number(.int(let value)) = limit { !holds(.int(value)) && value > 0 } else { false }
    }
}
