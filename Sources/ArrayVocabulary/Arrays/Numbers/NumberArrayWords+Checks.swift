import Answers
import Arrays
import Language

/// Whether arrays and dtypes are as they should be: `np.testing` and its kin.
extension NumberArrayWords {
    /// Raises an AssertionError where two arrays are not as they should be.
    private static func check(
        _ name: String, _ summary: String, _ signature: String, _ example: String,
        header: @escaping @Sendable (NumPyCall) throws -> String = { _ in "Arrays are not equal" },
        _ holds: @escaping @Sendable (NumPyCall, NDArray, NDArray) throws -> NDArray
    ) -> Word {
        NumPyWord.word("testing." + name, summary, "actual, desired" + signature, returns: "None", example) { call in
            let (a, b) = (try call.array(0, "actual"), try call.array(1, "desired"))
            guard let shape = try? NDArray.broadcast(a.shape, b.shape),
                a.count == 0 || b.count == 0 || shape == a.shape || shape == b.shape
            else {
                throw Mistake(
                    "the shapes \(a.shape.shapeText) and \(b.shape.shapeText) differ", expected: "arrays of one shape"
                ).raised(as: "AssertionError")
            }
            let found = try holds(call, a, b)
            let wrong = try found.apply(.logicalNot, work: call.work).reduce(.sum, work: call.work).number(at: 0).asInt
            guard wrong == 0 else {
                let apart = try? call.apply(.subtract, .array(a), .array(b)).apply(.absolute, work: call.work).reduce(
                    .max, work: call.work
                ).number(at: 0)
                let share = (100 * Double(wrong) / Double(Swift.max(1, found.count))).short(3)
                throw Mistake(
                    "\(wrong) of \(found.count) elements differ"
                        + (apart.map { ", at most by \($0.asDouble.short(6))" } ?? ""),
                    expected: "equal arrays"
                ).raised(
                    as: "AssertionError",
                    "\n\(try header(call))\n\nMismatched elements: \(wrong) / \(found.count) (\(share)%)")
            }
            return .none
        }
    }

    /// |a − b| within a distance, equal infinities and nan beside nan.
    private static func near(_ call: NumPyCall, _ a: NDArray, _ b: NDArray, _ distance: NDArray) throws -> NDArray {
        let apart = try call.apply(.subtract, .array(a), .array(b)).apply(.absolute, work: call.work)
        let isNear = try call.apply(.lessEqual, .array(apart), .array(distance))
        return try call.apply(.logicalOr, .array(isNear), .array(equal(call, a, b)))
    }

    @Sendable private static func equal(_ call: NumPyCall, _ a: NDArray, _ b: NDArray) throws -> NDArray {
        let same = try call.apply(.equal, .array(a), .array(b))
        let both = try call.apply(
            .logicalAnd, .array(a.apply(.isnan, work: call.work)), .array(b.apply(.isnan, work: call.work)))
        return try call.apply(.logicalOr, .array(same), .array(both))
    }

    static let checks: [Word] = [
        check(
            "assert_array_equal", "raises where two arrays are not equal", "", "np.testing.assert_array_equal([1], [1])"
        ) {
            try equal($0, $1, $2)
        },
        check("assert_equal", "raises where two arrays are not equal", "", "np.testing.assert_equal([1], [1])") {
            try equal($0, $1, $2)
        },
        check(
            "assert_allclose", "raises where two arrays differ by more than atol + rtol·|desired|",
            ", rtol=1e-07, atol=0",
            "np.testing.assert_allclose([1.0], [1.0 + 1e-9])",
            header: { call in
                let (relative, absolute) = (try call.double(2, "rtol", 1e-7), try call.double(3, "atol", 0))
                return "Not equal to tolerance rtol=\(Value.number(relative).repr), atol=\(absolute.short())"
            }
        ) { call, a, b in
            let (relative, absolute) = (try call.double(2, "rtol", 1e-7), try call.double(3, "atol", 0))
            let size = try call.apply(.multiply, .array(b.apply(.absolute, work: call.work)), .number(.float(relative)))
            return try near(call, a, b, call.apply(.add, .array(size), .number(.float(absolute))))
        },
        check(
            "assert_almost_equal", "raises where two arrays differ in so many digits after the point", ", decimal=7",
            "np.testing.assert_almost_equal(1.0, 1.00000001)"
        ) { call, a, b in
            try near(call, a, b, NDArray(.float(1.5 / tenfold(call))))
        },
        check(
            "assert_array_almost_equal", "raises where two arrays differ in so many digits after the point",
            ", decimal=6", "np.testing.assert_array_almost_equal([1.0], [1.00000001])"
        ) { call, a, b in
            try near(call, a, b, NDArray(.float(1.5 / tenfold(call, 6))))
        },
        NumPyWord.word(
            "array_equiv", "whether two arrays are equal once broadcast", "a1, a2", returns: "bool",
            "np.array_equiv([1, 2], [[1, 2], [1, 2]])"
        ) { call in
            let (a, b) = (try call.array(0, "a1"), try call.array(1, "a2"))
            guard (try? NDArray.broadcast(a.shape, b.shape)) != nil else { return .bool(false) }
            return Value(try call.apply(.equal, .array(a), .array(b)).reduce(.all, work: call.work)).plain
        },
        NumPyWord.word(
            "issubdtype", "whether a dtype is of a kind: np.integer, np.floating, np.number", "arg1, arg2",
            returns: "bool", "np.issubdtype(np.ones(2).dtype, np.floating)"
        ) { call in
            guard let dtype = try call.dtype(0, "arg1") else { return .bool(false) }
            let kind = try call.required(1, "arg2")
            if case .word(let word) = kind {
                switch word.name.split(separator: ".").last {
                case "integer", "signedinteger": return .bool(dtype.isInteger)
                case "floating", "inexact": return .bool(dtype.isFloat)
                case "number": return .bool(dtype != .bool)
                case "generic": return .bool(true)
                default: break
                }
            }
            return .bool(try call.dtype(1, "arg2") == dtype)
        },
        NumPyWord.word(
            "result_type", aliases: ["promote_types"], "the dtype that arrays or dtypes give together",
            "*arrays_and_dtypes",
            returns: "dtype", "np.result_type(np.int32, np.float32)"
        ) { call in
            var found: DType?
            for next in call.rest() {
                if let number = next.asNumber, next.array == nil, let so = found {
                    found = so.promoted(with: next.asInt.map { .int($0) } ?? .float(number))
                    continue
                }
                let dtype = try DTypeObject.dtype(of: next) ?? call.array(next, "arrays_and_dtypes").dtype
                found = found?.promoted(with: dtype) ?? dtype
            }
            guard let found else {
                throw Mistake("result_type of nothing", expected: "arrays or dtypes").raised(
                    as: "ValueError", "at least one array or dtype is required")
            }
            return .object(DTypeObject(found))
        },
    ]

    private static func tenfold(_ call: NumPyCall, _ standard: Int = 7) throws -> Double {
        let digits = try call.int(2, "decimal", standard)
        return (0..<Int(Swift.min(300, digits.magnitude))).reduce(1.0) { scale, _ in
            digits < 0 ? scale / 10 : scale * 10
        }
    }
}
