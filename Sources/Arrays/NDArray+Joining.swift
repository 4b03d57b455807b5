public import Answers

/// Arrays put together and taken apart.
extension NDArray {
    /// One after the other along an axis that they have.
    ///
    /// - Throws: `Mistake` where the other axes differ.
    public static func concatenated(_ parts: [NDArray], axis: Int = 0, work: Work = Work()) throws -> NDArray {
        guard let first = parts.first else { throw Mistake("need at least one array to concatenate") }
        guard first.ndim > 0 else {
            throw Mistake(
                "zero-dimensional arrays cannot be concatenated", expected: "arrays with axes", try: "np.array([a, b])")
        }
        let place = try NDArray.axis(axis, first.ndim)
        var shape = first.shape
        var dtype = first.dtype
        shape[place] = 0
        for (index, part) in parts.enumerated() {
            guard part.ndim == first.ndim else {
                throw Mistake(
                    "all the input array dimensions must match: the array at index 0 has \(first.ndim) dimension(s) and the "
                        + "array at index \(index) has \(part.ndim) dimension(s)"
                ).raised(
                    as: "ValueError",
                    "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.ndim) "
                        + "dimension(s) and the array at index \(index) has \(part.ndim) dimension(s)")
            }
            for other in 0..<first.ndim where other != place && part.shape[other] != first.shape[other] {
                throw Mistake(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along "
                        + "dimension \(other), the array at index 0 has size \(first.shape[other]) and the array at index "
                        + "\(index) has size \(part.shape[other])")
            }
            let (length, overflow) = shape[place].addingReportingOverflow(part.shape[place])
            shape[place] = overflow ? .max : length
            dtype = dtype.promoted(with: part.dtype)
        }
        let out = try NDArray(uninitialised: shape, dtype)
        var (start, check) = (0, StopCheck(work))
        for part in parts {
            try check.pass(64)
            try out.sliced(axis: place, start: start, step: 1, length: part.shape[place]).assign(part, work)
            start += part.shape[place]
        }
        return out
    }

    /// Beside each other along a new axis.
    ///
    /// - Throws: `Mistake` where the shapes differ.
    public static func stacked(_ parts: [NDArray], axis: Int = 0, work: Work = Work()) throws -> NDArray {
        guard let first = parts.first else { throw Mistake("need at least one array to stack") }
        guard parts.allSatisfy({ $0.shape == first.shape }) else {
            throw Mistake(
                "all input arrays must have the same shape", expected: "arrays of shape \(first.shape.shapeText)")
        }
        let place = try NDArray.axis(axis, first.ndim + 1)
        return try concatenated(parts.map { $0.expanded(place) }, axis: place, work: work)
    }

    /// At these places of an axis cut into parts.
    public func split(at places: [Int], axis: Int = 0) throws -> [NDArray] {
        let along = try NDArray.axis(axis, ndim)
        let length = shape[along]
        var out: [NDArray] = []
        var start = 0
        for end in places + [length] {
            let stop = Swift.max(0, Swift.min(length, end < 0 ? end + length : end))
            out.append(sliced(axis: along, start: start, step: 1, length: Swift.max(0, stop - start)))
            start = stop
        }
        return out
    }

    /// Numbers from `start` to `stop` at equal distances.
    public static func linspace(
        _ start: Double, _ stop: Double, _ count: Int, endpoint: Bool = true, work: Work = Work()
    ) throws -> NDArray {
        let out = try NDArray(uninitialised: [count])
        let o = out.pointer(Double.self)
        let divisor = Double(endpoint ? count - 1 : count)
        let step = (stop - start) / divisor
        var check = StopCheck(work)
        for index in 0..<count {
            try check.pass()
            o[index] = divisor > 0 ? Double(index) * step + start : start
        }
        if endpoint, count > 1 { o[count - 1] = stop }
        return out
    }

    /// `start`, `start + step`, … below `stop`; whole numbers where all three are.
    public static func arange(
        _ start: ArrayNumber, _ stop: ArrayNumber, _ step: ArrayNumber, work: Work = Work()
    ) throws -> NDArray {
        guard step.asDouble != 0 else {
            throw Mistake("step = 0", expected: "a step that is not 0").raised(
                as: "ZeroDivisionError", "division by zero")
        }
        var check = StopCheck(work)
        if case .int(let a) = start, case .int(let end) = stop, case .int(let by) = step {
            var count = 0
            if by > 0 ? a < end : end < a {
                // Unsigned, since the distance between two whole numbers may be none of them.
                let distance = UInt(bitPattern: by > 0 ? end &- a : a &- end)
                count = Int(clamping: (distance - 1) / by.magnitude + 1)
            }
            let out = try NDArray(uninitialised: [count], .int64)
            let o = out.pointer(Int.self)
            for index in 0..<count {
                try check.pass()
                o[index] = a &+ index &* by
            }
            return out
        }
        let length = ((stop.asDouble - start.asDouble) / step.asDouble).rounded(.up)
        guard length.isFinite, length < 1e12 else {
            throw Mistake("np.arange of \(length) numbers", expected: "finite limits").raised(
                as: "ValueError", "Maximum allowed size exceeded")
        }
        let count = Int(Swift.max(0, length))
        let out = try NDArray(uninitialised: [count])
        let o = out.pointer(Double.self)
        // As NumPy fills: the distance is that of the first two.
        let (a, by) = (start.asDouble, start.asDouble + step.asDouble - start.asDouble)
        for index in 0..<count {
            try check.pass()
            o[index] = a + Double(index) * by
        }
        return out
    }

    /// A matrix with ones on a diagonal.
    public static func eye(_ rows: Int, _ columns: Int, _ diagonal: Int, _ dtype: DType, work: Work = Work()) throws
        -> NDArray
    {
        let out = try zeros([rows, columns], dtype, work: work)
        try out.diagonal(diagonal).fill(.int(1))
        return out
    }

    /// A diagonal of the first two axes, as a view.
    public func diagonal(_ shift: Int = 0) throws -> NDArray {
        guard ndim >= 2 else {
            throw Mistake("diag requires an array of at least two dimensions")
        }
        let (row, column) = (shift < 0 ? Int(clamping: shift.magnitude) : 0, Swift.max(0, shift))
        let length = Swift.max(0, Swift.min(shape[0] - row, shape[1] - column))
        return view(
            shape: Array(shape[2...]) + [length], strides: Array(strides[2...]) + [strides[0] + strides[1]],
            offset: length == 0 ? offset : offset + row * strides[0] + column * strides[1])
    }

    /// Every element so many times, along an axis or of the flattened array.
    public func repeated(_ counts: [Int], axis: Int?, work: Work = Work()) throws -> NDArray {
        guard let axis else { return try reshaped([-1], work).repeated(counts, axis: 0, work: work) }
        let place = try NDArray.axis(axis, ndim)
        let length = shape[place]
        guard counts.count == 1 || counts.count == length else {
            throw Mistake("operands could not be broadcast together with shape (\(length),) (\(counts.count),)")
        }
        var (total, isTooMany) = (0, false)
        for count in counts {
            guard count >= 0 else {
                throw Mistake("an element \(count) times", expected: "0 times or more").raised(
                    as: "ValueError", "repeats may not contain negative values.")
            }
            let (sum, overflow) = total.addingReportingOverflow(count)
            (total, isTooMany) = (sum, isTooMany || overflow)
        }
        if counts.count == 1 { (total, isTooMany) = total.multipliedReportingOverflow(by: length) }
        var shape = self.shape
        shape[place] = isTooMany ? .max : total
        _ = try NDArray.count(of: shape)
        let places = try NDArray(uninitialised: [total], .int64)
        let o = places.pointer(Int.self)
        var next = 0
        var check = StopCheck(work)
        for index in 0..<(total == 0 ? 0 : length) {
            try check.pass()
            for _ in 0..<(counts.count == 1 ? counts[0] : counts[index]) {
                try check.pass()
                o[next] = index
                next += 1
            }
        }
        return try taken(places, axis: place, work: work)
    }

    /// The elements at these places of an axis.
    public func taken(_ places: NDArray, axis: Int, work: Work = Work()) throws -> NDArray {
        let place = try NDArray.axis(axis, ndim)
        let whole = [ArrayIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: place)
        return try element(whole + [.array(places)], work: work)
    }

    /// The whole array over and over.
    public func tiled(_ counts: [Int], work: Work = Work()) throws -> NDArray {
        let rank = Swift.max(ndim, counts.count)
        let repeats = [Int](repeating: 1, count: rank - counts.count) + counts
        var out = try reshaped([Int](repeating: 1, count: rank - ndim) + shape, work)
        let lengths = zip(out.shape, repeats).map { length, count in
            let (product, overflow) = length.multipliedReportingOverflow(by: count)
            return overflow ? Int.max : product
        }
        _ = try NDArray.count(of: lengths)
        for (axis, count) in repeats.enumerated() where count != 1 {
            // Seen over and over along an axis of its own, which then joins the one that it repeats.
            var seen = out.shape
            seen.insert(count, at: axis)
            let made = try NDArray(uninitialised: seen, dtype)
            try made.assign(out.expanded(axis), work)
            seen.remove(at: axis)
            seen[axis] = lengths[axis]
            out = try made.reshaped(seen, work)
        }
        return out.storage === storage ? try copy(work) : out
    }

    /// The axes given turned around.
    public func flipped(_ axes: [Int]? = nil) throws -> NDArray {
        var out = self
        for axis in try axes.map({ try $0.map { try NDArray.axis($0, ndim) } }) ?? Array(0..<ndim) {
            out = out.sliced(axis: axis, start: shape[axis] - 1, step: -1, length: shape[axis])
        }
        return out
    }

    /// Moved along an axis; what leaves at one end comes in at the other.
    public func rolled(_ shift: Int, axis: Int?, work: Work = Work()) throws -> NDArray {
        guard let axis else { return try reshaped([-1], work).rolled(shift, axis: 0, work: work).reshaped(shape, work) }
        let place = try NDArray.axis(axis, ndim)
        let length = shape[place]
        guard length > 0 else { return try copy(work) }
        let cut = (length - shift % length) % length
        return try NDArray.concatenated(
            [
                sliced(axis: place, start: cut, step: 1, length: length - cut),
                sliced(axis: place, start: 0, step: 1, length: cut),
            ], axis: place, work: work)
    }

    /// Differences of neighbours along an axis, n times.
    public func differences(_ n: Int, axis: Int, work: Work = Work()) throws -> NDArray {
        guard n >= 0 else {
            throw Mistake("differences \(n) times", expected: "0 times or more").raised(
                as: "ValueError", "order must be non-negative but got \(n)")
        }
        var out = self
        // Of nothing there is nothing more to take.
        for _ in 0..<Swift.min(n, shape[try NDArray.axis(axis, ndim)]) {
            let place = try NDArray.axis(axis, out.ndim)
            let length = Swift.max(0, out.shape[place] - 1)
            let after = out.sliced(axis: place, start: 1, step: 1, length: length)
            let before = out.sliced(axis: place, start: 0, step: 1, length: length)
            out = try NDArray.apply(dtype == .bool ? .notEqual : .subtract, .array(after), .array(before), work: work)
        }
        return out
    }
}
