import Answers
import Arrays
internal import CKernels
internal import COpenBLAS

/// Inner loops that arrays have not.
enum ArrayKernels {
    private static let table: ck_kernels = ck_best().pointee

    // MARK: Elements

    static func relu(_ x: NDArray, _ work: Work) throws -> NDArray {
        guard x.dtype == .float32 else {
            return try NDArray.apply(
                .maximum, .array(x), .number(x.dtype.isFloat ? .float(0) : .int(0)), work: work)
        }
        let (source, out) = (try x.contiguous(work), try NDArray(uninitialised: x.shape, .float32))
        try Loop.chunks(x.count, work) { start, count in
            table.activate(
                Int32(CK_RELU_FUNCTION), 0, count, source.pointer(Float.self) + start, out.pointer(Float.self) + start,
                nil)
        }
        return out
    }

    /// 0 where y ≤ 0, else dy: NaN lets it through.
    static func reluBackward(_ dy: NDArray, _ y: NDArray, _ work: Work) throws -> NDArray {
        precondition(dy.shape == y.shape && dy.dtype == y.dtype, "a gradient that does not fit its result")
        let (g, y) = (try dy.contiguous(work), try y.contiguous(work))
        let out = try NDArray(uninitialised: dy.shape, dy.dtype)
        if dy.dtype == .float32 {
            try Loop.chunks(dy.count, work) { start, count in
                table.relu_backward(
                    count, y.pointer(Float.self) + start, g.pointer(Float.self) + start,
                    out.pointer(Float.self) + start, 0)
            }
            return out
        }
        let (a, b, o) = (g.pointer(Double.self), y.pointer(Double.self), out.pointer(Double.self))
        try Loop.chunks(dy.count, work) { start, count in
            for i in start..<(start + count) { o[i] = b[i] <= 0 ? 0 : a[i] }
        }
        return out
    }

    /// scale·(y − t), and the sum of squares, in one pass.
    static func squaredError(_ y: NDArray, _ t: NDArray) -> Double {
        table.squared_error(y.count, y.pointer(Float.self), t.pointer(Float.self), nil, 0)
    }

    /// 2·scale·(y − t)
    static func squaredErrorSlope(_ y: NDArray, _ t: NDArray, _ scale: Double, _ work: Work) throws -> NDArray {
        let out = try NDArray(uninitialised: y.shape, .float32)
        try Loop.chunks(y.count, work) { start, count in
            _ = table.squared_error(
                count, y.pointer(Float.self) + start, t.pointer(Float.self) + start, out.pointer(Float.self) + start,
                Float(scale))
        }
        return out
    }

    // MARK: Places

    /// Rows of [n, …] one after the other; every place is below n.
    static func rows(_ x: NDArray, _ places: [Int], _ work: Work) throws -> NDArray {
        let source = try x.contiguous(work)
        let out = try NDArray(uninitialised: [places.count] + x.shape.dropFirst(), x.dtype)
        let size = x.count / Swift.max(1, x.shape[0]) * x.dtype.size
        var check = StopCheck(work)
        for (row, place) in places.enumerated() {
            try check.pass(1 + size / 64)
            (out.data + row * size).copyMemory(from: source.data + place * size, byteCount: size)
        }
        return out
    }

    /// out[places[i], …] += rows[i, …]
    static func addRows(_ rows: NDArray, _ places: [Int], into out: NDArray, _ work: Work) throws {
        let source = try rows.contiguous(work)
        let length = out.count / Swift.max(1, out.shape[0])
        func run<T: ArrayElement & Numeric>(_ type: T.Type) throws {
            let (x, o) = (source.pointer(T.self), out.pointer(T.self))
            var check = StopCheck(work)
            for (row, place) in places.enumerated() {
                try check.pass(1 + length)
                for i in 0..<length { o[place * length + i] += x[row * length + i] }
            }
        }
        if out.dtype == .float32 { try run(Float.self) } else { try run(Double.self) }
    }

    /// Visits `index` of shape [outer, k, inner]: the place in a tensor whose axis has the length, and the place in index.
    static func forEachGathered(
        _ shape: [Int], _ axis: Int, _ index: NDArray, _ work: Work, _ body: (_ from: Int, _ to: Int) -> Void
    ) throws {
        let length = shape[axis]
        let strides = NDArray.strides(of: shape)
        let places = try index.converted(to: .int64, work).contiguous(work)
        let pointer = places.pointer(Int.self)
        let widths = index.shape
        var at = [Int](repeating: 0, count: widths.count)
        var check = StopCheck(work)
        for to in 0..<index.count {
            try check.pass()
            let place = pointer[to]
            guard place >= -length, place < length else {
                throw Mistake(
                    "index \(place) is out of range for an axis of length \(length)", expected: "0 to \(length - 1)"
                ).raised(
                    as: "RuntimeError", "index \(place) is out of bounds for dimension \(axis) with size \(length)")
            }
            var from = 0
            for a in widths.indices { from += (a == axis ? (place < 0 ? place + length : place) : at[a]) * strides[a] }
            body(from, to)
            var a = widths.count - 1
            while a >= 0 {
                at[a] += 1
                if at[a] < widths[a] { break }
                at[a] = 0
                a -= 1
            }
        }
    }

    /// out[…, index[…, i, …], …] = source[…, i, …], or += it; whole numbers wrap as they do in PyTorch.
    static func scatter(
        _ source: NDArray, _ axis: Int, _ index: NDArray, into out: NDArray, adds: Bool, _ work: Work
    ) throws {
        let source = try source.contiguous(work)
        func run<T>(_ type: T.Type, _ sum: (T, T) -> T) throws {
            let (x, o) = (source.data.assumingMemoryBound(to: T.self), out.data.assumingMemoryBound(to: T.self))
            try forEachGathered(out.shape, axis, index, work) { place, from in
                o[place] = adds ? sum(o[place], x[from]) : x[from]
            }
        }
        switch out.dtype {
        case .float32: try run(Float.self, +)
        case .float64: try run(Double.self, +)
        case .int64: try run(Int.self, &+)
        case .int32: try run(Int32.self, &+)
        case .uint8: try run(UInt8.self, &+)
        case .bool: try run(UInt8.self, |)
        }
    }

    // MARK: Products

    /// x·Wᵀ + b for x[rows, inputs] and W[outputs, inputs], contiguous float32.
    static func affine(
        _ x: NDArray, _ w: NDArray, _ b: NDArray?, rows: Int, inputs: Int, outputs: Int, _ work: Work
    ) throws -> NDArray {
        let out = try NDArray(uninitialised: [rows, outputs], .float32)
        let (xp, wp, op) = (x.pointer(Float.self), w.pointer(Float.self), out.pointer(Float.self))
        let bias = b.map { UnsafePointer($0.pointer(Float.self)) }
        if outputs == 1 {
            _ = try Loop.tiles(rows, 1, inputs, work) { row, rows, _, _ in
                table.product_with_column(rows, inputs, xp + row * inputs, inputs, wp, 1, op + row, 1, bias, 0)
                return true
            }
        } else if inputs * outputs > 1 << 16,
            try Loop.tiles(
                rows, outputs, inputs, work,
                { row, rows, column, columns in
                    cob_product(
                        0, 1, Int32(rows), Int32(columns), Int32(inputs), xp + row * inputs, Int32(inputs),
                        wp + column * inputs, Int32(inputs), 0, op + row * outputs + column, Int32(outputs)) != 0
                })
        {
            if let bias {
                var check = StopCheck(work)
                for row in 0..<rows {
                    try check.pass(1 + outputs / 8)
                    table.add(outputs, op + row * outputs, bias, op + row * outputs)
                }
            }
        } else {
            try withUnsafeTemporaryAllocation(of: Float.self, capacity: Swift.max(1, inputs * outputs)) { scratch in
                guard let turned = scratch.baseAddress else { return }
                table.transpose(outputs, inputs, wp, inputs, turned, outputs)
                _ = try Loop.tiles(rows, 1, inputs * outputs, work) { row, rows, _, _ in
                    table.product(
                        rows, outputs, inputs, xp + row * inputs, inputs, 1, turned, outputs, op + row * outputs,
                        outputs, bias, nil, 0)
                    return true
                }
            }
        }
        return out
    }

    /// A·B with A(i,p) = a[i·aRow + p·aColumn] and B row-major.
    static func product(
        _ a: NDArray, aRow: Int, aColumn: Int, _ b: NDArray, rows: Int, inner: Int, columns: Int, _ work: Work
    ) throws -> NDArray {
        let out = try NDArray(uninitialised: [rows, columns], .float32)
        let (ap, bp, op) = (a.pointer(Float.self), b.pointer(Float.self), out.pointer(Float.self))
        if inner * columns > 1 << 16,
            try Loop.tiles(
                rows, columns, inner, work,
                { row, rows, column, width in
                    cob_product(
                        aColumn == 1 ? 0 : 1, 0, Int32(rows), Int32(width), Int32(inner), ap + row * aRow,
                        Int32(aColumn == 1 ? Swift.max(aRow, 1) : aColumn), bp + column, Int32(columns), 0,
                        op + row * columns + column, Int32(columns)) != 0
                })
        {
            return out
        }
        _ = try Loop.tiles(rows, 1, inner * columns, work) { row, rows, _, _ in
            table.product(
                rows, columns, inner, ap + row * aRow, aRow, aColumn, bp, columns, op + row * columns, columns, nil,
                nil,
                0)
            return true
        }
        return out
    }

    /// The sum of the rows of a contiguous float32 matrix.
    static func columnSums(_ x: NDArray, rows: Int, columns: Int) throws -> NDArray {
        let out = try NDArray(uninitialised: [columns], .float32)
        table.column_sums(rows, columns, x.pointer(Float.self), columns, out.pointer(Float.self), 0)
        return out
    }
}
