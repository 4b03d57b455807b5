public import Answers

/// The same memory under another shape.
extension NDArray {
    /// A view with other lengths and strides over the same memory.
    public func view(shape: [Int], strides: [Int], offset: Int, isReadOnly: Bool? = nil) -> NDArray {
        var count = 1
        for length in shape { count *= length }
        let made = NDArray(
            storage: storage, dtype: dtype, shape: shape, strides: strides, offset: offset, count: count,
            isContiguous: NDArray.isContiguous(shape, strides), isReadOnly: isReadOnly ?? self.isReadOnly)
        made.base = base ?? self
        return made
    }

    /// The axes in reverse order: `a.T`.
    public var transposed: NDArray {
        ndim < 2 ? self : view(shape: shape.reversed(), strides: strides.reversed(), offset: offset)
    }

    /// The axes in another order.
    ///
    /// - Throws: `Mistake` where the axes are not each there once.
    public func transposed(_ axes: [Int]) throws -> NDArray {
        let order = try axes.map { try NDArray.axis($0, ndim) }
        guard order.sorted() == Array(0..<ndim) else {
            throw Mistake(
                "axes \(axes.shapeText) for an array with \(ndim) axes", expected: "every axis once"
            ).raised(as: "ValueError", "axes don't match array")
        }
        return view(shape: order.map { shape[$0] }, strides: order.map { strides[$0] }, offset: offset)
    }

    /// The same elements under another shape, one after the other; one length may be -1 and is worked out. A view where they lie so
    /// already, or else a copy.
    ///
    /// - Throws: `Mistake` when the counts differ.
    public func reshaped(_ target: [Int], _ work: Work = Work()) throws -> NDArray {
        let shape = try filled(target)
        let whole = isContiguous ? self : try copy(work)
        let made = NDArray(
            storage: whole.storage, dtype: dtype, shape: shape, strides: NDArray.strides(of: shape),
            offset: whole.offset, count: count, isContiguous: true, isReadOnly: whole.isReadOnly)
        made.base = whole.base ?? whole
        return made
    }

    /// The same memory under another shape, one length of which may be -1: what NumPy's and PyTorch's `reshape` give, so that who
    /// changes it changes this array as well. Nil where no strides lead there, as for the rows of a transposed matrix in one axis.
    ///
    /// - Throws: `Mistake` when the counts differ.
    public func seen(as target: [Int]) throws -> NDArray? {
        let shape = try filled(target)
        guard let strides = count == 0 ? NDArray.strides(of: shape) : strides(under: shape) else { return nil }
        return view(shape: shape, strides: strides, offset: offset)
    }

    /// The steps along the axes of another shape with as many elements, at least one.
    private func strides(under target: [Int]) -> [Int]? {
        // Neighbouring axes that step like a single one, the last first.
        var runs: [(length: Int, stride: Int)] = []
        for axis in shape.indices.reversed() where shape[axis] != 1 {
            if let run = runs.last, strides[axis] == run.stride * run.length {
                runs[runs.count - 1].length *= shape[axis]
            } else {
                runs.append((shape[axis], strides[axis]))
            }
        }
        // Each of them is cut into axes of the other shape, again from the last.
        var (out, run, taken) = (target, 0, 1)
        for axis in target.indices.reversed() {
            if run < runs.count - 1, taken == runs[run].length { (run, taken) = (run + 1, 1) }
            out[axis] = runs.isEmpty ? 1 : taken * runs[run].stride
            taken *= target[axis]
            guard runs.isEmpty || runs[run].length % taken == 0 else { return nil }
        }
        return out
    }

    /// The shape with the length that is written as -1.
    private func filled(_ target: [Int]) throws -> [Int] {
        var shape = target
        if let open = target.firstIndex(of: -1) {
            guard target.lastIndex(of: -1) == open else {
                throw Mistake("two lengths of \(target.shapeText) are -1", expected: "one at most").raised(
                    as: "ValueError", "can only specify one unknown dimension")
            }
            let known = try NDArray.count(of: target.enumerated().filter { $0.offset != open }.map { $0.element })
            guard known > 0, count % known == 0 else { throw NDArray.unfilled(count, target) }
            shape[open] = count / known
        }
        guard try NDArray.count(of: shape) == count else { throw NDArray.unfilled(count, target) }
        return shape
    }

    /// One axis: a place of it (counted from the end where negative), which leaves the array without the axis.
    public func at(_ place: Int, axis: Int = 0) throws -> NDArray {
        let length = shape[axis]
        guard place < length, place >= -length else {
            throw NDArray.outOfBounds(place, axis, length)
        }
        var (shape, strides) = (self.shape, self.strides)
        shape.remove(at: axis)
        let stride = strides.remove(at: axis)
        return view(shape: shape, strides: strides, offset: offset + (place < 0 ? place + length : place) * stride)
    }

    static func outOfBounds(_ place: Int, _ axis: Int, _ length: Int) -> Mistake {
        Mistake(
            "index \(place) is out of bounds for axis \(axis) with size \(length)",
            expected: length == 0 ? "it is empty" : "0 to \(length - 1), or -\(length) to -1 from the end"
        ).raised(as: "IndexError", "index \(place) is out of bounds for axis \(axis) with size \(length)")
    }

    /// Every `step`-th place of an axis from `start` on, `length` of them.
    public func sliced(axis: Int, start: Int, step: Int, length: Int) -> NDArray {
        var (shape, strides) = (self.shape, self.strides)
        shape[axis] = length
        let offset = offset + (length > 0 ? start * strides[axis] : 0)
        // Of a single place the step says nothing, and may be of any size.
        if length > 1 { strides[axis] *= step }
        return view(shape: shape, strides: strides, offset: offset)
    }

    /// A new axis of length 1 in front of that axis.
    public func expanded(_ axis: Int) -> NDArray {
        var (shape, strides) = (self.shape, self.strides)
        shape.insert(1, at: axis)
        strides.insert(axis < self.ndim ? self.strides[axis] * self.shape[axis] : 1, at: axis)
        return view(shape: shape, strides: strides, offset: offset)
    }

    /// Without the axes of length 1, or without these.
    ///
    /// - Throws: `Mistake` where one of them is longer.
    public func squeezed(_ axes: [Int]? = nil) throws -> NDArray {
        let gone = try axes.map { try $0.map { try NDArray.axis($0, ndim) } } ?? shape.indices.filter { shape[$0] == 1 }
        if let long = gone.first(where: { shape[$0] != 1 }) {
            throw Mistake("axis \(long) has length \(shape[long])", expected: "an axis of length 1").raised(
                as: "ValueError", "cannot select an axis to squeeze out which has size not equal to one")
        }
        let left = shape.indices.filter { !gone.contains($0) }
        return view(shape: left.map { shape[$0] }, strides: left.map { strides[$0] }, offset: offset)
    }

    /// The array as it is seen in a larger shape, without copying: axes of length 1 are repeated.
    ///
    /// - Throws: `Mistake` naming both shapes and the axis.
    public func broadcast(to target: [Int]) throws -> NDArray {
        if shape == target { return self }
        guard try NDArray.broadcast(shape, target) == target else {
            throw Mistake(
                "operands could not be broadcast together with remapped shapes "
                    + "[original->remapped]: \(shape.tightText) and requested shape \(target.tightText)",
                expected: "axes of the same length, or of length 1")
        }
        _ = try NDArray.count(of: target)
        let added = target.count - ndim
        let strides = target.indices.map { axis in
            axis < added || shape[axis - added] == 1 ? 0 : self.strides[axis - added]
        }
        return view(shape: target, strides: strides, offset: offset, isReadOnly: true)
    }

    /// The shape of an operation on two shapes: aligned at their last axes, a length of 1 follows the other one.
    ///
    /// - Throws: `Mistake` naming both shapes and the axis.
    public static func broadcast(_ a: [Int], _ b: [Int]) throws -> [Int] {
        if a == b { return a }
        var out = a.count >= b.count ? a : b
        let shift = (out.count - a.count, out.count - b.count)
        for axis in out.indices {
            let x = axis < shift.0 ? 1 : a[axis - shift.0]
            let y = axis < shift.1 ? 1 : b[axis - shift.1]
            guard x == y || x == 1 || y == 1 else {
                let fromEnd = axis - out.count
                let hint = a.count == b.count && a == b.reversed() ? "b.T, or a.T" : nil
                throw Mistake(
                    "operands could not be broadcast together with shapes \(a.tightText) \(b.tightText): "
                        + "axis \(fromEnd) has \(x) and \(y)",
                    expected: "the same length on every axis counted from the last, or 1", try: hint
                ).raised(
                    as: "ValueError",
                    "operands could not be broadcast together with shapes \(a.tightText) \(b.tightText) ")
            }
            out[axis] = x == 1 ? y : x
        }
        return out
    }

    /// An axis counted from the front.
    ///
    /// - Throws: `Mistake` (NumPy's AxisError) where there is none.
    public static func axis(_ axis: Int, _ ndim: Int) throws -> Int {
        guard axis < ndim, axis >= -ndim else {
            throw Mistake(
                "axis \(axis) is out of bounds for array of dimension \(ndim)",
                expected: ndim == 0 ? "an array with axes" : "-\(ndim) to \(ndim - 1)"
            ).raised(as: "AxisError")
        }
        return axis < 0 ? axis + ndim : axis
    }

    // MARK: Copies

    /// The same elements in memory of their own, row-major.
    public func copy(_ work: Work = Work()) throws -> NDArray {
        let made = try NDArray(uninitialised: shape, dtype)
        try made.assign(self, work)
        return made
    }

    /// Itself when the elements lie one after the other, else a copy.
    public func contiguous(_ work: Work = Work()) throws -> NDArray { isContiguous ? self : try copy(work) }

    /// The elements as another dtype, in memory of their own.
    public func cast(to dtype: DType, _ work: Work = Work()) throws -> NDArray {
        let made = try NDArray(uninitialised: shape, dtype)
        try made.assign(self, work)
        return made
    }

    /// Itself when it is of that dtype, else a copy that is.
    @inlinable public func converted(to dtype: DType, _ work: Work = Work()) throws -> NDArray {
        self.dtype == dtype ? self : try cast(to: dtype, work)
    }

    /// `self[...] = other`, broadcast to this shape and converted to this dtype. Overlapping memory is copied first.
    public func assign(_ other: NDArray, _ work: Work) throws {
        guard !isReadOnly else {
            throw Mistake("assignment destination is read-only", try: ".copy() first")
        }
        var source = other
        if source.shape != shape {
            // NumPy lets axes of length 1 in front fall away.
            while source.ndim > ndim, source.shape[0] == 1 { source = try source.at(0) }
            guard let seen = try? source.broadcast(to: shape) else {
                throw Mistake(
                    "could not broadcast input array from shape \(other.shape.tightText) into shape \(shape.tightText)",
                    expected: "an array of shape \(shape.shapeText), or one that can be repeated to it")
            }
            source = seen
        }
        if source.storage === storage, source !== self, source.dtype == dtype,
            !(isContiguous && source.isContiguous && source.offset == offset)
        {
            let copied = try NDArray(uninitialised: source.shape, dtype)
            try copied.assign(source, work)
            source = copied
        }
        if source.dtype == dtype, isContiguous, source.isContiguous {
            return try Loop.copy(source.data, to: data, byteCount: count * dtype.size, work)
        }
        try Loop.unary(source, self, Casting.kernel(source.dtype, dtype), work)
    }
}
