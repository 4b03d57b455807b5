public import Answers

/// One index between square brackets.
public enum ArrayIndex: Sendable {
    /// A place, counted from the end where it is negative.
    case place(Int)
    /// Places in steps, as `Subscripts` worked them out: the first one, the step and how many.
    case slice(lower: Int?, upper: Int?, step: Int?)
    /// `None`, `np.newaxis`: a new axis of length 1.
    case newAxis
    /// `...`: as many whole axes as are left.
    case ellipsis
    /// Places by a list of whole numbers, or a mask.
    case array(NDArray)
}

extension NDArray {
    /// `self[indices]`: a view for places and slices, a copy where lists or masks take part.
    ///
    /// - Throws: `Mistake` (an IndexError) for places outside, too many indices, masks of another shape.
    public func element(_ indices: [ArrayIndex], work: Work = Work()) throws -> NDArray {
        if indices.count == 1, case .array(let list) = indices[0] {
            if list.dtype == .bool, ndim > 0, list.shape == shape { return try masked(list, work) }
            if list.dtype == .int64, ndim > 0, isContiguous, list.isContiguous { return try rows(list, work) }
        }
        let selection = try select(indices, work)
        guard let advanced = selection.advanced else { return selection.view }
        let out = try NDArray(uninitialised: advanced.shape, dtype)
        try gather(selection.view, advanced, out, work)
        return out
    }

    /// The elements where a mask of the same shape is true.
    private func masked(_ mask: NDArray, _ work: Work) throws -> NDArray {
        let (whole, flags) = (try contiguous(work), try mask.contiguous(work))
        let out = try NDArray(uninitialised: [flags.trueCount(work)], dtype)
        let marks = flags.pointer(Flag.self)
        func run<T>(_ type: T.Type) throws {
            let (x, o) = (whole.data.assumingMemoryBound(to: T.self), out.data.assumingMemoryBound(to: T.self))
            var (next, place, check) = (0, 0, StopCheck(work))
            while next < out.count {
                // What is not wanted is written as well, and then written over.
                let end = Swift.min(whole.count, place + 4096)
                try check.pass(end - place)
                while place < end, next < out.count {
                    o[next] = x[place]
                    next += Int(marks[place].byte)
                    place += 1
                }
            }
        }
        try out.withSize(run, run, run)
        return out
    }

    /// How many elements of a contiguous bool array are true.
    private func trueCount(_ work: Work) throws -> Int {
        let marks = pointer(Flag.self)
        var (total, place, check) = (0, 0, StopCheck(work))
        while place < count {
            let end = Swift.min(count, place + 4096)
            try check.pass((end - place) / 8)
            for index in place..<end { total &+= Int(marks[index].byte) }
            place = end
        }
        return total
    }

    /// Rows of the first axis of a contiguous array, by a contiguous list of places.
    private func rows(_ list: NDArray, _ work: Work) throws -> NDArray {
        let (length, width) = (shape[0], shape[1...].reduce(1, *))
        let out = try NDArray(uninitialised: list.shape + shape[1...], dtype)
        let places = list.pointer(Int.self)
        func run<T>(_ type: T.Type) throws {
            let (x, o) = (data.assumingMemoryBound(to: T.self), out.data.assumingMemoryBound(to: T.self))
            var check = StopCheck(work)
            for index in 0..<list.count {
                try check.pass(1 + width / 8)
                let given = places[index]
                let place = given < 0 ? given + length : given
                guard place >= 0, place < length else { throw NDArray.outOfBounds(given, 0, length) }
                if width == 1 {
                    o[index] = x[place]
                } else {
                    (o + index * width).update(from: x + place * width, count: width)
                }
            }
        }
        try out.withSize(run, run, run)
        return out
    }

    /// Calls one of the bodies with a type of the size of the elements.
    func withSize(
        _ a: (UInt8.Type) throws -> Void, _ b: (UInt32.Type) throws -> Void, _ c: (UInt64.Type) throws -> Void
    ) throws {
        switch dtype.size {
        case 1: try a(UInt8.self)
        case 4: try b(UInt32.self)
        default: try c(UInt64.self)
        }
    }

    /// `self[indices] = value`, broadcast and converted.
    ///
    /// - Throws: `Mistake` as `element`, and where the value does not fit the places.
    public func store(_ indices: [ArrayIndex], _ value: Operand, work: Work = Work()) throws {
        guard !isReadOnly else {
            throw Mistake("assignment destination is read-only", try: ".copy() first")
        }
        if indices.count == 1, case .array(let mask) = indices[0], mask.dtype == .bool, isContiguous, ndim > 0,
            mask.shape == shape, case .number(let number) = value
        {
            let (mask, filling) = (try mask.contiguous(work), try NDArray(number, dtype))
            let marks = mask.pointer(Flag.self)
            func run<T>(_ type: T.Type) throws {
                let x = data.assumingMemoryBound(to: T.self)
                let new = filling.data.assumingMemoryBound(to: T.self)[0]
                var check = StopCheck(work)
                for place in 0..<count {
                    try check.pass()
                    if marks[place].isTrue { x[place] = new }
                }
            }
            return try withSize(run, run, run)
        }
        let selection = try select(indices, work)
        guard let advanced = selection.advanced else {
            switch value {
            case .array(let array): try selection.view.assign(array, work)
            case .number(let number):
                try number.check(as: dtype)
                selection.view.fill(number)
            }
            return
        }
        let source: NDArray
        switch value {
        case .number(let number): source = try NDArray(number, dtype)
        case .array(let array): source = try array.converted(to: dtype, work)
        }
        guard let seen = try? source.broadcast(to: advanced.shape) else {
            if case .array(let mask)? = indices.first, mask.dtype == .bool, indices.count == 1, source.ndim == 1 {
                throw Mistake(
                    "NumPy boolean array indexing assignment cannot assign \(source.count) input values to the "
                        + "\(advanced.shape.first ?? 0) output values where the mask is true",
                    expected: "one value, or \(advanced.shape.first ?? 0)")
            }
            throw Mistake(
                "shape mismatch: value array of shape \(source.shape.shapeText) could not be broadcast to indexing result "
                    + "of shape \(advanced.shape.shapeText)")
        }
        try scatter(selection.view, advanced, seen, work)
    }

    /// The places that lists and masks choose: for every element of the result its place is the sum of three parts.
    private struct Advanced {
        var shape: [Int]
        /// Of the axes in front of the chosen ones, of the chosen ones, of those behind.
        var before: [Int]
        var chosen: [Int]
        var after: [Int]
    }

    private func select(_ indices: [ArrayIndex], _ work: Work) throws -> (view: NDArray, advanced: Advanced?) {
        var used = 0
        var hasAdvanced = false
        var ellipses = 0
        for index in indices {
            switch index {
            case .place, .slice: used += 1
            case .newAxis: break
            case .ellipsis: ellipses += 1
            case .array(let array):
                hasAdvanced = true
                used += array.dtype == .bool ? array.ndim : 1
            }
        }
        guard used <= ndim else {
            throw Mistake(
                "too many indices for array: array is \(ndim)-dimensional, but \(used) were indexed",
                expected: "at most \(ndim)"
            ).raised(
                as: "IndexError",
                "too many indices for array: array is \(ndim)-dimensional, but \(used) were indexed")
        }
        guard ellipses < 2 else {
            throw Mistake("an index can only have a single ellipsis ('...')").raised(as: "IndexError")
        }
        var (shape, strides): ([Int], [Int]) = ([], [])
        shape.reserveCapacity(ndim)
        strides.reserveCapacity(ndim)
        var offset = self.offset
        var axis = 0
        // Where the chosen axes would stand in the result, and the lists that choose along them.
        var lists: [(array: NDArray, stride: Int, length: Int, axis: Int)] = []
        var place = 0
        var positions: [Int] = []
        func take(whole count: Int) {
            for _ in 0..<count {
                shape.append(self.shape[axis])
                strides.append(self.strides[axis])
                axis += 1
                place += 1
            }
        }
        for index in indices {
            switch index {
            case .ellipsis: take(whole: ndim - used)
            case .newAxis:
                shape.append(1)
                strides.append(0)
                place += 1
            case .place(let number):
                let length = self.shape[axis]
                guard number < length, number >= -length else { throw NDArray.outOfBounds(number, axis, length) }
                if hasAdvanced {
                    lists.append((try NDArray(.int(number)), self.strides[axis], length, axis))
                    positions.append(place)
                } else {
                    offset += (number < 0 ? number + length : number) * self.strides[axis]
                }
                axis += 1
            case .slice(let lower, let upper, let step):
                let (start, count) = try NDArray.range(self.shape[axis], lower, upper, step ?? 1)
                if count > 0 { offset += start * self.strides[axis] }
                shape.append(count)
                strides.append(count > 1 ? self.strides[axis] * (step ?? 1) : self.strides[axis])
                axis += 1
                place += 1
            case .array(let array) where array.dtype == .bool && array.ndim == 0:
                // True and False are an axis of one place or of none.
                let length = array.number(at: 0) == .bool(true) ? 1 : 0
                lists.append((try NDArray.zeros([length], .int64), 0, 1, axis))
                positions.append(place)
            case .array(let array):
                if array.dtype == .bool {
                    let seen = Array(self.shape[axis..<(axis + array.ndim)])
                    for (dimension, length) in seen.enumerated() where array.shape[dimension] != length {
                        throw Mistake(
                            "boolean index did not match indexed array along axis \(axis + dimension); size of axis is "
                                + "\(length) but size of corresponding boolean axis is \(array.shape[dimension])",
                            expected: "a mask of shape \(seen.shapeText)"
                        ).raised(as: "IndexError")
                    }
                    for list in try array.nonzero(work: work) {
                        lists.append((list, self.strides[axis], self.shape[axis], axis))
                        positions.append(place)
                        axis += 1
                    }
                } else {
                    lists.append((array, self.strides[axis], self.shape[axis], axis))
                    positions.append(place)
                    axis += 1
                }
            }
        }
        take(whole: ndim - axis)
        guard shape.count <= NDArray.mostAxes else {
            throw Mistake("an array of \(shape.count) axes", expected: "at most \(NDArray.mostAxes)").raised(
                as: "IndexError",
                "number of dimensions must be within [0, \(NDArray.mostAxes)], indexing result would have \(shape.count)"
            )
        }
        let view = self.view(shape: shape, strides: strides, offset: offset)
        guard !lists.isEmpty else { return (view, nil) }
        var chosenShape: [Int] = []
        do {
            for list in lists { chosenShape = try NDArray.broadcast(chosenShape, list.array.shape) }
        } catch {
            throw Mistake(
                "shape mismatch: indexing arrays could not be broadcast together with shapes "
                    + lists.map { $0.array.shape.tightText }.joined(separator: " ")
            ).raised(as: "IndexError")
        }
        var chosen = [Int](repeating: 0, count: try NDArray.count(of: chosenShape))
        var check = StopCheck(work)
        for list in lists {
            let seen = try list.array.converted(to: .int64, work).broadcast(to: chosenShape)
            let numbers = seen.pointer(Int.self)
            var next = 0
            try seen.forEachPlace { place in
                try check.pass()
                let number = numbers[place]
                guard number < list.length, number >= -list.length else {
                    throw NDArray.outOfBounds(number, list.axis, list.length)
                }
                chosen[next] += (number < 0 ? number + list.length : number) * list.stride
                next += 1
            }
        }
        // Lists beside each other leave their axes where they were; apart from each other they come first.
        let isTogether = positions.last == positions.first
        let front = isTogether ? positions[0] : 0
        let advanced = Advanced(
            shape: Array(shape[..<front]) + chosenShape + shape[front...],
            before: try NDArray.places(Array(shape[..<front]), Array(strides[..<front]), &check), chosen: chosen,
            after: try NDArray.places(Array(shape[front...]), Array(strides[front...]), &check))
        return (view, advanced)
    }

    /// The first place and the number of places of a slice.
    public static func range(_ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int) throws -> (start: Int, count: Int)
    {
        guard step != 0 else { throw Mistake("slice step cannot be zero", expected: "a step that is not 0") }
        let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
        func clamp(_ bound: Int) -> Int {
            Swift.min(high, Swift.max(low, bound < 0 ? Swift.max(bound, -count - 1) + count : bound))
        }
        let start = lower.map(clamp) ?? (step > 0 ? low : high)
        let stop = upper.map(clamp) ?? (step > 0 ? high : low)
        let distance = step > 0 ? stop - start : start - stop
        return (start, distance <= 0 ? 0 : (distance - 1) / Int(clamping: step.magnitude) + 1)
    }

    /// The place of every element of some axes, in order.
    private static func places(_ shape: [Int], _ strides: [Int], _ check: inout StopCheck) throws -> [Int] {
        var out = [0]
        for (length, stride) in zip(shape, strides) {
            var next: [Int] = []
            next.reserveCapacity(out.count * length)
            for place in out {
                try check.pass(1 + length)
                for index in 0..<length { next.append(place + index * stride) }
            }
            out = next
        }
        return out
    }

    private func gather(_ view: NDArray, _ advanced: Advanced, _ out: NDArray, _ work: Work) throws {
        func run<T>(_ type: T.Type) throws {
            let source = view.data.assumingMemoryBound(to: T.self)
            let target = out.data.assumingMemoryBound(to: T.self)
            var next = 0
            var check = StopCheck(work)
            for before in advanced.before {
                for chosen in advanced.chosen {
                    try check.pass(1 + advanced.after.count)
                    for after in advanced.after {
                        target[next] = source[before + chosen + after]
                        next += 1
                    }
                }
            }
        }
        try withSize(run, run, run)
    }

    private func scatter(_ view: NDArray, _ advanced: Advanced, _ value: NDArray, _ work: Work) throws {
        let places = try value.isContiguous && value.storage !== storage ? value : value.copy(work)
        func run<T>(_ type: T.Type) throws {
            let target = view.data.assumingMemoryBound(to: T.self)
            let source = places.data.assumingMemoryBound(to: T.self)
            var next = 0
            var check = StopCheck(work)
            for before in advanced.before {
                for chosen in advanced.chosen {
                    try check.pass(1 + advanced.after.count)
                    for after in advanced.after {
                        target[before + chosen + after] = source[next]
                        next += 1
                    }
                }
            }
        }
        try withSize(run, run, run)
    }

    /// `self[indices] op= value`, one element after the other: a place that is named twice changes twice, as with `np.add.at`, which
    /// also cuts off what the array cannot hold.
    ///
    /// - Throws: `Mistake` as `store`, and where the function gives True and False.
    public func update(
        _ function: BinaryFunction, at indices: [ArrayIndex], _ value: Operand, work: Work = Work()
    ) throws {
        guard !function.isComparison else {
            throw Mistake(
                "\(function.rawValue) gives True and False, which are written over no numbers",
                expected: "a function such as add or maximum")
        }
        guard !isReadOnly else { throw Mistake("assignment destination is read-only", try: ".copy() first") }
        let selection = try select(indices, work)
        guard let advanced = selection.advanced else {
            return try selection.view.assign(
                NDArray.apply(function, .array(selection.view), value, work: work), work)
        }
        let (given, computing): (NDArray, DType)
        switch value {
        case .number(let number):
            computing = try function.computing(dtype.promoted(with: number))
            given = try NDArray(number, computing)
        case .array(let array):
            computing = try function.computing(dtype.promoted(with: array.dtype))
            given = try array.converted(to: computing, work)
        }
        guard let seen = try? given.broadcast(to: advanced.shape) else {
            throw Mistake(
                "the values have the shape \(given.shape.shapeText), the places \(advanced.shape.shapeText)",
                expected: "one value, or one for each place"
            ).raised(as: "ValueError", "array is not broadcastable to correct shape")
        }
        if function == .power, computing.isInteger, seen.count > 0,
            try seen.reduce(.min, work: work).number(at: 0).asInt < 0
        {
            throw NDArray.negativePower
        }
        let (view, values, cell) = (selection.view, try seen.copy(work), try NDArray(uninitialised: [], computing))
        let kernel = BinaryKernels.kernel(function, computing)
        let (size, isSame) = (computing.size, computing == dtype)
        var (next, check) = (values.data, StopCheck(work))
        for before in advanced.before {
            for chosen in advanced.chosen {
                try check.pass(1 + advanced.after.count)
                for after in advanced.after {
                    let place = before + chosen + after
                    if isSame {
                        let element = view.data + place * size
                        kernel(element, 0, next, 0, element, 0, 1)
                    } else {
                        cell.set(view.number(at: place), at: 0)
                        kernel(cell.data, 0, next, 0, cell.data, 0, 1)
                        view.set(cell.number(at: 0), at: place)
                    }
                    next += size
                }
            }
        }
    }

    /// The places of what is not 0, one list for each axis.
    public func nonzero(work: Work = Work()) throws -> [NDArray] {
        if ndim == 0 { return try reshaped([1]).nonzero(work: work) }
        let truth = try dtype == .bool ? contiguous(work) : cast(to: .bool, work)
        let flags = truth.pointer(Flag.self)
        let found = try NDArray(uninitialised: [truth.trueCount(work)], .int64)
        let o = found.pointer(Int.self)
        var (next, place, check) = (0, 0, StopCheck(work))
        while next < found.count {
            try check.pass()
            o[next] = place
            next += Int(flags[place].byte)
            place += 1
        }
        if ndim == 1 { return [found] }
        var step = count
        return try shape.map { length in
            step /= Swift.max(1, length)
            let places = try NDArray(uninitialised: [found.count], .int64)
            for index in 0..<found.count {
                try check.pass()
                places.pointer(Int.self)[index] = o[index] / Swift.max(1, step) % Swift.max(1, length)
            }
            return places
        }
    }
}
