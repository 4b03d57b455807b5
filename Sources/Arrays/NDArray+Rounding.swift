public import Answers
internal import Glibc

/// Rounding and limits.
extension NDArray {
    /// To so many digits after the point, halves to the even neighbour: as NumPy, by way of a power of ten.
    public func rounded(_ digits: Int, work: Work = Work()) throws -> NDArray {
        guard dtype.isFloat else {
            guard digits < 0, dtype != .bool else { return try copy(work) }
            let rounded = try cast(to: .float64, work).rounded(digits, work: work)
            return try rounded.cast(to: dtype, work)
        }
        if digits == 0 { return try apply(.rint, work: work) }
        let unit = ArrayNumber.float(pow(10, Double(digits.magnitude)))
        let (there, back): (BinaryFunction, BinaryFunction) = digits > 0 ? (.multiply, .divide) : (.divide, .multiply)
        let scaled = try NDArray.apply(there, .array(self), .number(unit), work: work).apply(.rint, work: work)
        return try NDArray.apply(back, .array(scaled), .number(unit), work: work)
    }

    /// Nowhere below `low`, nowhere above `high`; nil for no limit.
    public func clipped(_ low: Operand?, _ high: Operand?, work: Work = Work()) throws -> NDArray {
        if case .number(let low)? = low, case .number(let high)? = high, dtype == .float64 {
            let source = try contiguous(work)
            let out = try NDArray(uninitialised: shape, dtype)
            try Loop.unary(
                source, out,
                { x, _, out, _, count in
                    Double.kernels.clip(
                        count, x.assumingMemoryBound(to: Double.self), low.asDouble, high.asDouble,
                        out.assumingMemoryBound(to: Double.self))
                }, work)
            return out
        }
        var out = self
        // A limit beyond what the dtype can be limits nothing.
        if let low, !dtype.isAbove(low) { out = try NDArray.apply(.maximum, .array(out), low, work: work) }
        if let high, !dtype.isBelow(high) { out = try NDArray.apply(.minimum, .array(out), high, work: work) }
        return out === self ? try copy(work) : out
    }

    /// `where(self, a, b)`: of `a` where this is not 0, else of `b`, all three broadcast.
    public func choosing(_ a: Operand, _ b: Operand, work: Work = Work()) throws -> NDArray {
        func dtype(_ operand: Operand) -> DType? {
            if case .array(let array) = operand { array.dtype } else { nil }
        }
        let common: DType
        switch (a, b, dtype(a), dtype(b)) {
        case (_, _, let x?, let y?): common = x.promoted(with: y)
        case (_, .number(let y), let x?, nil): common = x.promoted(with: y)
        case (.number(let x), _, nil, let y?): common = y.promoted(with: x)
        case (.number(let x), .number(let y), _, _): common = x.dtype.promoted(with: y.dtype)
        default: common = .float64
        }
        func full(_ operand: Operand) throws -> NDArray {
            switch operand {
            case .array(let array): try array.converted(to: common, work)
            case .number(let number): try NDArray(number.wrapped(to: common), common)
            }
        }
        let (x, y) = (try full(a), try full(b))
        let shape = try NDArray.broadcast(NDArray.broadcast(self.shape, x.shape), y.shape)
        let mask = try converted(to: .bool, work).broadcast(to: shape)
        let (first, second) = (try x.broadcast(to: shape), try y.broadcast(to: shape))
        let out = try NDArray(uninitialised: shape, common)
        func run<T>(_ type: T.Type) throws {
            let (x, y) = (first.data.assumingMemoryBound(to: T.self), second.data.assumingMemoryBound(to: T.self))
            let (flags, o) = (mask.pointer(Flag.self), out.data.assumingMemoryBound(to: T.self))
            try Loop.rows(
                shape, [mask.strides, first.strides, second.strides, out.strides], work
            ) { start, steps, count in
                let (f, a, b, r) = (flags + start[0], x + start[1], y + start[2], o + start[3])
                let (fStep, aStep, bStep, rStep) = (steps[0], steps[1], steps[2], steps[3])
                for index in 0..<count {
                    r[index &* rStep] = f[index &* fStep].isTrue ? a[index &* aStep] : b[index &* bStep]
                }
            }
        }
        try out.withSize(run, run, run)
        return out
    }
}
