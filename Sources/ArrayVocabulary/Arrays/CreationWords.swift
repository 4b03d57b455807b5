import Answers
import Arrays
import Language

/// How arrays come about, and the names of dtypes.
enum CreationWords {
    private typealias W = NumPyWord

    static let words: [Word] = making + ranges + types + constants

    private static func part(_ name: String, _ summary: String, _ example: String) -> Word {
        W.word(name, summary, "val", example) { call in
            let value = try call.required(0, "val")
            guard value.array != nil || value.elements != nil else {
                return try call.context.attribute(name, of: value)
            }
            let array = try call.array(0, "val")
            return .thing(name == "real" ? array : try NDArray.zeros(array.shape, array.dtype, work: call.work))
        }
    }

    private static let making: [Word] = [
        W.word(
            "array", "an array from a list of numbers or of rows; its memory is its own",
            "a, dtype=None, copy=True, ndmin=0", "np.array([[1, 2], [3, 4]])"
        ) {
            if $0.value(1, "dtype") == nil, let labels = TextArray(try $0.required(0, "a")) { return .thing(labels) }
            let dtype = try $0.dtype(1)
            let given = try $0.array(0, "a", dtype)
            let isOwn = try $0.required(0, "a").array == nil
            let made = try isOwn || given.storage !== $0.required(0, "a").array?.storage ? given : given.copy($0.work)
            let axes = try $0.int(3, "ndmin", 0)
            guard axes <= NDArray.mostAxes else {
                throw Mistake("ndmin = \(axes)", expected: "at most \(NDArray.mostAxes)").raised(
                    as: "ValueError", "ndmin must be <= ndmax (\(NDArray.mostAxes))")
            }
            return .thing(
                axes > made.ndim
                    ? try made.reshaped([Int](repeating: 1, count: axes - made.ndim) + made.shape, $0.work) : made)
        },
        W.word(
            "asarray", aliases: ["asanyarray", "ascontiguousarray"], "the value as an array; an array stays what it is",
            "a, dtype=None", "np.asarray([1, 2])"
        ) {
            if $0.value(1, "dtype") == nil, let labels = TextArray(try $0.required(0, "a")) { return .thing(labels) }
            return .thing(try $0.array(0, "a", $0.dtype(1)))
        },
        W.word("copy", "a copy that shares nothing with the array", "a", "np.copy([1, 2])") {
            .thing(try $0.array(0, "a").copy($0.work))
        },
        part("real", "of a number its real part; an array of real numbers is its own", "np.real(np.arange(3))"),
        part("imag", "of a number what stands before i; zeros of an array of real numbers", "np.imag(np.arange(3))"),
        W.word("zeros", "an array of zeros", "shape, dtype=float64, order=C", "np.zeros((2, 3))") {
            .thing(try NDArray.zeros($0.shape(0, "shape"), $0.dtype(1) ?? .float64, work: $0.work))
        },
        W.word("ones", "an array of ones", "shape, dtype=float64, order=C", "np.ones(3)") {
            .thing(try NDArray.full($0.shape(0, "shape"), .int(1), $0.dtype(1) ?? .float64, work: $0.work))
        },
        W.word(
            "empty", "an array to be filled; it begins with zeros here", "shape, dtype=float64, order=C", "np.empty(2)"
        ) {
            .thing(try NDArray.zeros($0.shape(0, "shape"), $0.dtype(1) ?? .float64, work: $0.work))
        },
        W.word("full", "an array of one number over and over", "shape, fill_value, dtype=None", "np.full((2, 2), 7)") {
            let filling = try $0.array(1, "fill_value", $0.dtype(2))
            let made = try NDArray.zeros($0.shape(0, "shape"), filling.dtype, work: $0.work)
            try made.assign(filling, $0.work)
            return .thing(made)
        },
        W.word("zeros_like", "zeros in the shape of an array", "a, dtype=None", "np.zeros_like([1.5, 2])") {
            let a = try $0.array(0, "a")
            return .thing(try NDArray.zeros(a.shape, $0.dtype(1) ?? a.dtype, work: $0.work))
        },
        W.word("ones_like", "ones in the shape of an array", "a, dtype=None", "np.ones_like([1.5, 2])") {
            let a = try $0.array(0, "a")
            return .thing(try NDArray.full(a.shape, .int(1), $0.dtype(1) ?? a.dtype, work: $0.work))
        },
        W.word(
            "empty_like", "an array to be filled, in the shape of another; it begins with zeros here", "a, dtype=None",
            "np.empty_like([1.5, 2])"
        ) {
            let a = try $0.array(0, "a")
            return .thing(try NDArray.zeros(a.shape, $0.dtype(1) ?? a.dtype, work: $0.work))
        },
        W.word(
            "full_like", "one number over and over, in the shape of an array", "a, fill_value, dtype=None",
            "np.full_like([1.5, 2], 3)"
        ) {
            let a = try $0.array(0, "a")
            let made = try NDArray.zeros(a.shape, $0.dtype(2) ?? a.dtype, work: $0.work)
            try made.assign($0.array(1, "fill_value", made.dtype), $0.work)
            return .thing(made)
        },
        W.word("eye", "a matrix with ones on a diagonal", "n, m=None, k=0, dtype=float64", "np.eye(3)") {
            let n = try $0.int(0, "n", 0)
            return .thing(
                try NDArray.eye(n, $0.int(1, "m", n), $0.int(2, "k", 0), $0.dtype(3) ?? .float64, work: $0.work))
        },
        W.word("identity", "a square matrix with ones on its diagonal", "n, dtype=float64", "np.identity(2)") {
            let n = try $0.int(0, "n", 0)
            return .thing(try NDArray.eye(n, n, 0, $0.dtype(1) ?? .float64, work: $0.work))
        },
        W.word("diag", "the diagonal of a matrix, or a matrix with this diagonal", "a, k=0", "np.diag([1.0, 10.0])") {
            let a = try $0.array(0, "a")
            let shift = try $0.int(1, "k", 0)
            guard a.ndim == 1 else { return .thing(try a.diagonal(shift).copy($0.work)) }
            let (n, overflow) = a.count.addingReportingOverflow(Int(clamping: shift.magnitude))
            _ = try NDArray.count(of: [overflow ? .max : n])
            let made = try NDArray.zeros([n, n], a.dtype, work: $0.work)
            try made.diagonal(shift).assign(a, $0.work)
            return .thing(made)
        },
        W.word("tril", "a matrix with zeros above a diagonal", "a, k=0", "np.tril(np.ones((2, 2)))") {
            .thing(try triangle($0, isLower: true))
        },
        W.word("triu", "a matrix with zeros below a diagonal", "a, k=0", "np.triu(np.ones((2, 2)))") {
            .thing(try triangle($0, isLower: false))
        },
        W.word(
            "fromfunction", "an array of what a function makes of the places", "function, shape, dtype=float64",
            "np.fromfunction(lambda i, j: i + j, (2, 2))"
        ) {
            let shape = try $0.shape(1, "shape")
            let places = try grids(
                shape.map { try NDArray.arange(.int(0), .int($0), .int(1)) }, isMatrix: true, $0.dtype(2) ?? .float64,
                $0.work)
            return try $0.context.call($0.required(0, "function"), places.map { .thing($0) })
        },
        W.word(
            "fromiter", "an array with one axis from what is gone through", "values, dtype, count=-1",
            "np.fromiter(range(3), float)"
        ) {
            let wanted = try $0.int(2, "count") ?? -1
            var values: [Value] = []
            if wanted != 0 {
                try $0.required(0, "values").forEach(in: $0.context) {
                    values.append($0)
                    return values.count != wanted
                }
            }
            guard wanted < 0 || values.count == wanted else {
                throw Mistake(
                    "count = \(wanted), and there are \(values.count) values", expected: "as many values or more"
                ).raised(
                    as: "ValueError",
                    "iterator too short: Expected \(wanted) but iterator had only \(values.count) items.")
            }
            return .thing(try $0.array(.list(values), "values", $0.dtype(1)))
        },
        W.word(
            "meshgrid", "the coordinates of a grid, one array for each axis", "*values, indexing=xy, sparse=False",
            returns: "list", "np.meshgrid([1, 2], [3, 4, 5])"
        ) { call in
            let axes = try call.rest().map { try call.array($0, "values").reshaped([-1], call.work) }
            let indexing = call.text(.max, "indexing", "xy")
            guard indexing == "xy" || indexing == "ij" else {
                throw Mistake("indexing = '\(indexing)'", expected: "'xy' or 'ij'").raised(
                    as: "ValueError", "Valid values for `indexing` are 'xy' and 'ij'.")
            }
            let isSparse = try call.flag(.max, "sparse")
            return .tuple(
                try grids(axes, isMatrix: indexing == "ij", isSparse: isSparse, nil, call.work).map { .thing($0) })
        },
    ]

    private static func triangle(_ call: NumPyCall, isLower: Bool) throws -> NDArray {
        let made = try call.array(0, "a").copy(call.work)
        let shift = try call.int(1, "k", 0)
        guard made.ndim >= 2 else { throw Mistake("a matrix is needed", expected: "an array with two axes") }
        let (rows, columns) = (made.shape[made.ndim - 2], made.shape[made.ndim - 1])
        var check = StopCheck(call.work)
        for place in 0..<made.count {
            try check.pass()
            let distance = place % columns - place / columns % rows
            if isLower ? distance > shift : distance < shift { made.set(.int(0), at: place) }
        }
        return made
    }

    /// The coordinates of a grid along each of its axes; the first two are swapped unless it is a matrix.
    static func grids(
        _ axes: [NDArray], isMatrix: Bool, isSparse: Bool = false, _ dtype: DType?, _ work: Work
    ) throws -> [NDArray] {
        var shape = axes.map(\.count)
        if !isMatrix, shape.count > 1 { shape.swapAt(0, 1) }
        return try axes.enumerated().map { index, axis in
            let place = isMatrix || index > 1 ? index : axes.count > 1 ? 1 - index : 0
            var own = [Int](repeating: 1, count: axes.count)
            own[place] = axis.count
            let seen = try axis.reshaped(own, work)
            let made = try (isSparse ? seen : seen.broadcast(to: shape)).copy(work)
            return try dtype.map { try made.converted(to: $0, work) } ?? made
        }
    }

    private static let ranges: [Word] = [
        W.word(
            "arange", "numbers at a distance, up to but not including the end", "start, stop=None, step=1, dtype=None",
            "np.arange(0, 1, 0.25)"
        ) {
            let first = try number($0, 0, "start")
            let stop = $0.value(1, "stop") == nil ? nil : try number($0, 1, "stop")
            let step = $0.value(2, "step") == nil ? ArrayNumber.int(1) : try number($0, 2, "step")
            let made = try NDArray.arange(stop == nil ? .int(0) : first, stop ?? first, step, work: $0.work)
            return .thing(try $0.dtype(3).map { try made.converted(to: $0) } ?? made)
        },
        W.word(
            "linspace", "numbers at equal distances, both ends included",
            "start, stop, num=50, endpoint=True, retstep=False, dtype=None", "np.linspace(0, 1, 5)"
        ) {
            let (a, b, count) = (try $0.double(0, "start", 0), try $0.double(1, "stop", 0), try $0.int(2, "num", 50))
            guard count >= 0 else {
                throw Mistake("Number of samples, \(count), must be non-negative.", expected: "0 or more")
            }
            let isClosed = try $0.flag(3, "endpoint", true)
            let made = try NDArray.linspace(a, b, count, endpoint: isClosed, work: $0.work)
            let shown = try $0.dtype(5).map { try made.converted(to: $0) } ?? made
            guard try $0.flag(4, "retstep") else { return .thing(shown) }
            return .tuple([
                .thing(shown), .object(ScalarObject(.float((b - a) / Double(isClosed ? count - 1 : count)), .float64)),
            ])
        },
        W.word(
            "logspace", "numbers at equal ratios, from 10 to the power start to 10 to the power stop",
            "start, stop, num=50, endpoint=True, base=10.0", "np.logspace(-3, 0, 4)"
        ) {
            let powers = try NDArray.linspace(
                $0.double(0, "start", 0), $0.double(1, "stop", 0), $0.int(2, "num", 50),
                endpoint: $0.flag(3, "endpoint", true), work: $0.work)
            return .thing(try $0.apply(.power, .number(.float($0.double(4, "base", 10))), .array(powers)))
        },
        W.word(
            "geomspace", "numbers at equal ratios from start to stop", "start, stop, num=50, endpoint=True",
            "np.geomspace(1, 1000, 4)"
        ) {
            let (a, b, count) = (try $0.double(0, "start", 1), try $0.double(1, "stop", 1), try $0.int(2, "num", 50))
            guard a * b > 0 else { throw Mistake("Geometric sequence cannot include zero") }
            let logs = try NDArray([a, b].map(\.magnitude)).apply(.log10, work: $0.work).doubles()
            let powers = try NDArray.linspace(
                logs[0], logs[1], count, endpoint: $0.flag(3, "endpoint", true), work: $0.work)
            let made = try $0.apply(.power, .number(.float(10)), .array(powers))
            if count > 0 { made.set(.float(a.magnitude), at: 0) }
            if count > 1, try $0.flag(3, "endpoint", true) { made.set(.float(b.magnitude), at: count - 1) }
            return .thing(a < 0 ? try made.apply(.negative, work: $0.work) : made)
        },
    ]

    private static func number(_ call: NumPyCall, _ place: Int, _ name: String) throws -> ArrayNumber {
        let value = try call.required(place, name)
        guard let number = value.array?.only ?? value.arrayNumber else {
            throw Mistake("\(name) = \(value.brief)", expected: "a number").raised(as: "TypeError")
        }
        return number
    }

    private static let types: [Word] =
        [
            ("float64", ["double", "float_"], DType.float64), ("float32", ["single"], .float32),
            ("int64", ["int_", "intp", "longlong"], .int64), ("int32", ["intc"], .int32), ("uint8", ["ubyte"], .uint8),
            ("bool_", ["bool"], .bool),
        ].map { name, aliases, dtype in
            W.word(
                name, aliases: aliases, "the dtype \(dtype.name), and numbers of it", "a=0", returns: "number",
                "np.zeros(2, dtype=np.\(name))"
            ) {
                let value = $0.value(0, "a") ?? .int(0)
                if let text = value.asText, let number = Double(text) {
                    return Value(try NDArray(.float(number), dtype))
                }
                return Value(try $0.array(value, "a", dtype))
            }
        } + [
            W.word("dtype", "what the elements of an array are", "dtype", returns: "dtype", "np.dtype(\"float32\")") {
                .object(DTypeObject(try $0.dtype(0) ?? .float64))
            },
            W.word(
                "ndarray", "the type of arrays; np.array and np.zeros make them", "shape, dtype=float64",
                "isinstance(np.zeros(2), np.ndarray)"
            ) {
                .thing(try NDArray.zeros($0.shape(0, "shape"), $0.dtype(1) ?? .float64, work: $0.work))
            },
        ]
        + ["floating", "integer", "number", "generic"].map { name in
            W.word(
                name, "the type of NumPy's numbers: isinstance(x, np.\(name))", "", returns: "number",
                "isinstance(np.float64(1), np.\(name))"
            ) { _ in
                throw Mistake("np.\(name) makes no numbers", try: "np.float64(…)").raised(as: "TypeError")
            }
        }

    private static let constants: [Word] = [
        W.constant("pi", "the number π", .number(.pi)), W.constant("e", "Euler's number", .number(2.718281828459045)),
        W.constant("inf", "infinity", .number(.infinity), aliases: ["Inf", "PINF"]),
        W.constant("nan", "no number", .number(.nan), aliases: ["NaN"]),
        W.constant("euler_gamma", "Euler's constant γ", .number(0.5772156649015329)),
        Word(
            "numpy.c_", family: "numpy", summary: "arrays as columns beside each other: np.c_[a, b]", returns: "array",
            examples: ["import numpy as np\nnp.c_[[1, 2], [3, 4]]"],
            meaning: .value { .object(JoinerObject(columns: true)) }),
        Word(
            "numpy.r_", family: "numpy", summary: "arrays one after the other: np.r_[a, 0, 1:4]", returns: "array",
            examples: ["import numpy as np\nnp.r_[[1, 2], 0]"],
            meaning: .value { .object(JoinerObject(columns: false)) }),
        Word(
            "numpy.newaxis", family: "numpy", summary: "a new axis of length 1: x[:, np.newaxis]", returns: "None",
            examples: ["import numpy as np\nnp.arange(3)[:, np.newaxis]"], meaning: .value { .none }),
    ]
}
