import Answers

/// Which elements indices choose.
extension NDArray {
    /// The places that lists and masks choose: for every element of the result its place is the sum of three parts.
    struct Advanced {
        var shape: [Int]
        /// Of the axes in front of the chosen ones, of the chosen ones, of those behind.
        var before: [Int]
        var chosen: [Int]
        var after: [Int]

        /// Each place, with its number among them.
        @inline(__always)
        func forEachPlace(_ work: Work, _ body: (_ place: Int, _ number: Int) -> Void) throws {
            var (number, check) = (0, StopCheck(work))
            for start in before {
                for middle in chosen {
                    try check.pass(1 + after.count)
                    for end in after {
                        body(start + middle + end, number)
                        number += 1
                    }
                }
            }
        }
    }

    func select(_ indices: [ArrayIndex], _ work: Work) throws -> (view: NDArray, advanced: Advanced?) {
        let (used, hasLists) = try axesUsed(by: indices)
        var walk = IndexWalk(self, hasLists: hasLists)
        for index in indices { try walk.take(index, whole: ndim - used, work) }
        walk.take(whole: ndim - walk.axis)
        let (shape, strides) = (walk.shape, walk.strides)
        guard shape.count <= NDArray.mostAxes else {
            throw Mistake("an array of \(shape.count) axes", expected: "at most \(NDArray.mostAxes)").raised(
                as: "IndexError",
                "number of dimensions must be within [0, \(NDArray.mostAxes)], indexing result would have \(shape.count)"
            )
        }
        let view = self.view(shape: shape, strides: strides, offset: walk.offset)
        guard !walk.lists.isEmpty else { return (view, nil) }
        var check = StopCheck(work)
        let (chosenShape, chosen) = try NDArray.chosen(by: walk.lists, work, &check)
        // Lists beside each other leave their axes where they were; apart from each other they come first.
        let isTogether = walk.positions.last == walk.positions.first
        let front = isTogether ? walk.positions[0] : 0
        let advanced = Advanced(
            shape: Array(shape[..<front]) + chosenShape + shape[front...],
            before: try NDArray.places(Array(shape[..<front]), Array(strides[..<front]), &check), chosen: chosen,
            after: try NDArray.places(Array(shape[front...]), Array(strides[front...]), &check))
        return (view, advanced)
    }

    /// How many axes the indices take, and whether lists or masks are among them.
    private func axesUsed(by indices: [ArrayIndex]) throws -> (used: Int, hasLists: Bool) {
        var used = 0
        var hasLists = false
        var ellipses = 0
        for index in indices {
            switch index {
            case .place, .slice: used += 1
            case .newAxis: break
            case .ellipsis: ellipses += 1
            case .array(let array):
                hasLists = true
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
        return (used, hasLists)
    }

    /// The shape that lists have together, and the place that they choose for each of its elements.
    private static func chosen(
        by lists: [IndexWalk.List], _ work: Work, _ check: inout StopCheck
    ) throws -> (shape: [Int], places: [Int]) {
        var shape: [Int] = []
        do {
            for list in lists { shape = try NDArray.broadcast(shape, list.array.shape) }
        } catch {
            throw Mistake(
                "shape mismatch: indexing arrays could not be broadcast together with shapes "
                    + lists.map { $0.array.shape.tightText }.joined(separator: " ")
            ).raised(as: "IndexError")
        }
        var chosen = [Int](repeating: 0, count: try NDArray.count(of: shape))
        for list in lists {
            let seen = try list.array.converted(to: .int64, work).broadcast(to: shape)
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
        return (shape, chosen)
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

    func gather(_ view: NDArray, _ advanced: Advanced, _ out: NDArray, _ work: Work) throws {
        func run<T>(_ type: T.Type) throws {
            let source = view.data.assumingMemoryBound(to: T.self)
            let target = out.data.assumingMemoryBound(to: T.self)
            try advanced.forEachPlace(work) { place, number in target[number] = source[place] }
        }
        try withSize(run, run, run)
    }

    func scatter(_ view: NDArray, _ advanced: Advanced, _ value: NDArray, _ work: Work) throws {
        let places = try value.isContiguous && value.storage !== storage ? value : value.copy(work)
        func run<T>(_ type: T.Type) throws {
            let target = view.data.assumingMemoryBound(to: T.self)
            let source = places.data.assumingMemoryBound(to: T.self)
            try advanced.forEachPlace(work) { place, number in target[place] = source[number] }
        }
        try withSize(run, run, run)
    }
}

/// The axes of an array, index by index: what is left of them, and the lists that choose along others.
private struct IndexWalk {
    typealias List = (array: NDArray, stride: Int, length: Int, axis: Int)

    let array: NDArray
    let hasLists: Bool
    /// Of the axes that stay.
    var (shape, strides): ([Int], [Int]) = ([], [])
    var offset: Int
    /// The next axis, and its place in the result.
    var (axis, place) = (0, 0)
    var lists: [List] = []
    /// Where the chosen axes would stand in the result.
    var positions: [Int] = []

    init(_ array: NDArray, hasLists: Bool) {
        (self.array, self.hasLists, offset) = (array, hasLists, array.offset)
        shape.reserveCapacity(array.ndim)
        strides.reserveCapacity(array.ndim)
    }

    mutating func take(whole count: Int) {
        for _ in 0..<count {
            shape.append(array.shape[axis])
            strides.append(array.strides[axis])
            axis += 1
            place += 1
        }
    }

    /// - Parameter count: how many whole axes an ellipsis stands for.
    mutating func take(_ index: ArrayIndex, whole count: Int, _ work: Work) throws {
        switch index {
        case .ellipsis: take(whole: count)
        case .newAxis:
            shape.append(1)
            strides.append(0)
            place += 1
        case .place(let number):
            let length = array.shape[axis]
            guard number < length, number >= -length else { throw NDArray.outOfBounds(number, axis, length) }
            if hasLists {
                lists.append((try NDArray(.int(number)), array.strides[axis], length, axis))
                positions.append(place)
            } else {
                offset += (number < 0 ? number + length : number) * array.strides[axis]
            }
            axis += 1
        case .slice(let lower, let upper, let step):
            let (start, count) = try NDArray.range(array.shape[axis], lower, upper, step ?? 1)
            if count > 0 { offset += start * array.strides[axis] }
            shape.append(count)
            strides.append(count > 1 ? array.strides[axis] * (step ?? 1) : array.strides[axis])
            axis += 1
            place += 1
        case .array(let list) where list.dtype == .bool && list.ndim == 0:
            // True and False are an axis of one place or of none.
            let length = list.number(at: 0) == .bool(true) ? 1 : 0
            lists.append((try NDArray.zeros([length], .int64, work: work), 0, 1, axis))
            positions.append(place)
        case .array(let list):
            if list.dtype == .bool {
                let seen = Array(array.shape[axis..<(axis + list.ndim)])
                for (dimension, length) in seen.enumerated() where list.shape[dimension] != length {
                    throw Mistake(
                        "boolean index did not match indexed array along axis \(axis + dimension); size of axis is "
                            + "\(length) but size of corresponding boolean axis is \(list.shape[dimension])",
                        expected: "a mask of shape \(seen.shapeText)"
                    ).raised(as: "IndexError")
                }
                for list in try list.nonzero(work: work) {
                    lists.append((list, array.strides[axis], array.shape[axis], axis))
                    positions.append(place)
                    axis += 1
                }
            } else {
                lists.append((list, array.strides[axis], array.shape[axis], axis))
                positions.append(place)
                axis += 1
            }
        }
    }
}
