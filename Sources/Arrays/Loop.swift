public import Answers

/// One row of an operation: pointers to the first elements, and how many elements lie between two neighbours.
typealias UnaryKernel = (
    _ a: UnsafeRawPointer, _ aStep: Int, _ out: UnsafeMutableRawPointer, _ outStep: Int, _ count: Int
) -> Void
typealias BinaryKernel = (
    _ a: UnsafeRawPointer, _ aStep: Int, _ b: UnsafeRawPointer, _ bStep: Int, _ out: UnsafeMutableRawPointer,
    _ outStep: Int, _ count: Int
) -> Void

/// Goes through arrays of one shape row by row; axes that lie behind each other in all of them are one long row.
public enum Loop {
    /// The longest row between two looks at the work.
    private static let longest = 1 << 16
    /// The most bytes that are copied between two looks at the work; new pages take most of the time.
    private static let copied = 1 << 22

    static func unary(_ a: NDArray, _ out: NDArray, _ kernel: UnaryKernel, _ work: Work) throws {
        if a.isContiguous, out.isContiguous {
            if out.count <= longest { return kernel(a.data, 1, out.data, 1, out.count) }
            try chunks(out.count, work) { start, count in
                kernel(a.data + start * a.dtype.size, 1, out.data + start * out.dtype.size, 1, count)
            }
            return
        }
        try rows(out.shape, [a.strides, out.strides], work) { places, steps, count in
            kernel(
                a.data + places[0] * a.dtype.size, steps[0], out.data + places[1] * out.dtype.size, steps[1], count)
        }
    }

    /// `a` and `b` are of the shape of `out`, or have one element.
    static func binary(_ a: NDArray, _ b: NDArray, _ out: NDArray, _ kernel: BinaryKernel, _ work: Work) throws {
        let isFlat = (a.isContiguous && a.count == out.count, b.isContiguous && b.count == out.count)
        if out.isContiguous, isFlat.0 || a.count == 1, isFlat.1 || b.count == 1, out.count > 0 {
            let (aStep, bStep) = (a.count == 1 ? 0 : 1, b.count == 1 ? 0 : 1)
            if out.count <= longest { return kernel(a.data, aStep, b.data, bStep, out.data, 1, out.count) }
            try chunks(out.count, work) { start, count in
                kernel(
                    a.data + start * aStep * a.dtype.size, aStep, b.data + start * bStep * b.dtype.size, bStep,
                    out.data + start * out.dtype.size, 1, count)
            }
            return
        }
        let (x, y) = (try a.broadcast(to: out.shape), try b.broadcast(to: out.shape))
        try rows(out.shape, [x.strides, y.strides, out.strides], work) { places, steps, count in
            kernel(
                a.data + places[0] * a.dtype.size, steps[0], b.data + places[1] * b.dtype.size, steps[1],
                out.data + places[2] * out.dtype.size, steps[2], count)
        }
    }

    /// Stretches of so many elements, one after the other, with a look at the work before each.
    public static func chunks(_ count: Int, _ work: Work, _ body: (_ start: Int, _ count: Int) -> Void) throws {
        var start = 0
        while start < count {
            if work.isCancelled { throw Stopped() }
            let length = Swift.min(longest, count - start)
            body(start, length)
            start += length
        }
    }

    /// As `copyMemory`, some megabytes at a time.
    static func copy(
        _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, byteCount: Int, _ work: Work
    ) throws {
        if byteCount <= copied { return target.copyMemory(from: source, byteCount: byteCount) }
        for start in stride(from: 0, to: byteCount, by: copied) {
            if work.isCancelled { throw Stopped() }
            (target + start).copyMemory(from: source + start, byteCount: Swift.min(copied, byteCount - start))
        }
    }

    /// A product of matrices, [rows, depth] · [depth, columns], tile by tile, so that a stop is answered soon: a tile takes some
    /// hundredths of a second, and is about square, so that little is read twice.
    ///
    /// - Parameter body: computes a tile; false where it cannot.
    /// - Returns: whether all tiles were computed.
    public static func tiles(
        _ rows: Int, _ columns: Int, _ depth: Int, _ work: Work,
        _ body: (_ row: Int, _ rows: Int, _ column: Int, _ columns: Int) throws -> Bool
    ) throws -> Bool {
        let places = Swift.max(1, (1 << 29) / Swift.max(1, depth))
        let side = Swift.max(1, Int(Double(places).squareRoot()))
        // Whole rows where they are short.
        let width =
            columns <= side ? Swift.max(1, columns) : Swift.min(columns, Swift.max(side, places / Swift.max(1, rows)))
        let height = Swift.max(1, places / width)
        for row in stride(from: 0, to: rows, by: height) {
            for column in stride(from: 0, to: columns, by: width) {
                if work.isCancelled { throw Stopped() }
                guard
                    try body(row, Swift.min(height, rows - row), column, Swift.min(width, columns - column))
                else { return false }
            }
        }
        return true
    }

    /// Calls the body for every row along the last axis, with the places and steps of each operand.
    static func rows(
        _ shape: [Int], _ strides: [[Int]], _ work: Work,
        _ body: (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>, Int) throws -> Void
    ) throws {
        let operands = strides.count
        // Axes that run on in every operand are joined; axes of length 1 do not count.
        var lengths: [Int] = []
        var steps: [Int] = []
        for axis in shape.indices {
            if shape[axis] == 0 { return }
            if shape[axis] == 1 { continue }
            let last = (lengths.count - 1) * operands
            if last >= 0,
                (0..<operands).allSatisfy({ steps[last + $0] == strides[$0][axis] * shape[axis] })
            {
                lengths[lengths.count - 1] *= shape[axis]
                for operand in 0..<operands { steps[last + operand] = strides[operand][axis] }
            } else {
                lengths.append(shape[axis])
                for operand in 0..<operands { steps.append(strides[operand][axis]) }
            }
        }
        if lengths.isEmpty {
            lengths = [1]
            steps = [Int](repeating: 0, count: operands)
        }
        let outer = lengths.count - 1
        let length = lengths[outer]
        var index = [Int](repeating: 0, count: outer)
        var check = StopCheck(work)
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: operands * 2) { memory in
            guard let places = memory.baseAddress else { return }
            let inner = places + operands
            for operand in 0..<operands {
                places[operand] = 0
                inner[operand] = steps[outer * operands + operand]
            }
            while true {
                var start = 0
                while start < length {
                    let count = Swift.min(longest, length - start)
                    try check.pass(Swift.min(4096, count))
                    try body(places, inner, count)
                    start += count
                    if start < length { for operand in 0..<operands { places[operand] += inner[operand] * count } }
                }
                if length > longest {
                    let done = (length - 1) / longest * longest
                    for operand in 0..<operands { places[operand] -= inner[operand] * done }
                }
                var axis = outer - 1
                while axis >= 0 {
                    index[axis] += 1
                    for operand in 0..<operands { places[operand] += steps[axis * operands + operand] }
                    if index[axis] < lengths[axis] { break }
                    for operand in 0..<operands {
                        places[operand] -= steps[axis * operands + operand] * lengths[axis]
                    }
                    index[axis] = 0
                    axis -= 1
                }
                if axis < 0 { return }
            }
        }
    }
}

/// From one dtype to another.
enum Casting {
    static func kernel(_ from: DType, _ to: DType) -> UnaryKernel {
        switch from {
        case .bool: kernel(Flag.self, to)
        case .uint8: kernel(UInt8.self, to)
        case .int32: kernel(Int32.self, to)
        case .int64: kernel(Int.self, to)
        case .float32: kernel(Float.self, to)
        case .float64: kernel(Double.self, to)
        }
    }

    private static func kernel<T: ArrayElement>(_ type: T.Type, _ to: DType) -> UnaryKernel {
        switch to {
        case .bool: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Flag(from: $0.asDouble) } }
        case .uint8: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.converted(to: UInt8.self) } }
        case .int32: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.converted(to: Int32.self) } }
        case .int64: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.asInt } }
        case .float32: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { Float(from: $0.asDouble) } }
        case .float64: { RowLoops.unary(T.self, $0, $1, $2, $3, $4) { $0.asDouble } }
        }
    }
}

extension ArrayElement {
    /// As a whole number of another size: what is cut off a floating-point number may be out of its range.
    @inline(__always)
    fileprivate func converted<Whole: ArrayElement>(to type: Whole.Type) -> Whole {
        Self.dtype.isFloat ? Whole(from: asDouble) : Whole(from: asInt)
    }
}

/// The loops over one row, compiled for each pair of types and each function.
enum RowLoops {
    @inline(__always)
    static func unary<T: ArrayElement, R: ArrayElement>(
        _ type: T.Type, _ a: UnsafeRawPointer, _ aStep: Int, _ out: UnsafeMutableRawPointer, _ outStep: Int,
        _ count: Int, _ function: (T) -> R
    ) {
        let x = a.assumingMemoryBound(to: T.self)
        let o = out.assumingMemoryBound(to: R.self)
        if aStep == 1, outStep == 1 {
            for i in 0..<count { o[i] = function(x[i]) }
        } else {
            for i in 0..<count { o[i &* outStep] = function(x[i &* aStep]) }
        }
    }

    /// The same function of eight elements at a time, where they lie side by side.
    @inline(__always)
    static func wide<T: ArrayElement & SIMDScalar>(
        _ type: T.Type, _ a: UnsafeRawPointer, _ aStep: Int, _ b: UnsafeRawPointer, _ bStep: Int,
        _ out: UnsafeMutableRawPointer, _ outStep: Int, _ count: Int, _ function: (T, T) -> T,
        _ eight: (SIMD8<T>, SIMD8<T>) -> SIMD8<T>
    ) {
        guard outStep == 1, aStep == 0 || aStep == 1, bStep == 0 || bStep == 1, count >= 8 else {
            return binary(type, a, aStep, b, bStep, out, outStep, count, function)
        }
        let size = MemoryLayout<T>.stride
        let (x, y) = (a.assumingMemoryBound(to: T.self), b.assumingMemoryBound(to: T.self))
        let (first, second) = (SIMD8<T>(repeating: x[0]), SIMD8<T>(repeating: y[0]))
        let last = count & ~7
        var place = 0
        while place < last {
            let left = aStep == 0 ? first : (a + place * size).loadUnaligned(as: SIMD8<T>.self)
            let right = bStep == 0 ? second : (b + place * size).loadUnaligned(as: SIMD8<T>.self)
            (out + place * size).storeBytes(of: eight(left, right), as: SIMD8<T>.self)
            place += 8
        }
        let (a, b) = (a + last * size * aStep, b + last * size * bStep)
        binary(type, a, aStep, b, bStep, out + last * size, 1, count - last, function)
    }

    @inline(__always)
    static func binary<T: ArrayElement, R: ArrayElement>(
        _ type: T.Type, _ a: UnsafeRawPointer, _ aStep: Int, _ b: UnsafeRawPointer, _ bStep: Int,
        _ out: UnsafeMutableRawPointer, _ outStep: Int, _ count: Int, _ function: (T, T) -> R
    ) {
        let x = a.assumingMemoryBound(to: T.self)
        let y = b.assumingMemoryBound(to: T.self)
        let o = out.assumingMemoryBound(to: R.self)
        if outStep == 1, aStep == 1, bStep == 1 {
            for i in 0..<count { o[i] = function(x[i], y[i]) }
        } else if outStep == 1, aStep == 1, bStep == 0 {
            let second = y[0]
            for i in 0..<count { o[i] = function(x[i], second) }
        } else if outStep == 1, aStep == 0, bStep == 1 {
            let first = x[0]
            for i in 0..<count { o[i] = function(first, y[i]) }
        } else {
            for i in 0..<count { o[i &* outStep] = function(x[i &* aStep], y[i &* bStep]) }
        }
    }
}
