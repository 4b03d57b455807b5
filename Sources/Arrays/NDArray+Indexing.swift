public import Answers

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
                try selection.view.fill(number, stoppedBy: work)
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

    /// The places of what is not 0, one list for each axis.
    public func nonzero(work: Work = Work()) throws -> [NDArray] {
        if ndim == 0 { return try reshaped([1], work).nonzero(work: work) }
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
