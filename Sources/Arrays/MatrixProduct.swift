public import Answers
internal import COpenBLAS

/// Products of matrices and vectors.
extension NDArray {
    /// `a @ b`: matrices, vectors, and stacks of matrices whose other axes are broadcast.
    ///
    /// - Throws: `Mistake` naming both shapes and the two lengths that do not fit.
    public func matmul(_ other: NDArray, work: Work = Work()) throws -> NDArray {
        guard ndim > 0, other.ndim > 0 else {
            throw Mistake(
                "matmul: one side is a number", expected: "arrays of one or more axes", try: "a * b")
        }
        let inner = (shape[ndim - 1], other.shape[Swift.max(0, other.ndim - 2)])
        guard inner.0 == inner.1 else {
            throw Mistake(
                "matmul: shapes \(shape.shapeText) and \(other.shape.shapeText) do not fit: the last axis of the first has "
                    + "\(inner.0), axis \(Swift.max(0, other.ndim - 2)) of the second has \(inner.1)",
                expected: "(n, k) @ (k, m)",
                try: ndim == 2 && shape[0] == inner.1 ? "a.T @ b" : other.shape.last == inner.0 ? "a @ b.T" : nil
            ).raised(
                as: "ValueError",
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                    + "(n?,k),(k,m?)->(n?,m?) (size \(inner.1) is different from \(inner.0))")
        }
        let dtype = self.dtype.promoted(with: other.dtype)
        let left = try converted(to: dtype, work)
        let right = try other.converted(to: dtype, work)
        let a = ndim == 1 ? left.expanded(0) : left
        let b =
            other.ndim == 1
            ? right.view(
                shape: [right.shape[0], 1], strides: [right.strides[0], 1], offset: right.offset) : right
        let (rows, columns, depth) = (a.shape[a.ndim - 2], b.shape[b.ndim - 1], inner.0)
        var out: NDArray
        if a.ndim == 2, b.ndim == 2 {
            out = try NDArray(uninitialised: [rows, columns], dtype)
            try NDArray.product(a, b, out, work)
        } else {
            let outer = try NDArray.broadcast(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
            out = try NDArray(uninitialised: outer + [rows, columns], dtype)
            let x = try a.broadcast(to: outer + [rows, depth])
            let y = try b.broadcast(to: outer + [depth, columns])
            let count = outer.reduce(1, *)
            for index in 0..<count {
                if work.isCancelled { throw Stopped() }
                var (from, second, rest) = (x.offset, y.offset, index)
                for axis in outer.indices.reversed() {
                    from += rest % outer[axis] * x.strides[axis]
                    second += rest % outer[axis] * y.strides[axis]
                    rest /= outer[axis]
                }
                try NDArray.product(
                    x.view(shape: [rows, depth], strides: Array(x.strides.suffix(2)), offset: from),
                    y.view(shape: [depth, columns], strides: Array(y.strides.suffix(2)), offset: second),
                    out.view(shape: [rows, columns], strides: [columns, 1], offset: index * rows * columns), work)
            }
        }
        if ndim == 1, other.ndim == 1 { return out.view(shape: [], strides: [], offset: 0) }
        if ndim == 1 {
            var shape = out.shape
            shape.remove(at: shape.count - 2)
            return try out.reshaped(shape, work)
        }
        return other.ndim == 1 ? try out.reshaped(Array(out.shape.dropLast()), work) : out
    }

    /// out = a·b for matrices of one dtype; `out` is contiguous.
    private static func product(_ a: NDArray, _ b: NDArray, _ out: NDArray, _ work: Work) throws {
        switch a.dtype {
        case .float64: try product(Double.self, a, b, out, work)
        case .float32: try product(Float.self, a, b, out, work)
        case .int64: try wholeProduct(Int.self, a, b, out, work)
        case .int32: try wholeProduct(Int32.self, a, b, out, work)
        case .uint8: try wholeProduct(UInt8.self, a, b, out, work)
        case .bool:
            let whole = try NDArray(uninitialised: out.shape, .int64)
            try wholeProduct(Int.self, a.converted(to: .int64, work), b.converted(to: .int64, work), whole, work)
            try out.assign(whole, work)
        }
    }

    private static func product<T: ArrayElement & BinaryFloatingPoint>(
        _ type: T.Type, _ a: NDArray, _ b: NDArray, _ out: NDArray, _ work: Work
    ) throws {
        let (n, k, m) = (a.shape[0], a.shape[1], b.shape[1])
        let size = n * k * m
        if size > 512, size / Swift.max(1, Swift.min(n, k, m)) < 1 << 31 {
            let (x, aTurned, aRow) = try a.forBLAS(work)
            let (y, bTurned, bRow) = try b.forBLAS(work)
            let isDone = try Loop.tiles(n, m, k, work) { row, rows, column, columns in
                let (left, right) = (row * (aTurned ? 1 : aRow), column * (bTurned ? bRow : 1))
                let place = row * m + column
                let result =
                    T.dtype == .float64
                    ? cob_double_product(
                        aTurned ? 1 : 0, bTurned ? 1 : 0, Int32(rows), Int32(columns), Int32(k),
                        x.pointer(Double.self) + left, Int32(aRow), y.pointer(Double.self) + right, Int32(bRow), 0,
                        out.pointer(Double.self) + place, Int32(Swift.max(1, m)))
                    : cob_product(
                        aTurned ? 1 : 0, bTurned ? 1 : 0, Int32(rows), Int32(columns), Int32(k),
                        x.pointer(Float.self) + left, Int32(aRow), y.pointer(Float.self) + right, Int32(bRow), 0,
                        out.pointer(Float.self) + place, Int32(Swift.max(1, m)))
                return result != 0
            }
            if isDone { return }
        }
        let x = a.pointer(T.self)
        let y = b.pointer(T.self)
        let o = out.pointer(T.self)
        let (ar, ac, br, bc) = (a.strides[0], a.strides[1], b.strides[0], b.strides[1])
        var check = StopCheck(work)
        for i in 0..<n {
            let row = o + i * m
            if m == 1 {
                try check.pass(1 + k)
                var total: T = 0
                for p in 0..<k { total += x[i &* ar &+ p &* ac] * y[p &* br] }
                row[0] = total
                continue
            }
            row.update(repeating: 0, count: m)
            for p in 0..<k {
                try check.pass(1 + m)
                let factor = x[i * ar + p * ac]
                let line = y + p * br
                if bc == 1 {
                    for j in 0..<m { row[j] += factor * line[j] }
                } else {
                    for j in 0..<m { row[j] += factor * line[j &* bc] }
                }
            }
        }
    }

    private static func wholeProduct<T: ArrayElement & FixedWidthInteger>(
        _ type: T.Type, _ a: NDArray, _ b: NDArray, _ out: NDArray, _ work: Work
    ) throws {
        let (n, k, m) = (a.shape[0], a.shape[1], b.shape[1])
        let (x, y, o) = (a.pointer(T.self), b.pointer(T.self), out.pointer(T.self))
        var check = StopCheck(work)
        for i in 0..<n {
            let row = o + i * m
            row.update(repeating: 0, count: m)
            for p in 0..<k {
                try check.pass(1 + m)
                let factor = x[i * a.strides[0] + p * a.strides[1]]
                for j in 0..<m { row[j] = row[j] &+ factor &* y[p &* b.strides[0] &+ j &* b.strides[1]] }
            }
        }
    }

    /// The matrix as BLAS takes it: itself where one of its axes lies densely, turned around where it is the first one.
    private func forBLAS(_ work: Work) throws -> (NDArray, isTurned: Bool, rowLength: Int) {
        if strides[1] == 1, strides[0] >= Swift.max(1, shape[1]) { return (self, false, strides[0]) }
        if strides[0] == 1, strides[1] >= Swift.max(1, shape[0]) { return (self, true, strides[1]) }
        return (try copy(work), false, Swift.max(1, shape[1]))
    }

    /// `np.dot`: the product of two vectors or matrices; of stacks, the last axis of the first with the last but one of the second.
    ///
    /// - Throws: `Mistake` naming both shapes.
    public func dot(_ other: NDArray, work: Work = Work()) throws -> NDArray {
        if ndim == 0 || other.ndim == 0 {
            return try NDArray.apply(.multiply, .array(self), .array(other), work: work)
        }
        let axis = Swift.max(0, other.ndim - 2)
        let inner = (shape[ndim - 1], other.shape[axis])
        guard inner.0 == inner.1 else {
            throw Mistake(
                "shapes \(shape.tightText) and \(other.shape.tightText) not aligned: \(inner.0) (dim \(ndim - 1)) != "
                    + "\(inner.1) (dim \(axis))",
                expected: "(n,k) and (k,m)",
                try: ndim == 2 && shape[0] == inner.1 ? "a.T" : other.shape.last == inner.0 ? "b.T" : nil
            ).raised(
                as: "ValueError",
                "shapes \(shape.tightText) and \(other.shape.tightText) not aligned: \(inner.0) (dim \(ndim - 1)) != "
                    + "\(inner.1) (dim \(axis))")
        }
        if ndim <= 2, other.ndim <= 2 { return try matmul(other, work: work) }
        let rows = try reshaped([-1, inner.0], work)
        guard other.ndim > 2 else {
            return try rows.matmul(other, work: work).reshaped(Array(shape.dropLast()) + other.shape.dropFirst(), work)
        }
        let outer = other.shape.indices.filter { $0 != axis }
        let columns = try other.transposed([axis] + outer).reshaped([inner.0, -1], work)
        return try rows.matmul(columns, work: work).reshaped(
            Array(shape.dropLast()) + outer.map { other.shape[$0] }, work)
    }
}
