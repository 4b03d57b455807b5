import Arrays

/// Numbers with a dtype, one at a time, as loops over the elements of arrays take them. Where a register alone refers to such a number,
/// the next one takes its place in the same object: NumPy makes an object for every step, this makes one for the whole loop.
extension Machine {
    /// `left ∘ right` into a register.
    @inline(never)
    func compute(
        _ operation: BinaryOperator, _ target: Register, _ left: Register, _ right: Register, _ d: UInt16
    ) throws {
        if let (x, y) = Scalars.pair(left, right), let result = Scalars.apply(operation, x, y) {
            target.put(result, result.dtype)
        } else {
            target.pointee = try arithmetic(operation, left.pointee, right.pointee, d)
        }
    }

    /// Whether a comparison holds, for what is done only then.
    @inline(never)
    func holds(_ d: UInt16, _ left: Register, _ right: Register) throws -> Bool {
        if let (x, y) = Scalars.pair(left, right),
            let result = Scalars.compare(ComparisonOperator.ordered[Int(d & 0xff)], x, y)
        {
            return result
        }
        return try truth(compare(d, left.pointee, right.pointee))
    }

    /// `container[index]` into a register.
    @inline(never)
    func loadElement(_ target: Register, _ container: Register, _ index: Register) throws {
        if let array = container.pointee.array, let place = array.place(index.pointee) {
            target.put(array.number(at: place), array.dtype)
        } else {
            target.pointee = try element(of: container.pointee, at: index.pointee)
        }
    }

    /// `container[index] = value`.
    @inline(never)
    func storeElement(_ container: Register, _ index: Register, _ value: Register) throws {
        if let array = container.pointee.array, !array.isReadOnly, let number = Scalars.number(value)?.number,
            array.dtype.isFloat || number.dtype == .int64 && array.dtype == .int64,
            let place = array.place(index.pointee)
        {
            array.set(number, at: place)
        } else {
            try storeElement(of: container.pointee, at: index.pointee, value.pointee)
        }
    }
}

/// Arithmetic of numbers that are float64 or int64, where NumPy would say nothing beside the result.
private enum Scalars {
    /// Both numbers, where one of them has a dtype.
    @inline(__always)
    static func pair(_ left: Register, _ right: Register) -> (ArrayNumber, ArrayNumber)? {
        guard let x = number(left), let y = number(right), x.isTyped || y.isTyped else { return nil }
        return (x.number, y.number)
    }

    /// The number of a register, and whether it has a dtype; nil for those of other dtypes.
    @inline(__always)
    static func number(_ register: Register) -> (number: ArrayNumber, isTyped: Bool)? {
        switch register.pointee {
        case .int(let value): return (.int(value), false)
        case .number(let value): return (.float(value), false)
        default: break
        }
        guard let scalar = register.object(.scalar, ScalarObject.self) else { return nil }
        return scalar._withUnsafeGuaranteedRef {
            $0.dtype == .float64 || $0.dtype == .int64 ? ($0.number, true) : nil
        }
    }

    /// The result; nil where it is not finite or too large, and NumPy warns or refuses.
    static func apply(_ operation: BinaryOperator, _ left: ArrayNumber, _ right: ArrayNumber) -> ArrayNumber? {
        if case .int(let x) = left, case .int(let y) = right { return apply(operation, x, y) }
        let (x, y) = (left.asDouble, right.asDouble)
        let result: Double
        switch operation {
        case .add: result = x + y
        case .subtract: result = x - y
        case .multiply: result = x * y
        case .divide: result = x / y
        case .power: result = y == 2 ? x * x : power(x, y)
        default: return nil
        }
        return result.isFinite ? .float(result) : nil
    }

    private static func apply(_ operation: BinaryOperator, _ x: Int, _ y: Int) -> ArrayNumber? {
        let (result, overflows): (Int, Bool)
        switch operation {
        case .add: (result, overflows) = x.addingReportingOverflow(y)
        case .subtract: (result, overflows) = x.subtractingReportingOverflow(y)
        case .multiply: (result, overflows) = x.multipliedReportingOverflow(by: y)
        case .floorDivide where y > 0: (result, overflows) = (x / y - (x % y < 0 ? 1 : 0), false)
        case .remainder where y > 0: (result, overflows) = (x % y < 0 ? x % y + y : x % y, false)
        case .divide where y != 0: return .float(Double(x) / Double(y))
        default: return nil
        }
        return overflows ? nil : .int(result)
    }

    static func compare(_ operation: ComparisonOperator, _ left: ArrayNumber, _ right: ArrayNumber) -> Bool? {
        if case .int(let x) = left, case .int(let y) = right { return compare(operation, x, y) }
        // A whole number beside a floating-point one is rounded to it, as by NumPy.
        return compare(operation, left.asDouble, right.asDouble)
    }

    @inline(__always)
    private static func compare<T: Comparable>(_ operation: ComparisonOperator, _ x: T, _ y: T) -> Bool? {
        switch operation {
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        case .greaterOrEqual: x >= y
        case .equal: x == y
        case .notEqual: x != y
        default: nil
        }
    }
}

extension NDArray {
    /// Where the one element of an index lies: `a[i]` of one axis, `a[i, j]` of two; nil for every other index.
    @inline(__always)
    func place(_ index: Value) -> Int? {
        switch index {
        case .int(let index) where ndim == 1: return place(index, axis: 0)
        case .tuple(let indices) where indices.count == ndim:
            var sum = 0
            for axis in 0..<ndim {
                guard case .int(let index) = indices[axis], let place = place(index, axis: axis) else { return nil }
                sum += place
            }
            return sum
        default: return nil
        }
    }

    @inline(__always)
    private func place(_ index: Int, axis: Int) -> Int? {
        let length = shape[axis]
        guard index < length, index >= -length else { return nil }
        return (index < 0 ? index + length : index) * strides[axis]
    }
}

extension UnsafeMutablePointer where Pointee == Value {
    /// A number with a dtype into the register.
    @inline(__always)
    fileprivate func put(_ number: ArrayNumber, _ dtype: DType) {
        // A reference is the first word of its value.
        if let own = object(.scalar, ScalarObject.self),
            isKnownUniquelyReferenced(&UnsafeMutableRawPointer(self).assumingMemoryBound(to: Object.self).pointee)
        {
            own._withUnsafeGuaranteedRef { $0.become(number, dtype) }
        } else {
            pointee = .object(ScalarObject(number, dtype))
        }
    }
}
