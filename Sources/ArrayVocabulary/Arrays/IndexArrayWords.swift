import Answers
import Arrays
import Language

/// Places of triangles and diagonals, and elements that are taken from places or written to them.
enum IndexArrayWords {
    private typealias W = NumPyWord

    static let words: [Word] = triangles + chosen + written

    // MARK: Triangles and diagonals

    private static let triangles: [Word] =
        [(true, "above"), (false, "below")].map { isUpper, side in
            let name = isUpper ? "triu_indices" : "tril_indices"
            return W.word(
                name, "the rows and columns of the triangle \(side) the diagonal, with it", "n, k=0, m=None",
                returns: "tuple", "np.\(name)(3)"
            ) { call in
                let n = try length(call, 0, "n")
                return try places(n, length(call, 2, "m", n), call.int(1, "k", 0), isUpper: isUpper, call.work)
            }
        }
        + [true, false].map { isUpper in
            let name = isUpper ? "triu_indices_from" : "tril_indices_from"
            return W.word(
                name, "the same for a matrix", "arr, k=0", returns: "tuple",
                "np.\(name)(np.eye(3), k=\(isUpper ? 1 : -1))"
            ) { call in
                let shape = try matrix(call)
                return try places(shape.0, shape.1, call.int(1, "k", 0), isUpper: isUpper, call.work)
            }
        } + diagonals

    private static let diagonals: [Word] = [
        W.word(
            "diag_indices", "the places of the diagonal, a list for each axis", "n, ndim=2", returns: "tuple",
            "np.diag_indices(3)"
        ) { call in
            let n = try length(call, 0, "n")
            let axes = try call.int(1, "ndim", 2)
            guard (1...NDArray.mostAxes).contains(axes) else {
                throw Mistake("ndim = \(axes)", expected: "1 to \(NDArray.mostAxes)", argument: "ndim")
            }
            let list = try NDArray(Array(0..<n))
            return .tuple([Value](repeating: .thing(list), count: axes))
        },
        W.word(
            "fill_diagonal", "sets the diagonal of a matrix to a value, or to values in turn", "a, val, wrap=False",
            returns: "None", "np.fill_diagonal(np.zeros((3, 3)), 1)"
        ) { call in
            let a = try given(call, 0, "a")
            guard a.ndim >= 2 else {
                throw Mistake("an array of \(a.ndim) axes", expected: "a matrix, or more axes").raised(
                    as: "ValueError", "array must be at least 2-d")
            }
            guard a.ndim == 2 || Set(a.shape).count == 1 else {
                throw Mistake("the axes have the lengths \(a.shape.shapeText)", expected: "one length").raised(
                    as: "ValueError", "All dimensions of input must be of equal length")
            }
            guard a.count > 0 else { return .none }
            let step = a.ndim == 2 ? a.strides[0] + a.strides[1] : a.strides.reduce(0, +)
            // With wrap the diagonal of a high matrix begins again one row after its end.
            let isWrapped = try call.flag(2, "wrap") && a.ndim == 2
            let columns = a.shape[1]
            let rows =
                isWrapped ? (0..<a.shape[0]).filter { $0 % (columns + 1) < columns } : Array(0..<(a.shape.min() ?? 0))
            let values = try call.array(1, "val").reshaped([-1], call.work)
            guard values.count > 0 else { return .none }
            let filling = try values.element([.array(NDArray(rows.indices.map { $0 % values.count }))], work: call.work)
            if isWrapped {
                let places = try [rows, rows.map { $0 % (columns + 1) }].map { ArrayIndex.array(try NDArray($0)) }
                try a.store(places, .array(filling), work: call.work)
            } else {
                let line = a.view(shape: [rows.count], strides: [step], offset: a.offset, isReadOnly: a.isReadOnly)
                try line.assign(filling, call.work)
            }
            return .none
        },
        W.word(
            "diagflat", "a matrix with the elements on its diagonal", "v, k=0", "np.diagflat([[1, 2], [3, 4]])"
        ) { call in
            let v = try call.array(0, "v").reshaped([-1], call.work)
            let k = try call.int(1, "k", 0)
            guard k.magnitude < 100_000 else {
                throw Mistake("k = \(k.grouped)", expected: "between -100,000 and 100,000", argument: "k")
            }
            let n = v.count + abs(k)
            let made = try NDArray.zeros([n, n], v.dtype, work: call.work)
            let rows = (0..<v.count).map { $0 + Swift.max(0, -k) }
            try made.store(
                [.array(NDArray(rows)), .array(NDArray(rows.map { $0 + k }))], .array(v), work: call.work)
            return .thing(made)
        },
    ]

    private static func length(_ call: NumPyCall, _ place: Int, _ name: String, _ standard: Int? = nil) throws -> Int {
        guard let length = try call.int(place, name) ?? standard else { return try call.int(place, name, 0) }
        guard (0...20_000).contains(length) else {
            throw Mistake("\(name) = \(length.grouped)", expected: "0 to 20,000", argument: name)
        }
        return length
    }

    private static func matrix(_ call: NumPyCall) throws -> (Int, Int) {
        let a = try call.array(0, "arr")
        guard a.ndim == 2 else {
            throw Mistake("an array of \(a.ndim) axes", expected: "a matrix").raised(
                as: "ValueError", "input array must be 2-d")
        }
        return (a.shape[0], a.shape[1])
    }

    private static func places(_ rows: Int, _ columns: Int, _ k: Int, isUpper: Bool, _ work: Work) throws
        -> Value
    {
        let mask = try NDArray(uninitialised: [rows, columns], .bool)
        let flags = mask.pointer(Flag.self)
        let shift = Swift.max(-rows - columns, Swift.min(rows + columns, k))
        var check = StopCheck(work)
        for row in 0..<rows {
            try check.pass(1 + columns)
            for column in 0..<columns {
                let isInside = isUpper ? column - row >= shift : column - row <= shift
                flags[row * columns + column] = Flag(isInside)
            }
        }
        return .tuple(try mask.nonzero(work: work).map { .thing($0) })
    }

    // MARK: Elements from places

    private static let chosen: [Word] = [
        W.word(
            "ix_", "lists of places for each axis, so that a[np.ix_(rows, columns)] is a rectangle", "*args",
            returns: "tuple", "np.arange(9).reshape(3, 3)[np.ix_([0, 2], [1, 2])]"
        ) { call in
            let lists = try call.rest().map { try call.array($0, "args") }
            return .tuple(
                try lists.enumerated().map { axis, list in
                    guard list.ndim == 1 else {
                        throw Mistake("a list of \(list.ndim) axes", expected: "lists of places").raised(
                            as: "ValueError", "Cross index must be 1 dimensional")
                    }
                    let places =
                        list.dtype == .bool
                        ? try list.nonzero(work: call.work)[0]
                        : list.count == 0 ? try list.cast(to: .int64, call.work) : list
                    var shape = [Int](repeating: 1, count: lists.count)
                    shape[axis] = places.count
                    return .thing(try places.reshaped(shape, call.work))
                })
        },
        W.word(
            "extract", "the elements where a condition holds, in one line", "condition, arr",
            "np.extract([True, False, True], [1, 2, 3])"
        ) { call in
            let flags = try call.array(0, "condition").cast(to: .bool, call.work).reshaped([-1], call.work)
            return .thing(
                try call.array(1, "arr").reshaped([-1], call.work).element(
                    [.array(flags.nonzero(work: call.work)[0])], work: call.work))
        },
        W.word(
            "compress", "the rows where a condition holds, along an axis", "condition, a, axis=None",
            "np.compress([True, False], [[1, 2], [3, 4]], axis=0)"
        ) { call in
            let flags = try call.array(0, "condition").cast(to: .bool, call.work)
            guard flags.ndim == 1 else {
                throw Mistake("a condition of \(flags.ndim) axes", expected: "one bool for each row").raised(
                    as: "ValueError", "condition must be a 1-d array")
            }
            let a = try call.array(1, "a")
            let axis = try call.int(2, "axis")
            return .thing(
                try (axis == nil ? a.reshaped([-1], call.work) : a).taken(
                    flags.nonzero(work: call.work)[0], axis: axis ?? 0, work: call.work))
        },
        W.word(
            "choose", "for each element of a the element at that place of one of several arrays", "a, choices",
            "np.choose([0, 1, 0], [[1, 2, 3], [10, 20, 30]])"
        ) { call in
            let a = try call.array(0, "a", .int64)
            var choices = try call.arrays(1, "choices")
            guard let first = choices.first else {
                throw Mistake("choose without choices", expected: "a list of arrays", argument: "choices")
            }
            var shape = a.shape
            for choice in choices { shape = try NDArray.broadcast(shape, choice.shape) }
            let dtype = choices.dropFirst().reduce(first.dtype) { $0.promoted(with: $1.dtype) }
            choices = try choices.map { try $0.cast(to: dtype, call.work).broadcast(to: shape).copy(call.work) }
            let places = try a.broadcast(to: shape).copy(call.work)
            let out = try NDArray(uninitialised: shape, dtype)
            var check = StopCheck(call.work)
            for place in 0..<out.count {
                try check.pass()
                let number = places.number(at: place).asInt
                guard choices.indices.contains(number) else {
                    throw Mistake("\(number) in a names no choice", expected: "0 to \(choices.count - 1)").raised(
                        as: "ValueError", "invalid entry in choice array")
                }
                out.set(choices[number].number(at: place), at: place)
            }
            return Value(out)
        },
    ]

    // MARK: Writing to places

    private static func given(_ call: NumPyCall, _ place: Int, _ name: String) throws -> NDArray {
        guard let array = try call.required(place, name).array else {
            throw Mistake(
                "\(try call.required(place, name).brief) is changed in place", expected: "an array", argument: name
            )
            .raised(as: "TypeError", "argument 1 must be numpy.ndarray, not \(try call.required(place, name).typeName)")
        }
        return array
    }

    /// The second argument, a bool for each element of the array.
    private static func mask(_ call: NumPyCall, _ function: String, of array: NDArray) throws -> NDArray {
        let flags = try call.array(1, "mask").cast(to: .bool, call.work)
        guard flags.count == array.count else {
            throw Mistake("a mask of \(flags.count) for \(array.count) elements", expected: "a bool for each").raised(
                as: "ValueError", "\(function): mask and data must be the same size")
        }
        return try flags.reshaped(array.shape, call.work)
    }

    /// Values over and over, as many as are needed.
    private static func repeated(_ values: NDArray, _ count: Int, _ work: Work) throws -> NDArray {
        let line = try values.reshaped([-1], work)
        guard line.count > 0 || count == 0 else {
            throw Mistake("no values to write", expected: "one or more").raised(
                as: "ValueError", "Cannot insert from an empty array!")
        }
        return try line.element(
            [.array(NDArray((0..<count).map(stoppedBy: work) { $0 % Swift.max(1, line.count) }))], work: work)
    }

    private static let written: [Word] = [
        W.word(
            "place", "sets the elements where a mask is True to values in turn", "arr, mask, vals", returns: "None",
            "a = np.arange(5)\nnp.place(a, a > 2, [9])\na"
        ) { call in
            let a = try given(call, 0, "arr")
            let mask = try mask(call, "place", of: a)
            let count = try mask.reduce(.sum, work: call.work).number(at: 0).asInt
            try a.store([.array(mask)], .array(repeated(call.array(2, "vals"), count, call.work)), work: call.work)
            return .none
        },
        W.word(
            "putmask", "sets the elements where a mask is True to those at the same places of values",
            "a, mask, values",
            returns: "None", "a = np.arange(5)\nnp.putmask(a, a > 2, a * 10)\na"
        ) { call in
            let a = try given(call, 0, "a")
            let mask = try mask(call, "putmask", of: a)
            let values = try repeated(call.array(2, "values"), a.count, call.work).reshaped(a.shape, call.work)
            try a.assign(
                mask.choosing(.array(values.cast(to: a.dtype, call.work)), .array(a), work: call.work),
                call.work)
            return .none
        },
        W.word(
            "put", "sets the elements at places of the flattened array to values in turn", "a, ind, v, mode=raise",
            returns: "None", "a = np.arange(5)\nnp.put(a, [0, 2], [-44, -55])\na"
        ) { call in
            let (a, places) = (try given(call, 0, "a"), try call.array(1, "ind", .int64).reshaped([-1], call.work))
            var numbers = try places.elements(as: Int.self, stoppedBy: call.work)
            let mode = call.text(3, "mode", "raise")
            switch mode {
            case "raise": break
            case "wrap":
                numbers = try numbers.map(stoppedBy: call.work) {
                    a.count == 0 ? $0 : ($0 % a.count + a.count) % a.count
                }
            case "clip": numbers = try numbers.map(stoppedBy: call.work) { Swift.max(0, Swift.min(a.count - 1, $0)) }
            default:
                throw Mistake("mode = '\(mode)'", expected: "'raise', 'wrap' or 'clip'", argument: "mode").raised(
                    as: "ValueError", "clipmode must be one of 'clip', 'raise', or 'wrap' (got '\(mode)')")
            }
            let values = try repeated(call.array(2, "v"), numbers.count, call.work)
            let flat = try a.contiguous(call.work).reshaped([-1], call.work)
            try flat.store([.array(NDArray(numbers))], .array(values), work: call.work)
            if !a.isContiguous { try a.assign(flat.reshaped(a.shape, call.work), call.work) }
            return .none
        },
        W.word(
            "copyto", "copies values into an array, where a mask is True", "dst, src, casting=same_kind, where=True",
            returns: "None", "a = np.zeros(3)\nnp.copyto(a, [1, 2, 3])\na"
        ) { call in
            let (target, source) = (try given(call, 0, "dst"), try call.array(1, "src"))
            guard target.dtype.isFloat || !source.dtype.isFloat else {
                throw Mistake(
                    "dst holds \(target.dtype.name), src \(source.dtype.name)",
                    expected: "an array that can hold the values",
                    try: "dst.astype(float)"
                ).raised(
                    as: "TypeError",
                    "Cannot cast array data from dtype('\(source.dtype.name)') to dtype('\(target.dtype.name)') according to "
                        + "the rule 'same_kind'")
            }
            guard let mask = try call.optionalArray(3, "where") else {
                try target.assign(source, call.work)
                return .none
            }
            try target.assign(
                mask.cast(to: .bool, call.work).choosing(
                    .array(source.cast(to: target.dtype, call.work).broadcast(to: target.shape)), .array(target),
                    work: call.work),
                call.work)
            return .none
        },
    ]
}
