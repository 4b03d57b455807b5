import Answers
import Arrays
import Language

/// Grids of places, windows along axes, and the limits of dtypes.
enum GridWords {
    private typealias W = NumPyWord

    static let words: [Word] =
        [
            W.word(
                "indices", "the places along each axis of an array of such a shape", "dimensions, dtype=int64",
                "np.indices((2, 3))"
            ) { call in
                let axes = try call.shape(0, "dimensions").map {
                    try NDArray.arange(.int(0), .int($0), .int(1), work: call.work)
                }
                guard !axes.isEmpty else { return .thing(try NDArray.zeros([0], .int64, work: call.work)) }
                return .thing(
                    try NDArray.stacked(
                        CreationWords.grids(axes, isMatrix: true, call.dtype(1) ?? .int64, call.work), work: call.work))
            },
            W.word("tri", "ones on and below a diagonal", "N, M=None, k=0, dtype=float64", "np.tri(3)") { call in
                let rows = try call.int(0, "N", 0)
                let (columns, shift) = (try call.int(1, "M") ?? rows, try call.int(2, "k", 0))
                let made = try NDArray.zeros([rows, columns], call.dtype(3) ?? .float64, work: call.work)
                var check = StopCheck(call.work)
                for place in 0..<made.count {
                    try check.pass()
                    if place % columns - place / columns <= shift { made.set(.int(1), at: place) }
                }
                return .thing(made)
            },
            W.word("dstack", "arrays behind each other, along a third axis", "arrays", "np.dstack([[1, 2], [3, 4]])") {
                call in
                let parts = try call.arrays(0, "arrays").map { part -> NDArray in
                    switch part.ndim {
                    case 0: try part.reshaped([1, 1, 1])
                    case 1: try part.reshaped([1, -1, 1])
                    case 2: part.expanded(2)
                    default: part
                    }
                }
                return Value(try NDArray.concatenated(parts, axis: 2, work: call.work))
            },
            W.word(
                "lib.stride_tricks.sliding_window_view",
                "all windows of such a length, or such a shape, along the axes; they look at the array's own memory",
                "x, window_shape, axis=None", "np.lib.stride_tricks.sliding_window_view(np.arange(5), 3)"
            ) { call in
                let x = try call.array(0, "x")
                let window = try call.shape(1, "window_shape")
                let axes = try call.axes(2).map { try $0.map { try NDArray.axis($0, x.ndim) } } ?? Array(0..<x.ndim)
                guard window.count == axes.count else {
                    throw Mistake(
                        "\(Phrase.count(window.count, "length")) of a window along \(Phrase.count(axes.count, "axis", "axes"))",
                        expected: "one for each axis", try: "axis=0"
                    ).raised(
                        as: "ValueError",
                        call.value(2, "axis") == nil
                            ? "Since axis is `None`, must provide window_shape for all dimensions of `x`; got \(window.count) "
                                + "window_shape elements and `x.ndim` is \(x.ndim)."
                            : "Must provide matching length window_shape and axis; got \(window.count) window_shape elements "
                                + "and \(axes.count) axes elements.")
                }
                var shape = x.shape
                for (length, axis) in zip(window, axes) {
                    guard length >= 0, length <= shape[axis] else {
                        throw Mistake("a window of \(length) along \(shape[axis])", expected: "at most as many").raised(
                            as: "ValueError",
                            length < 0
                                ? "`window_shape` cannot contain negative values"
                                : "window shape cannot be larger than input array shape")
                    }
                    shape[axis] -= length - 1
                }
                _ = try NDArray.count(of: shape + window)
                return .thing(
                    x.view(
                        shape: shape + window, strides: x.strides + axes.map { x.strides[$0] }, offset: x.offset,
                        isReadOnly: true))
            },
            W.word(
                "finfo", "the limits of a dtype of floating-point numbers: eps, max, min, tiny", "dtype",
                returns: FloatLimits.kind, "np.finfo(np.float32).eps"
            ) { call in
                let dtype = try limited(call)
                guard dtype.isFloat else {
                    throw Mistake(
                        "\(dtype.name) holds whole numbers", expected: "float64 or float32", try: "np.iinfo(int)"
                    )
                    .raised(as: "ValueError", "data type <class 'numpy.\(dtype.name)'> not inexact")
                }
                return .thing(FloatLimits(dtype: dtype))
            },
            W.word(
                "iinfo", "the limits of a dtype of whole numbers: max, min, bits", "dtype", returns: WholeLimits.kind,
                "np.iinfo(np.int32).max"
            ) { call in
                let dtype = try limited(call)
                guard dtype.isInteger else {
                    throw Mistake(
                        "\(dtype.name) holds no whole numbers", expected: "int64, int32 or uint8",
                        try: "np.finfo(float)"
                    )
                    .raised(as: "ValueError", "Invalid integer data type '\(dtype.isFloat ? "f" : "b")'.")
                }
                return .thing(WholeLimits(dtype: dtype))
            },
        ]
        + [("mgrid", false), ("ogrid", true)].map { name, isOpen in
            Word(
                "numpy." + name, family: "numpy",
                summary: isOpen
                    ? "the coordinates of a grid, one array for each axis that is long along it alone: np.ogrid[0:3, 0:2]"
                    : "the coordinates of a grid, an array for each axis: np.mgrid[0:3, 0:2]",
                returns: GridMaker.kind, examples: ["import numpy as np\nnp.\(name)[0:3, 0:2]"],
                meaning: .value { .thing(GridMaker(isOpen: isOpen)) })
        }

    /// A dtype, or that of a number or an array.
    private static func limited(_ call: NumPyCall) throws -> DType {
        let given = try call.required(0, "dtype")
        if DTypeObject.dtype(of: given) == nil, let array = try? call.array(given, "dtype") { return array.dtype }
        guard let dtype = try call.dtype(0) else { throw Mistake("dtype is None", expected: "a dtype such as float") }
        return dtype
    }
}

/// `np.mgrid[0:3, 0:2]`: what stands in the brackets makes the grid; whole numbers only.
struct GridMaker: Subscriptable {
    static let kind = "grid maker"
    let isOpen: Bool

    var summary: String { isOpen ? "np.ogrid" : "np.mgrid" }
    var length: Int { 0 }

    func element(_ subscripts: [Subscript]) throws -> Value {
        let axes = try subscripts.map { one -> NDArray in
            guard case .slice(let lower, let upper?, let step) = one else {
                throw Mistake(
                    "\(summary) makes a grid of slices with an end", expected: "a slice for each axis",
                    try: "\(summary)[0:3, 0:2]"
                ).raised(as: "TypeError")
            }
            return try NDArray.arange(.int(lower ?? 0), .int(upper), .int(step ?? 1))
        }
        guard axes.count > 1 else { return .thing(axes[0]) }
        let grids = try CreationWords.grids(axes, isMatrix: true, isSparse: isOpen, nil, Work())
        return isOpen ? .tuple(grids.map { .thing($0) }) : .thing(try NDArray.stacked(grids))
    }
}

/// `np.finfo(float)`
struct FloatLimits: Presentable {
    static let kind = "finfo"
    let dtype: DType

    private var isDouble: Bool { dtype == .float64 }
    var epsilon: Double { isDouble ? Double.ulpOfOne : Double(Float.ulpOfOne) }
    var largest: Double { isDouble ? .greatestFiniteMagnitude : Double(Float.greatestFiniteMagnitude) }
    var smallestNormal: Double { isDouble ? .leastNormalMagnitude : Double(Float.leastNormalMagnitude) }
    var digits: Int { isDouble ? 15 : 6 }
    var resolution: Double { isDouble ? 1e-15 : 1e-6 }

    var summary: String {
        func text(_ number: Double) -> String { isDouble ? "\(number)" : "\(Float(number))" }
        return "finfo(resolution=\(text(resolution)), min=\(text(-largest)), max=\(text(largest)), dtype=\(dtype.name))"
    }

    func number(_ number: Double) throws -> Value { Value(try NDArray(.float(number), dtype)) }

    static let members: [Member] = [
        .attribute("eps", of: FloatLimits.self, "the distance from 1 to the next larger number") {
            try $0.number($0.epsilon)
        },
        .attribute("max", of: FloatLimits.self, "the largest number") { try $0.number($0.largest) },
        .attribute("min", of: FloatLimits.self, "the smallest number: minus the largest") {
            try $0.number(-$0.largest)
        },
        .attribute(
            "tiny", aliases: ["smallest_normal"], of: FloatLimits.self, "the smallest positive number of full precision"
        ) { try $0.number($0.smallestNormal) },
        .attribute("resolution", of: FloatLimits.self, "10 to the power −precision") { try $0.number($0.resolution) },
        .attribute("precision", of: FloatLimits.self, "how many decimal digits are kept") { .int($0.digits) },
        .attribute("bits", of: FloatLimits.self, "how many bits a number takes") { .int($0.dtype.size * 8) },
        .attribute("dtype", of: FloatLimits.self, "the dtype") { .object(DTypeObject($0.dtype)) },
    ]
}

/// `np.iinfo(int)`
struct WholeLimits: Presentable {
    static let kind = "iinfo"
    let dtype: DType

    var range: (low: Int, high: Int) {
        switch dtype {
        case .uint8: (0, 255)
        case .int32: (Int(Int32.min), Int(Int32.max))
        default: (.min, .max)
        }
    }

    var summary: String { "iinfo(min=\(range.low), max=\(range.high), dtype=\(dtype.name))" }

    static let members: [Member] = [
        .attribute("max", of: WholeLimits.self, "the largest number") { .int($0.range.high) },
        .attribute("min", of: WholeLimits.self, "the smallest number") { .int($0.range.low) },
        .attribute("bits", of: WholeLimits.self, "how many bits a number takes") { .int($0.dtype.size * 8) },
        .attribute("dtype", of: WholeLimits.self, "the dtype") { .object(DTypeObject($0.dtype)) },
    ]
}
