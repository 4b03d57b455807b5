public import Answers

extension NDArray {
    /// `self op= other`: the elements change where they lie, for everyone who sees them.
    ///
    /// - Throws: `Mistake` where the result is of a higher kind than the array (an int array that would get fractions), or of another shape.
    public func update(_ function: BinaryFunction, _ other: Operand, work: Work = Work()) throws {
        guard !isReadOnly else {
            throw Mistake("output array is read-only", try: ".copy() first")
        }
        let dtype: DType
        switch other {
        case .array(let y): dtype = try function.computing(self.dtype.promoted(with: y.dtype))
        case .number(let number): dtype = try function.computing(self.dtype.promoted(with: number))
        }
        let isSafe = self.dtype.isFloat || (self.dtype.isInteger && !dtype.isFloat) || dtype == .bool
        guard isSafe else {
            throw Mistake(
                "the result is \(dtype.name) and does not fit into an array of \(self.dtype.name)",
                try: "a = a \(function.sign) …, or a.astype(float) first"
            ).raised(
                as: "TypeError",
                "Cannot cast ufunc '\(function.rawValue)' output from dtype('\(dtype.name)') to dtype('\(self.dtype.name)') "
                    + "with casting rule 'same_kind'")
        }
        if case .array(let y) = other, try NDArray.broadcast(shape, y.shape) != shape {
            let result = try NDArray.broadcast(shape, y.shape)
            throw Mistake(
                "non-broadcastable output operand with shape \(shape.tightText) doesn't match the broadcast shape "
                    + result.tightText,
                expected: "a right side that can be repeated to \(shape.shapeText)", try: "a = a \(function.sign) b")
        }
        if dtype == self.dtype, !function.isComparison {
            switch other {
            case .array(var y):
                y = try y.converted(to: dtype, work)
                if y.storage === storage, y.offset != offset || y.strides != strides || y.shape != shape {
                    y = try y.copy(work)
                }
                return try Loop.binary(self, y, self, BinaryKernels.kernel(function, dtype), work)
            case .number(let number) where function != .power:
                let y = try NDArray(number, dtype)
                return try Loop.binary(self, y, self, BinaryKernels.kernel(function, dtype), work)
            case .number: break
            }
        }
        try assign(NDArray.apply(function, .array(self), other, work: work), work)
    }
}
