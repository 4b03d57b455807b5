import Answers
import Arrays
import Language

/// Questions about elements, whose answers are True and False.
extension StatisticsArrayWords {
    static let questions: [Word] = [
        W.word(
            "where", "of x where a condition is true, else of y; alone, the places where it is",
            "condition, x=None, y=None", "np.where(np.arange(4) > 1, 1, -1)"
        ) { call in
            let mask = try call.array(0, "condition")
            guard call.value(1, "x") != nil else {
                return .tuple(try mask.nonzero(work: call.work).map { .thing($0) })
            }
            if let labels = try labels(call, mask) { return .thing(labels) }
            return Value(try mask.choosing(call.operand(1, "x"), call.operand(2, "y"), work: call.work))
        },
        W.word(
            "nonzero", "the places of what is not 0, one array for each axis", "a", returns: "tuple",
            "np.nonzero([0, 1, 2])"
        ) {
            .tuple(try $0.array(0, "a").nonzero(work: $0.work).map { .thing($0) })
        },
        W.word("flatnonzero", "the places of what is not 0 in the flattened array", "a", "np.flatnonzero([0, 1, 2])") {
            .thing(try $0.array(0, "a").reshaped([-1], $0.work).nonzero(work: $0.work)[0])
        },
        W.word("argwhere", "the places of what is not 0, one row for each", "a", "np.argwhere([[0, 1], [2, 0]])") {
            .thing(try NDArray.stacked($0.array(0, "a").nonzero(work: $0.work), axis: 1, work: $0.work))
        },
        W.word(
            "isclose", "whether elements are nearly equal", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
            "np.isclose([0.1 + 0.2], [0.3])"
        ) {
            Value(try close($0))
        },
        W.word(
            "allclose", "whether all elements are nearly equal", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
            returns: "bool", "np.allclose([1, 2], [1, 2 + 1e-9])"
        ) {
            Value(try close($0).reduce(.all, work: $0.work)).plain
        },
        W.word(
            "array_equal", "whether two arrays have the same shape and elements", "a, b, equal_nan=False",
            returns: "bool", "np.array_equal([1, 2], [1, 2])"
        ) {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            guard a.shape == b.shape else { return .bool(false) }
            return Value(try $0.apply(.equal, .array(a), .array(b)).reduce(.all, work: $0.work)).plain
        },
        W.word(
            "unravel_index", "the places along the axes of a place in the flattened array", "indices, shape",
            returns: "tuple", "np.unravel_index(5, (2, 3))"
        ) { call in
            let flat = try call.array(0, "indices", .int64)
            var step = try NDArray.count(of: call.shape(1, "shape"))
            let outside = try call.apply(
                .logicalOr, .array(call.apply(.less, .array(flat), .number(.int(0)))),
                .array(call.apply(.greaterEqual, .array(flat), .number(.int(step)))))
            if let place = try outside.reshaped([-1], call.work).nonzero(work: call.work)[0].numbers().first {
                let index = try flat.reshaped([-1], call.work).at(place.asInt).number(at: 0).asInt
                throw Mistake(
                    "index \(index) is out of bounds for array with size \(step)", expected: "0 to \(step - 1)"
                ).raised(as: "ValueError", "index \(index) is out of bounds for array with size \(step)")
            }
            return .tuple(
                try call.shape(1, "shape").map { length in
                    step /= Swift.max(1, length)
                    let places = try call.apply(.floorDivide, .array(flat), .number(.int(Swift.max(1, step))))
                    return Value(try call.apply(.remainder, .array(places), .number(.int(Swift.max(1, length)))))
                })
        },
        W.word("isscalar", "whether it is one number or text", "a", returns: "bool", "np.isscalar(3)") {
            let value = try $0.required(0, "a")
            return .bool(value.arrayNumber != nil || value.asText != nil)
        },
    ]

    /// Of two labels, or arrays of them, the one that a mask chooses; nil where there are none.
    static func labels(_ call: NumPyCall, _ mask: NDArray) throws -> TextArray? {
        let sides = try [call.required(1, "x"), call.required(2, "y")].map { side -> TextArray? in
            if case .text(let text) = side { return TextArray(Array(repeating: text, count: mask.count)) }
            return TextArray(side)
        }
        guard let x = sides[0], let y = sides[1], mask.ndim == 1, x.length == mask.count, y.length == mask.count else {
            return nil
        }
        return TextArray(mask.numbers().enumerated().map { $1.asDouble != 0 ? x.texts[$0] : y.texts[$0] })
    }

    private static func close(_ call: NumPyCall) throws -> NDArray {
        try close(
            call, call.array(0, "a", .float64), call.array(1, "b", .float64), rtol: call.double(2, "rtol", 1e-5),
            atol: call.double(3, "atol", 1e-8), areGapsEqual: call.flag(4, "equal_nan"))
    }

    /// Whether |a − b| ≤ atol + rtol·|b|, element by element.
    private static func close(
        _ call: NumPyCall, _ a: NDArray, _ b: NDArray, rtol: Double, atol: Double, areGapsEqual: Bool
    ) throws -> NDArray {
        let gap = try call.apply(.subtract, .array(a), .array(b)).apply(.absolute, work: call.work)
        let bound = try call.apply(
            .add, .number(.float(atol)),
            .array(call.apply(.multiply, .number(.float(rtol)), .array(b.apply(.absolute, work: call.work)))))
        let near = try call.apply(.lessEqual, .array(gap), .array(bound))
        let finite = try call.apply(.logicalAnd, .array(near), .array(b.apply(.isfinite, work: call.work)))
        var found = try call.apply(.logicalOr, .array(finite), .array(call.apply(.equal, .array(a), .array(b))))
        if areGapsEqual {
            let both = try call.apply(
                .logicalAnd, .array(a.apply(.isnan, work: call.work)), .array(b.apply(.isnan, work: call.work)))
            found = try call.apply(.logicalOr, .array(found), .array(both))
        }
        return found
    }
}
