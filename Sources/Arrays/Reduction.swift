public import Answers
import Glibc

/// What an axis, several or all of them come to.
public enum Reduction: String, Sendable, CaseIterable {
    case sum, prod, max, min, any, all, argmax, argmin

    func result(_ dtype: DType) -> DType {
        switch self {
        case .sum, .prod: dtype.summed
        case .max, .min: dtype
        case .any, .all: .bool
        case .argmax, .argmin: .int64
        }
    }

    /// Whether it has a value for no elements at all.
    private var hasIdentity: Bool {
        switch self {
        case .sum, .prod, .any, .all: true
        default: false
        }
    }

    func check(_ count: Int) throws {
        guard count == 0, !hasIdentity else { return }
        let isPlace = self == .argmax || self == .argmin
        throw Mistake(
            isPlace
                ? "attempt to get \(rawValue) of an empty sequence"
                : "zero-size array to reduction operation \(self == .max ? "maximum" : "minimum") which has no identity",
            expected: "an array with elements")
    }
}

extension NDArray {
    /// Reduces these axes (all where nil). Sums go in pairs, as NumPy's do, so that they round as NumPy's.
    ///
    /// - Throws: `Mistake` for an axis that is not there, one that is given twice, or nothing to take the largest of.
    public func reduce(
        _ reduction: Reduction, axes: [Int]? = nil, keepsAxes: Bool = false, work: Work = Work()
    ) throws -> NDArray {
        let gone = try axes.map { try $0.map { try NDArray.axis($0, ndim) } } ?? Array(0..<ndim)
        guard Set(gone).count == gone.count else { throw Mistake("duplicate value in 'axis'") }
        // True and False are counted as they are.
        let isSummed = reduction == .sum && dtype != .bool || reduction == .prod
        let source = isSummed ? try converted(to: dtype.summed, work) : self
        var shape = self.shape
        for axis in gone { shape[axis] = 1 }
        let kept = keepsAxes ? shape : self.shape.indices.filter { !gone.contains($0) }.map { self.shape[$0] }
        try reduction.check(gone.reduce(1) { $0 * self.shape[$1] })
        let out = try NDArray(uninitialised: kept, reduction.result(dtype))
        if out.count == 0 { return out }
        if gone.count == ndim {
            // The order of memory, not of the axes, where all elements are there exactly once.
            let flat =
                source.isContiguous
                ? source
                : source.transposed.isContiguous && !reduction.isPlace ? source.transposed : try source.copy(work)
            try flat.reduceRows(reduction, 1, flat.count, 1, out, work)
            return out
        }
        if gone.isEmpty {
            try out.assign(self, work)
            return out
        }
        // Axes that stay in front, those that go, those that stay behind.
        let sorted = gone.sorted()
        let isRun = sorted.last.map { $0 - sorted[0] == sorted.count - 1 } ?? true
        if isRun, let last = sorted.last {
            let whole = try source.contiguous(work)
            let outer = self.shape[..<sorted[0]].reduce(1, *)
            let middle = self.shape[sorted[0]...last].reduce(1, *)
            let inner = self.shape[(last + 1)...].reduce(1, *)
            try whole.reduceRows(reduction, outer, middle, inner, out, work)
            return out
        }
        let stay = (0..<ndim).filter { !sorted.contains($0) }
        let moved = try source.transposed(stay + sorted).copy(work)
        let outer = stay.reduce(1) { $0 * self.shape[$1] }
        try moved.reduceRows(reduction, outer, moved.count / Swift.max(1, outer), 1, out, work)
        return out
    }

    /// The elements, contiguous, as [outer, middle, inner]: the middle goes.
    private func reduceRows(
        _ reduction: Reduction, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work
    ) throws {
        switch dtype {
        case .float64: try floating(Double.self, reduction, outer, middle, inner, out, work)
        case .float32: try floating(Float.self, reduction, outer, middle, inner, out, work)
        case .int64: try whole(Int.self, reduction, outer, middle, inner, out, work)
        case .int32: try whole(Int32.self, reduction, outer, middle, inner, out, work)
        case .uint8: try whole(UInt8.self, reduction, outer, middle, inner, out, work)
        case .bool where reduction == .sum: try counts(outer, middle, inner, out, work)
        case .bool: try ordered(Flag.self, reduction, outer, middle, inner, out, work)
        }
    }

    /// How many of the middle are true.
    private func counts(_ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work) throws {
        let (source, target) = (pointer(UInt8.self), out.pointer(Int.self))
        var check = StopCheck(work)
        for block in 0..<outer {
            let (x, o) = (source + block * middle * inner, target + block * inner)
            if inner == 1 {
                try check.pass(1 + middle / 8)
                var count = 0
                for place in 0..<middle { count &+= Int(x[place]) }
                o[0] = count
                continue
            }
            o.update(repeating: 0, count: inner)
            for row in 0..<middle {
                try check.pass(1 + inner / 8)
                for place in 0..<inner { o[place] &+= Int(x[row * inner + place]) }
            }
        }
    }

    private func floating<T: VectorElement>(
        _ type: T.Type, _ reduction: Reduction, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work
    ) throws {
        switch reduction {
        case .sum where inner == 1:
            let (x, o) = (pointer(T.self), out.pointer(T.self))
            var check = StopCheck(work)
            for row in 0..<outer {
                try check.pass(1 + middle / 8)
                o[row] = try Pairwise.sum(x + row * middle, middle, work)
            }
        case .sum:
            try columns(T.self, 0, outer, middle, inner, out, work, rows: { T.kernels.add(inner, $0, $1) }) { $0 + $1 }
        case .prod where inner == 1:
            let (x, o) = (pointer(T.self), out.pointer(T.self))
            var check = StopCheck(work)
            for row in 0..<outer {
                try check.pass(1 + middle / 8)
                var product: T = 1
                try Loop.chunks(middle, work) { start, count in
                    var part = product
                    for i in start..<(start + count) { part *= x[row * middle + i] }
                    product = part
                }
                o[row] = product
            }
        case .prod: try columns(T.self, 1, outer, middle, inner, out, work) { $0 * $1 }
        case .max where inner == 1, .min where inner == 1:
            var check = StopCheck(work)
            for row in 0..<outer {
                try check.pass(1 + middle / 8)
                let isLargest: Int32 = reduction == .max ? 1 : 0
                out.pointer(T.self)[row] = T.kernels.extreme(middle, pointer(T.self) + row * middle, isLargest)
            }
        case .argmax where inner == 1, .argmin where inner == 1:
            var check = StopCheck(work)
            for row in 0..<outer {
                try check.pass(1 + middle / 4)
                let x = pointer(T.self) + row * middle
                let best = T.kernels.extreme(middle, x, reduction == .argmax ? 1 : 0)
                var place = 0
                while x[place] != best, best == best || x[place] == x[place] { place += 1 }
                out.pointer(Int.self)[row] = place
            }
        case .max, .min:
            let isLargest: Int32 = reduction == .max ? 1 : 0
            try columns(
                T.self, nil, outer, middle, inner, out, work,
                rows: { T.kernels.joinExtreme(inner, $0, $1, isLargest) }, { a, _ in a })
        case .argmax:
            try places(T.self, outer, middle, inner, out, work) { $0 > $1 || ($0 != $0 && $1 == $1) }
        case .argmin:
            try places(T.self, outer, middle, inner, out, work) { $0 < $1 || ($0 != $0 && $1 == $1) }
        case .any, .all: try truths(T.self, reduction == .all, outer, middle, inner, out, work)
        }
    }

    private func whole<T: ArrayElement & FixedWidthInteger>(
        _ type: T.Type, _ reduction: Reduction, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work
    ) throws {
        switch reduction {
        case .sum: try columns(T.self, 0, outer, middle, inner, out, work) { $0 &+ $1 }
        case .prod: try columns(T.self, 1, outer, middle, inner, out, work) { $0 &* $1 }
        default: try ordered(T.self, reduction, outer, middle, inner, out, work)
        }
    }

    private func ordered<T: ArrayElement>(
        _ type: T.Type, _ reduction: Reduction, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work
    ) throws {
        switch reduction {
        case .max: try columns(T.self, nil, outer, middle, inner, out, work) { $0 > $1 ? $0 : $1 }
        case .min: try columns(T.self, nil, outer, middle, inner, out, work) { $0 < $1 ? $0 : $1 }
        case .argmax: try places(T.self, outer, middle, inner, out, work) { $0 > $1 }
        case .argmin: try places(T.self, outer, middle, inner, out, work) { $0 < $1 }
        default: try truths(T.self, reduction == .all, outer, middle, inner, out, work)
        }
    }

    /// Row after row of `inner` elements is joined to what there is, from the first on or from a given start.
    ///
    /// - Parameter joinRows: joins a whole row to what there is, where there is a loop for it.
    @inline(__always)
    private func columns<T: ArrayElement>(
        _ type: T.Type, _ start: T?, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work,
        rows joinRows: ((UnsafePointer<T>, UnsafeMutablePointer<T>) -> Void)? = nil, _ join: (T, T) -> T
    ) throws {
        let (source, target) = (pointer(T.self), out.pointer(T.self))
        var check = StopCheck(work)
        for block in 0..<outer {
            let (x, o) = (source + block * middle * inner, target + block * inner)
            if inner == 1 {
                try check.pass(1 + middle)
                let first = start == nil ? 1 : 0
                var total = start ?? x[0]
                try Loop.chunks(Swift.max(0, middle - first), work) { place, count in
                    var part = total
                    for i in (first + place)..<(first + place + count) { part = join(part, x[i]) }
                    total = part
                }
                o[0] = total
                continue
            }
            if let start, middle == 0 {
                o.update(repeating: start, count: inner)
                continue
            }
            o.update(from: x, count: inner)
            for row in 1..<Swift.max(middle, 1) {
                try check.pass(1 + inner)
                let y = x + row * inner
                if let joinRows {
                    joinRows(y, o)
                } else {
                    for i in 0..<inner { o[i] = join(o[i], y[i]) }
                }
            }
        }
    }

    @inline(__always)
    private func places<T: ArrayElement>(
        _ type: T.Type, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work,
        _ precedes: (T, T) -> Bool
    ) throws {
        let (source, target) = (pointer(T.self), out.pointer(Int.self))
        var check = StopCheck(work)
        for block in 0..<outer {
            let (x, o) = (source + block * middle * inner, target + block * inner)
            if inner == 1 {
                try check.pass(1 + middle / 8)
                var best = 0
                try Loop.chunks(Swift.max(0, middle - 1), work) { start, count in
                    var found = best
                    for i in (start + 1)..<(start + 1 + count) where precedes(x[i], x[found]) { found = i }
                    best = found
                }
                o[0] = best
                continue
            }
            // Row by row, as they lie in memory.
            o.update(repeating: 0, count: inner)
            for row in 1..<Swift.max(middle, 1) {
                try check.pass(1 + inner / 2)
                let y = x + row * inner
                for column in 0..<inner where precedes(y[column], x[o[column] * inner + column]) { o[column] = row }
            }
        }
    }

    private func truths<T: ArrayElement>(
        _ type: T.Type, _ wantsAll: Bool, _ outer: Int, _ middle: Int, _ inner: Int, _ out: NDArray, _ work: Work
    ) throws {
        let (source, target) = (pointer(T.self), out.pointer(Flag.self))
        var check = StopCheck(work)
        for block in 0..<outer {
            if inner == 1, T.self == Flag.self {
                try check.pass(1 + middle / 16)
                let found = memchr(source + block * middle, wantsAll ? 0 : 1, middle) != nil
                target[block] = Flag(found != wantsAll)
                continue
            }
            for column in 0..<inner {
                let x = source + block * middle * inner + column
                var place = 0
                while place < middle, (x[place * inner].asDouble != 0) == wantsAll {
                    try check.pass()
                    place += 1
                }
                try check.pass()
                target[block * inner + column] = Flag((place == middle) == wantsAll)
            }
        }
    }
}

extension Reduction {
    var isPlace: Bool { self == .argmax || self == .argmin }
}

extension NDArray {
    /// The mean over these axes (all where nil), in double precision except for float32, which stays what it is.
    public func mean(axes: [Int]? = nil, keepsAxes: Bool = false, work: Work = Work()) throws -> NDArray {
        let source = try converted(to: dtype.inexact, work)
        let total = try source.reduce(.sum, axes: axes, keepsAxes: keepsAxes, work: work)
        return try NDArray.apply(.divide, .array(total), .number(.float(Double(try count(along: axes)))), work: work)
    }

    /// The variance over these axes: the mean of (x − mean)², divided by n − ddof.
    public func variance(
        axes: [Int]? = nil, ddof: Double = 0, keepsAxes: Bool = false, work: Work = Work()
    ) throws -> NDArray {
        let source = try converted(to: dtype.inexact, work)
        let mean = try source.mean(axes: axes, keepsAxes: true, work: work)
        let apart = try NDArray.apply(.subtract, .array(source), .array(mean), work: work)
        let squares = try apart.apply(.square, work: work)
        let total = try squares.reduce(.sum, axes: axes, keepsAxes: keepsAxes, work: work)
        let divisor = Swift.max(0, Double(try count(along: axes)) - ddof)
        return try NDArray.apply(.divide, .array(total), .number(.float(divisor)), work: work)
    }

    /// How many elements one result of a reduction is made of.
    func count(along axes: [Int]?) throws -> Int {
        try (axes ?? Array(0..<ndim)).reduce(1) { $0 * shape[try NDArray.axis($1, ndim)] }
    }

    /// Running sums or products along an axis; of the flattened array where nil.
    public func cumulative(_ reduction: Reduction, axis: Int? = nil, work: Work = Work()) throws -> NDArray {
        guard let axis else { return try reshaped([-1], work).cumulative(reduction, axis: 0, work: work) }
        let place = try NDArray.axis(axis, ndim)
        let out = try cast(to: dtype.summed, work)
        let inner = shape[(place + 1)...].reduce(1, *)
        let outer = shape[..<place].reduce(1, *)
        let length = shape[place]
        @inline(__always) func run<T: ArrayElement>(_ type: T.Type, _ join: (T, T) -> T) throws {
            var check = StopCheck(work)
            for block in 0..<outer where length > 0 {
                let o = out.pointer(T.self) + block * length * inner
                guard inner == 1 else {
                    for row in 1..<length {
                        try check.pass(1 + inner)
                        let (before, here) = (o + (row - 1) * inner, o + row * inner)
                        for column in 0..<inner { here[column] = join(before[column], here[column]) }
                    }
                    continue
                }
                var (total, place) = (o[0], 1)
                while place < length {
                    let end = Swift.min(length, place + 4096)
                    try check.pass(end - place)
                    while place < end {
                        total = join(total, o[place])
                        o[place] = total
                        place += 1
                    }
                }
            }
        }
        switch (out.dtype, reduction == .sum) {
        case (.float64, true): try run(Double.self) { $0 + $1 }
        case (.float64, false): try run(Double.self) { $0 * $1 }
        case (.float32, true): try run(Float.self) { $0 + $1 }
        case (.float32, false): try run(Float.self) { $0 * $1 }
        case (_, true): try run(Int.self) { $0 &+ $1 }
        case (_, false): try run(Int.self) { $0 &* $1 }
        }
        return out
    }
}
