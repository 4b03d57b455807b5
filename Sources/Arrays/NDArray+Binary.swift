public import Answers

extension NDArray {
    /// `function(a, b)` element by element, broadcast; at least one of them is an array.
    ///
    /// - Throws: `Mistake` where the shapes do not fit (both are named, and the axis), or the dtypes do not.
    public static func apply(
        _ function: BinaryFunction, _ a: Operand, _ b: Operand, work: Work = Work()
    ) throws -> NDArray {
        switch (a, b) {
        case (.array(let x), .array(let y)):
            let dtype = try function.computing(x.dtype.promoted(with: y.dtype))
            if function == .power, dtype == .int64 || dtype == .int32, y.count > 0,
                try y.reduce(.min, work: work).number(at: 0).asInt < 0
            {
                throw NDArray.negativePower
            }
            let result = function.isComparison ? DType.bool : dtype
            let out: NDArray
            if x.shape == y.shape {
                out =
                    try x.isContiguous || !y.isContiguous
                    ? NDArray(uninitialisedLike: x, result) : NDArray(uninitialisedLike: y, result)
            } else {
                out = try NDArray(uninitialised: broadcast(x.shape, y.shape), result)
            }
            try Loop.binary(
                x.converted(to: dtype, work), y.converted(to: dtype, work), out, BinaryKernels.kernel(function, dtype),
                work)
            return out
        case (.array(let x), .number(let number)):
            return try x.apply(function, number, isRight: false, work)
        case (.number(let number), .array(let y)): return try y.apply(function, number, isRight: true, work)
        case (.number(let x), .number(let y)):
            return try apply(function, .array(NDArray(x)), .array(NDArray(y)), work: work)
        }
    }

    /// An array without axes that holds one number.
    ///
    /// - Throws: `Mistake` where the number is no element of the dtype.
    public convenience init(_ number: ArrayNumber, _ dtype: DType? = nil) throws {
        try self.init(uninitialised: [], dtype ?? number.dtype)
        try number.check(as: self.dtype)
        set(number, at: 0)
    }

    private func apply(
        _ function: BinaryFunction, _ number: ArrayNumber, isRight: Bool, _ work: Work
    ) throws -> NDArray {
        var dtype = try function.computing(self.dtype.promoted(with: number))
        // Compared can be what could not be an element.
        if function.isComparison, !dtype.holds(number) { dtype = .int64 }
        try number.check(as: dtype)
        if function == .power, !isRight {
            if dtype.isFloat, let short = try shortPower(number.asDouble, dtype, work) { return short }
            if dtype.isInteger, number.asInt < 0 { throw NDArray.negativePower }
        }
        let out = try NDArray(uninitialisedLike: self, function.isComparison ? .bool : dtype)
        let array = try converted(to: dtype, work)
        let kernel = BinaryKernels.kernel(function, dtype)
        try withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { memory in
            guard let place = memory.baseAddress else { return }
            NDArray.store(number, dtype, place)
            if array.isContiguous, array.count <= 1 << 16 {
                if isRight {
                    kernel(place, 0, array.data, 1, out.data, 1, array.count)
                } else {
                    kernel(array.data, 1, place, 0, out.data, 1, array.count)
                }
                return
            }
            try Loop.unary(
                array, out,
                { a, aStep, o, oStep, count in
                    if isRight {
                        kernel(place, 0, a, aStep, o, oStep, count)
                    } else {
                        kernel(a, aStep, place, 0, o, oStep, count)
                    }
                }, work)
        }
        return out
    }

    static var negativePower: Mistake {
        Mistake("Integers to negative integer powers are not allowed.", try: "a floating-point array: a.astype(float)")
    }

    private static func store(_ number: ArrayNumber, _ dtype: DType, _ place: UnsafeMutableRawPointer) {
        switch dtype {
        case .bool: place.storeBytes(of: number.converted(to: Flag.self), as: Flag.self)
        case .uint8: place.storeBytes(of: number.converted(to: UInt8.self), as: UInt8.self)
        case .int32: place.storeBytes(of: number.converted(to: Int32.self), as: Int32.self)
        case .int64: place.storeBytes(of: number.converted(to: Int.self), as: Int.self)
        case .float32: place.storeBytes(of: number.converted(to: Float.self), as: Float.self)
        case .float64: place.storeBytes(of: number.asDouble, as: Double.self)
        }
    }

    /// NumPy's short ways for common powers, which also round as it does.
    private func shortPower(_ exponent: Double, _ dtype: DType, _ work: Work) throws -> NDArray? {
        switch exponent {
        case 2: try converted(to: dtype, work).apply(.square, work: work)
        case 0.5: try converted(to: dtype, work).apply(.sqrt, work: work)
        case -1: try converted(to: dtype, work).apply(.reciprocal, work: work)
        case 3 where dtype == .float64: try converted(to: dtype, work).apply(.cube, work: work)
        case 4 where dtype == .float64: try converted(to: dtype, work).apply(.fourthPower, work: work)
        case 1: try cast(to: dtype, work)
        default: nil
        }
    }
}
