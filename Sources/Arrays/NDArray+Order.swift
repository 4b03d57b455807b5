public import Answers

/// Order: sorting, ranks, what is different.
extension NDArray {
    /// Whether a stands before b; NaN stands last, as in NumPy.
    @inline(__always)
    static func precedes<T: ArrayElement>(_ a: T, _ b: T) -> Bool { a < b || (b != b && a == a) }

    /// Sorted along an axis, of the flattened array where nil.
    public func sorted(axis: Int? = -1, work: Work = Work()) throws -> NDArray {
        guard let axis else { return try reshaped([-1], work).sorted(axis: -1, work: work) }
        return try alongLast(axis, work) { rows, length in
            let out = try rows.storage === storage ? rows.copy(work) : rows
            func run<T: ArrayElement>(_ type: T.Type) throws {
                let digits = length < DigitSort.least ? nil : try DigitSort(length, places: false)
                for row in 0..<(length == 0 ? 0 : out.count / length) {
                    if work.isCancelled { throw Stopped() }
                    let start = out.pointer(T.self) + row * length
                    if let digits {
                        try Loop.chunks(length, work) { first, count in
                            for place in first..<(first + count) { digits.keys[place] = start[place].sortingKey }
                        }
                        try digits.sort(work)
                        try Loop.chunks(length, work) { first, count in
                            for place in first..<(first + count) { start[place] = T(sortingKey: digits.keys[place]) }
                        }
                        continue
                    }
                    var part = UnsafeMutableBufferPointer(start: start, count: length)
                    part.sort(by: NDArray.precedes)
                }
            }
            try out.withElement(run, run, run, run, run, run)
            return out
        }
    }

    /// The places in order along an axis; equal elements stay in the order in which they stand. NaN stands last, or first where the
    /// largest do.
    public func argsorted(axis: Int? = -1, isDescending: Bool = false, work: Work = Work()) throws -> NDArray {
        guard let axis else {
            return try reshaped([-1], work).argsorted(axis: -1, isDescending: isDescending, work: work)
        }
        return try alongLast(axis, work) { rows, length in
            let out = try NDArray(uninitialised: rows.shape, .int64)
            let places = out.pointer(Int.self)
            func run<T: ArrayElement>(_ type: T.Type) throws {
                let digits = length < DigitSort.least ? nil : try DigitSort(length, places: true)
                let (zero, turn) = (T(from: 0), isDescending ? UInt64.max : 0)
                for row in 0..<(length == 0 ? 0 : rows.count / length) {
                    if work.isCancelled { throw Stopped() }
                    if let digits {
                        let x = rows.pointer(T.self) + row * length
                        // −0 and 0 are equal.
                        try Loop.chunks(length, work) { first, count in
                            for place in first..<(first + count) {
                                digits.keys[place] = (x[place] == zero ? zero : x[place]).sortingKey ^ turn
                                digits.places[place] = place
                            }
                        }
                        try digits.sort(work)
                        try Loop.copy(
                            digits.places, to: places + row * length, byteCount: length * DType.int64.size, work)
                        continue
                    }
                    let x = rows.pointer(T.self) + row * length
                    let order = (0..<length).sorted {
                        let (a, b) = isDescending ? (x[$1], x[$0]) : (x[$0], x[$1])
                        return NDArray.precedes(a, b) || (!NDArray.precedes(b, a) && $0 < $1)
                    }
                    for (index, place) in order.enumerated() { places[row * length + index] = place }
                }
            }
            try rows.withElement(run, run, run, run, run, run)
            return out
        }
    }

    /// Calls one of the bodies with the type of the elements.
    func withElement(
        _ a: (Double.Type) throws -> Void, _ b: (Float.Type) throws -> Void, _ c: (Int.Type) throws -> Void,
        _ d: (Int32.Type) throws -> Void, _ e: (UInt8.Type) throws -> Void, _ f: (Flag.Type) throws -> Void
    ) throws {
        switch dtype {
        case .float64: try a(Double.self)
        case .float32: try b(Float.self)
        case .int64: try c(Int.self)
        case .int32: try d(Int32.self)
        case .uint8: try e(UInt8.self)
        case .bool: try f(Flag.self)
        }
    }

    /// Brings an axis to the end, works on contiguous rows, and brings it back.
    func alongLast(
        _ axis: Int, _ work: Work, _ body: (_ rows: NDArray, _ length: Int) throws -> NDArray
    ) throws -> NDArray {
        let place = try NDArray.axis(axis, ndim)
        if place == ndim - 1 { return try body(contiguous(work), shape[place]) }
        var order = Array(0..<ndim)
        order.remove(at: place)
        order.append(place)
        let moved = try body(transposed(order).contiguous(work), shape[place])
        var back = Array(0..<(moved.ndim - 1))
        back.insert(moved.ndim - 1, at: place)
        return try moved.transposed(back)
    }

    /// The different elements in order, where each first stands, which of them every element is, and how often each comes.
    ///
    /// The different elements alone are found faster: `uniqueValues`.
    public func unique(
        work: Work = Work()
    ) throws -> (values: NDArray, first: NDArray, inverse: NDArray, counts: NDArray) {
        let flat = try reshaped([-1], work).contiguous(work)
        let order = try flat.argsorted(work: work).elements(as: Int.self, stoppedBy: work)
        var (starts, inverse, counts): ([Int], [Int], [Int]) = ([], [Int](repeating: 0, count: flat.count), [])
        func run<T: ArrayElement>(_ type: T.Type) throws {
            let x = flat.pointer(T.self)
            var check = StopCheck(work)
            for place in order {
                try check.pass()
                // NaN counts as one value.
                let isNew = starts.last.map { x[$0] != x[place] && !(x[$0] != x[$0] && x[place] != x[place]) } ?? true
                if isNew {
                    starts.append(place)
                    counts.append(0)
                }
                counts[counts.count - 1] += 1
                inverse[place] = counts.count - 1
            }
        }
        try flat.withElement(run, run, run, run, run, run)
        let first = try NDArray(starts)
        return (
            try flat.element([.array(first)], work: work), first, try NDArray(inverse, shape: shape),
            try NDArray(counts)
        )
    }

    /// The different elements in order.
    public func uniqueValues(work: Work = Work()) throws -> NDArray {
        let sorted = try sorted(axis: nil, work: work).contiguous(work)
        var next = 0
        func run<T: ArrayElement>(_ type: T.Type) throws {
            let x = sorted.pointer(T.self)
            var check = StopCheck(work)
            for place in 0..<sorted.count {
                try check.pass()
                // NaN counts as one value.
                if next > 0, x[next - 1] == x[place] || (x[place] != x[place] && x[next - 1] != x[next - 1]) {
                    continue
                }
                x[next] = x[place]
                next += 1
            }
        }
        try sorted.withElement(run, run, run, run, run, run)
        return try sorted.sliced(axis: 0, start: 0, step: 1, length: next).copy(work)
    }

    /// The different rows along an axis in order, where each first stands, which of them every row is, and how often each comes.
    public func uniqueRows(
        axis: Int, work: Work = Work()
    ) throws -> (values: NDArray, first: NDArray, inverse: NDArray, counts: NDArray) {
        let place = try NDArray.axis(axis, ndim)
        let front = try transposed([place] + (0..<ndim).filter { $0 != place }).contiguous(work)
        let (length, width) = (shape[place], shape[place] == 0 ? 0 : count / shape[place])
        var order = Array(0..<length)
        var (starts, inverse, counts): ([Int], [Int], [Int]) = ([], [Int](repeating: 0, count: length), [])
        func run<T: ArrayElement>(_ type: T.Type) throws {
            let x = front.pointer(T.self)
            var check = StopCheck(work)
            func difference(_ a: Int, _ b: Int) -> Int? { (0..<width).first { x[a * width + $0] != x[b * width + $0] } }
            try order.sort { a, b in
                try check.pass(1 + width)
                guard let column = difference(a, b) else { return a < b }
                return NDArray.precedes(x[a * width + column], x[b * width + column])
            }
            for row in order {
                try check.pass(1 + width)
                if starts.last.map({ difference($0, row) != nil }) ?? true {
                    starts.append(row)
                    counts.append(0)
                }
                counts[counts.count - 1] += 1
                inverse[row] = counts.count - 1
            }
        }
        try front.withElement(run, run, run, run, run, run)
        let first = try NDArray(starts)
        return (try taken(first, axis: place, work: work), first, try NDArray(inverse), try NDArray(counts))
    }

    /// Where each value would stand in this sorted array.
    public func searchSorted(_ values: NDArray, isRight: Bool, work: Work = Work()) throws -> NDArray {
        let common = dtype.promoted(with: values.dtype)
        let sorted = try reshaped([-1], work).converted(to: common, work).contiguous(work)
        let sought = try values.converted(to: common, work).contiguous(work)
        let out = try NDArray(uninitialised: values.shape, .int64)
        func run<T: ArrayElement>(_ type: T.Type) throws {
            let (x, y, o) = (sorted.pointer(T.self), sought.pointer(T.self), out.pointer(Int.self))
            var check = StopCheck(work)
            for index in 0..<sought.count {
                try check.pass(8)
                let value = y[index]
                var (low, high) = (0, sorted.count)
                while low < high {
                    let middle = (low + high) / 2
                    if isRight ? !NDArray.precedes(value, x[middle]) : NDArray.precedes(x[middle], value) {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                o[index] = low
            }
        }
        try sorted.withElement(run, run, run, run, run, run)
        return out
    }

    /// Whether each element is among some values, which is asked in the dtype that holds both.
    public func isAmong(_ values: NDArray, work: Work = Work()) throws -> NDArray {
        let common = dtype.promoted(with: values.dtype)
        let known = try values.converted(to: common, work).sorted(axis: nil, work: work)
        let own = try converted(to: common, work).contiguous(work)
        let places = try known.searchSorted(own, isRight: false, work: work)
        let out = try NDArray(uninitialised: shape, .bool)
        func run<T: ArrayElement>(_ type: T.Type) throws {
            let (x, y) = (known.pointer(T.self), own.pointer(T.self))
            let (p, o) = (places.pointer(Int.self), out.pointer(Flag.self))
            var check = StopCheck(work)
            for index in 0..<own.count {
                try check.pass()
                o[index] = Flag(p[index] < known.count && x[p[index]] == y[index])
            }
        }
        try own.withElement(run, run, run, run, run, run)
        return out
    }

    /// The elements that would stand at these places, given in ascending order, if the axis were sorted.
    private func elements(atRanks ranks: [Int], axis: Int, work: Work) throws -> NDArray {
        try alongLast(axis, work) { rows, length in
            let out = try NDArray(uninitialised: rows.shape.dropLast() + [ranks.count], rows.dtype)
            func run<T: ArrayElement>(_ type: T.Type) throws {
                try MemoryRoom.check(Double(length) * 8, for: "\(length.grouped) keys") { _ in nil }
                var check = StopCheck(work)
                for row in 0..<(length == 0 ? 0 : rows.count / length) {
                    try check.pass(64)
                    let x = rows.pointer(T.self) + row * length
                    let keys = try [UInt64](unsafeUninitializedCapacity: length) { keys, filled in
                        try Loop.chunks(length, work) { first, count in
                            for place in first..<(first + count) {
                                keys.initializeElement(at: place, to: x[place].sortingKey)
                            }
                            filled = first + count
                        }
                    }
                    let found = try DigitSort.chosen(keys[...], ranks[...], work)
                    for (place, key) in found.enumerated() {
                        out.pointer(T.self)[row * ranks.count + place] = T(sortingKey: key)
                    }
                }
            }
            try rows.withElement(run, run, run, run, run, run)
            return out
        }
    }

    /// Quantiles along an axis (of all elements where nil), between neighbours in proportion: NumPy's `linear` method.
    public func quantiles(
        _ shares: [Double], axis: Int? = nil, keepsAxes: Bool = false, work: Work = Work()
    ) throws -> [NDArray] {
        if let wrong = shares.first(where: { !($0 >= 0 && $0 <= 1) }) {
            throw Mistake("\(wrong) is no quantile", expected: "0 to 1 (percentiles: 0 to 100)").raised(
                as: "ValueError", "Quantiles must be in the range [0, 1]")
        }
        let inexact = try converted(to: dtype.inexact, work)
        let source = try axis == nil ? inexact.reshaped([-1], work) : inexact
        let axisPlace = try NDArray.axis(axis ?? -1, source.ndim)
        let length = source.shape[axisPlace]
        guard length > 0 else {
            return try shares.map { _ in try NDArray(.float(.nan), dtype.inexact) }
        }
        let lows = shares.map { Int(($0 * Double(length - 1)).rounded(.down)) }
        // The last one is NaN wherever there is one.
        let ranks = Set(lows + lows.map { Swift.min($0 + 1, length - 1) } + [length - 1]).sorted()
        // Each place that is chosen costs a look at all elements; many of them more than the order.
        let sorted = ranks.count > 16 ? try source.sorted(axis: axisPlace, work: work) : nil
        let chosen = try sorted ?? source.elements(atRanks: ranks, axis: axisPlace, work: work)
        func element(_ rank: Int) throws -> NDArray {
            try chosen.at(sorted == nil ? ranks.firstIndex(of: rank) ?? 0 : rank, axis: axisPlace)
        }
        let hasNaN = try element(length - 1).apply(.isnan, work: work)
        return try shares.map { share in
            let position = share * Double(length - 1)
            let low = Int(position.rounded(.down))
            let part = position - Double(low)
            let a = try element(low)
            let b = try element(Swift.min(low + 1, length - 1))
            let difference = try NDArray.apply(.subtract, .array(b), .array(a), work: work)
            // From the nearer end, as NumPy's _lerp.
            var value: NDArray
            if part >= 0.5 {
                value = try NDArray.apply(
                    .subtract, .array(b),
                    .array(NDArray.apply(.multiply, .array(difference), .number(.float(1 - part)), work: work)),
                    work: work)
            } else {
                value = try NDArray.apply(
                    .add, .array(a),
                    .array(NDArray.apply(.multiply, .array(difference), .number(.float(part)), work: work)), work: work)
            }
            value = try hasNaN.choosing(.number(.float(.nan)), .array(value), work: work)
            guard keepsAxes else { return value }
            return axis == nil
                ? try value.reshaped([Int](repeating: 1, count: ndim), work) : value.expanded(axisPlace)
        }
    }
}
