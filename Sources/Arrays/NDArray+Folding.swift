public import Answers

extension NDArray {
    /// Each element joined with what came before it along an axis, from the front: of `maximum` the largest so far. Sums and products
    /// have `cumulative`.
    ///
    /// - Throws: `Mistake` for an axis that is not there, and where the function has no meaning for the dtype.
    public func accumulated(_ function: BinaryFunction, axis: Int, work: Work = Work()) throws -> NDArray {
        let place = try NDArray.axis(axis, ndim)
        let computing = try function.isComparison ? DType.bool : function.computing(dtype)
        let out = try cast(to: computing, work)
        if function == .power, computing.isInteger, out.count > 0,
            try out.reduce(.min, work: work).number(at: 0).asInt < 0
        {
            throw NDArray.negativePower
        }
        let kernel = BinaryKernels.kernel(function, computing)
        let (length, inner) = (shape[place], shape[(place + 1)...].reduce(1, *))
        let row = inner * computing.size
        var check = StopCheck(work)
        for block in 0..<shape[..<place].reduce(1, *) {
            var before = out.data + block * length * row
            for _ in 1..<Swift.max(1, length) {
                try check.pass(1 + inner / 8)
                let here = before + row
                kernel(before, 1, here, 1, here, 1, inner)
                before = here
            }
        }
        return out
    }

    /// An axis joined into one element from the front: ((a₀ ∘ a₁) ∘ a₂) ∘ …
    ///
    /// - Throws: `Mistake` as `accumulated`; the axis must have elements.
    public func folded(_ function: BinaryFunction, axis: Int, work: Work = Work()) throws -> NDArray {
        let place = try NDArray.axis(axis, ndim)
        guard shape[place] > 0 else {
            throw Mistake(
                "zero-size array to reduction operation \(function.rawValue) which has no identity",
                expected: "an array with elements")
        }
        return try accumulated(function, axis: place, work: work).at(-1, axis: place)
    }
}
