import Answers
public import Arrays

/// One side of an operation: a tensor, or a plain number that takes on the tensor's dtype.
public enum TensorOperand {
    case tensor(Tensor)
    case number(ArrayNumber)
}

/// Sums, products and powers.
extension Tensor {
    /// a + b
    public static func + (a: Tensor, b: Tensor) throws -> Tensor { try add(a, .tensor(b)) }
    /// a − b
    public static func - (a: Tensor, b: Tensor) throws -> Tensor { try subtract(.tensor(a), .tensor(b), a.recorder) }
    /// a·b, element by element
    public static func * (a: Tensor, b: Tensor) throws -> Tensor { try multiply(a, .tensor(b)) }
    /// a / b
    public static func / (a: Tensor, b: Tensor) throws -> Tensor { try divide(.tensor(a), .tensor(b), a.recorder) }
    /// a + number
    public static func + (a: Tensor, b: Double) throws -> Tensor { try add(a, .number(.float(b))) }
    /// a − number
    public static func - (a: Tensor, b: Double) throws -> Tensor {
        try subtract(.tensor(a), .number(.float(b)), a.recorder)
    }
    /// number − a
    public static func - (a: Double, b: Tensor) throws -> Tensor {
        try subtract(.number(.float(a)), .tensor(b), b.recorder)
    }
    /// a·number
    public static func * (a: Tensor, b: Double) throws -> Tensor { try multiply(a, .number(.float(b))) }
    /// a / number
    public static func / (a: Tensor, b: Double) throws -> Tensor {
        try divide(.tensor(a), .number(.float(b)), a.recorder)
    }
    /// number / a
    public static func / (a: Double, b: Tensor) throws -> Tensor {
        try divide(.number(.float(a)), .tensor(b), b.recorder)
    }
    /// −a
    public static prefix func - (a: Tensor) throws -> Tensor { try a.negated() }

    /// a + b
    public static func add(_ a: Tensor, _ b: TensorOperand) throws -> Tensor {
        switch b {
        case .number(let number):
            let x = try a.meeting(number)
            return x.made("AddBackward0", try x.combined(.add, number), [x], keeps: false) { g, _ in [g] }
        case .tensor(let b):
            let (x, y) = try aligned(a, b)
            return x.made("AddBackward0", try x.combined(.add, y), [x, y], keeps: false) { g, node in
                [
                    node.needs(0) ? try g.summed(to: x.shape) : nil,
                    node.needs(1) ? try g.summed(to: y.shape) : nil,
                ]
            }
        }
    }

    /// a − b
    public static func subtract(_ a: TensorOperand, _ b: TensorOperand, _ recorder: Recorder) throws -> Tensor {
        switch (a, b) {
        case (.tensor(let a), .number(let number)):
            let x = try a.meeting(number)
            return x.made("SubBackward0", try x.combined(.subtract, number), [x], keeps: false) { g, _ in [g] }
        case (.number(let number), .tensor(let b)):
            let y = try b.meeting(number)
            return y.made("RsubBackward1", try y.combined(.subtract, number, isRight: true), [y], keeps: false) {
                g, _ in [try -g]
            }
        case (.tensor(let a), .tensor(let b)):
            let (x, y) = try aligned(a, b)
            guard x.dtype != .bool else {
                throw Mistake("- has no meaning for True and False", try: "a ^ b, or ~a").raised(
                    as: "RuntimeError",
                    "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
                        + "`logical_xor()` operator instead.")
            }
            return x.made("SubBackward0", try x.combined(.subtract, y), [x, y], keeps: false) { g, node in
                [
                    node.needs(0) ? try g.summed(to: x.shape) : nil,
                    node.needs(1) ? try (-g).summed(to: y.shape) : nil,
                ]
            }
        case (.number(let x), .number(let y)): return try recorder.scalar(x.asDouble - y.asDouble, recorder.standard)
        }
    }

    /// a·b, element by element
    public static func multiply(_ a: Tensor, _ b: TensorOperand) throws -> Tensor {
        switch b {
        case .number(let number):
            let x = try a.meeting(number)
            return x.made("MulBackward0", try x.combined(.multiply, number), [x], saving: []) { g, _ in
                [try multiply(g, .number(number))]
            }
        case .tensor(let b):
            let (x, y) = try aligned(a, b)
            return x.made("MulBackward0", try x.combined(.multiply, y), [x, y], saving: factors(x, y)) { g, node in
                [
                    node.needs(0) ? try (g * y).summed(to: x.shape) : nil,
                    node.needs(1) ? try (g * x).summed(to: y.shape) : nil,
                ]
            }
        }
    }

    /// Of two factors, those whose values the gradient of the other one needs.
    static func factors(_ x: Tensor, _ y: Tensor) -> [Tensor] {
        (y.requiresGrad ? [x] : []) + (x.requiresGrad ? [y] : [])
    }

    /// a / b
    public static func divide(_ a: TensorOperand, _ b: TensorOperand, _ recorder: Recorder) throws -> Tensor {
        switch (a, b) {
        case (.tensor(let a), .number(let number)):
            let x = try a.inexact()
            return x.made("DivBackward0", try x.combined(.divide, number), [x], saving: []) { g, _ in
                [try g / number.asDouble]
            }
        case (.number(let number), .tensor(let b)):
            let y = try b.inexact()
            // PyTorch writes it as number · 1/y.
            return try multiply(y.reciprocal(), .number(number))
        case (.tensor(let a), .tensor(let b)):
            let (p, q) = try aligned(a, b)
            let (x, y) = (try p.inexact(), try q.inexact())
            return x.made("DivBackward0", try x.combined(.divide, y), [x, y]) { g, node in
                [
                    node.needs(0) ? try (g / y).summed(to: x.shape) : nil,
                    node.needs(1) ? try (-(g * (x / y) / y)).summed(to: y.shape) : nil,
                ]
            }
        case (.number(let x), .number(let y)): return try recorder.scalar(x.asDouble / y.asDouble, recorder.standard)
        }
    }

    /// aᵇ
    public static func power(_ a: TensorOperand, _ b: TensorOperand, _ recorder: Recorder) throws -> Tensor {
        switch (a, b) {
        case (.tensor(let a), .number(let number)):
            let x = try a.meeting(number)
            if !x.dtype.isFloat, number.asDouble < 0 {
                throw Mistake("whole numbers have no negative whole powers", try: ".float() first").raised(
                    as: "RuntimeError", "Integers to negative integer powers are not allowed.")
            }
            let p = number.asDouble
            return x.made("PowBackward0", try x.combined(.power, number), [x]) { g, _ in
                if p == 0 { return [try x.recorder.full(x.shape, 0, x.dtype)] }
                if p == 2 { return [try g * (x * 2)] }
                let slope = try power(.tensor(x), .number(.float(p - 1)), x.recorder)
                return [try g * (slope * p)]
            }
        case (.number(let number), .tensor(let b)):
            let y = try b.meeting(number)
            let array = try y.combined(.power, number, isRight: true)
            return y.made("PowBackward2", array, of: y) { g, result in
                let slope = try result * number.asDouble.logarithm
                guard number.asDouble == 0 else { return try g * slope }
                // 0 to any power from 0 on stays as it is.
                let flat = try Tensor.compare(.greaterEqual, .tensor(y), .number(.float(0)), y.recorder)
                return try g * slope.filled(where: flat, 0)
            }
        case (.tensor(let a), .tensor(let b)):
            let (x, y) = try aligned(a, b)
            return x.made("PowBackward1", try x.combined(.power, y), [x, y]) { g, node in
                var out: [Tensor?] = [nil, nil]
                if node.needs(0) {
                    let slope = try y * power(.tensor(x), .tensor(y - 1), x.recorder)
                    // y·x^(y−1) is 0 for y = 0, also at x = 0.
                    let zero = try Tensor.compare(.equal, .tensor(y), .number(.float(0)), x.recorder)
                    out[0] = try (g * slope.filled(where: zero, 0)).summed(to: x.shape)
                }
                if node.needs(1) {
                    let result = try power(.tensor(x), .tensor(y), x.recorder)
                    let zero = try Tensor.compare(.equal, .tensor(x), .number(.float(0)), x.recorder)
                    let rising = try Tensor.compare(.greaterEqual, .tensor(y), .number(.float(0)), x.recorder)
                    let flat = try Tensor.compare(.logicalAnd, .tensor(zero), .tensor(rising), x.recorder)
                    out[1] = try (g * (result * x.log()).filled(where: flat, 0)).summed(to: y.shape)
                }
                return out
            }
        case (.number(let x), .number(let y)):
            return try power(.tensor(recorder.scalar(x.asDouble, recorder.standard)), .number(y), recorder)
        }
    }

    /// a // b, a % b and the remainder with the sign of a; a quotient is not differentiated.
    public static func whole(
        _ function: BinaryFunction, _ a: TensorOperand, _ b: TensorOperand, _ recorder: Recorder
    ) throws -> Tensor {
        switch (a, b) {
        case (.tensor(let a), .number(let number)):
            let x = try a.meeting(number)
            if !x.dtype.isFloat, number.asDouble == 0 { throw divisionByZero }
            let out = try x.combined(function, number)
            if function == .floorDivide { return x.wholeQuotient(out, [x]) }
            return x.made(restName(function) + "0", out, [x], keeps: false) { g, _ in [g] }
        case (.number(let number), .tensor(let b)):
            let y = try b.meeting(number)
            try y.checkDivisor()
            let out = try y.combined(function, number, isRight: true)
            if function == .floorDivide { return y.wholeQuotient(out, [y]) }
            return y.underivable("NotImplemented", out, [y], noDerivative("remainder"))
        case (.tensor(let a), .tensor(let b)):
            let (x, y) = try aligned(a, b)
            try y.checkDivisor()
            let out = try x.combined(function, y)
            if function == .floorDivide { return x.wholeQuotient(out, [x, y]) }
            return x.made(restName(function) + "1", out, [x, y]) { g, node in
                let times =
                    try function == .remainder
                    ? { try ($0 / $1).floor() }(x, y) : { try ($0 / $1).trunc() }(x, y)
                return [
                    node.needs(0) ? try g.summed(to: x.shape) : nil,
                    node.needs(1) ? try (-(g * times)).summed(to: y.shape) : nil,
                ]
            }
        case (.number, .number): return try recorder.scalar(0, recorder.standard)
        }
    }

    private static func restName(_ function: BinaryFunction) -> String {
        function == .remainder ? "RemainderBackward" : "FmodBackward"
    }

    private func wholeQuotient(_ out: NDArray, _ inputs: [Tensor]) -> Tensor {
        underivable("NotImplemented", out, inputs, Tensor.noDerivative("floor_divide"))
    }

    private static func noDerivative(_ name: String) -> Mistake {
        Mistake(
            "\(name) has no derivative here, and a gradient arrives at its result",
            expected: "a result that is only looked at",
            try: name == "remainder" ? "7 - torch.floor(7 / x) * x" : ".detach()"
        ).raised(as: "RuntimeError", "derivative for aten::\(name) is not implemented")
    }

    /// - Throws: `Mistake` where whole numbers have a 0 among them.
    private func checkDivisor() throws {
        guard !dtype.isFloat, count > 0 else { return }
        if try array.reduce(.all, work: recorder.work).only?.asDouble == 0 { throw Tensor.divisionByZero }
    }

    private static var divisionByZero: Mistake {
        Mistake(
            "a whole number divided by 0", expected: "a divisor other than 0", try: ".float() first: then it is inf"
        ).raised(as: "RuntimeError", "ZeroDivisionError")
    }

    /// a < b and the other comparisons; bits of whole numbers. Never recorded.
    public static func compare(
        _ function: BinaryFunction, _ a: TensorOperand, _ b: TensorOperand, _ recorder: Recorder
    ) throws -> Tensor {
        switch (a, b) {
        case (.tensor(let a), .number(let number)):
            let x = try a.meeting(number)
            return x.recorder.tensor(try x.combined(function, number))
        case (.number(let number), .tensor(let b)):
            let y = try b.meeting(number)
            return y.recorder.tensor(try y.combined(function, number, isRight: true))
        case (.tensor(let a), .tensor(let b)):
            let (x, y) = try aligned(a, b)
            return x.recorder.tensor(try x.combined(function, y))
        case (.number, .number): return try recorder.scalar(0, .bool)
        }
    }

    /// The larger or smaller of two, element by element; where they are equal, half the gradient goes to each.
    public static func extremum(_ function: BinaryFunction, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        let (x, y) = try aligned(a, b)
        let isMaximum = function == .maximum
        return x.made(
            isMaximum ? "MaximumBackward0" : "MinimumBackward0", try x.combined(function, y), [x, y]
        ) { g, node in
            let first = try compare(isMaximum ? .greater : .less, .tensor(x), .tensor(y), x.recorder).cast(to: g.dtype)
            let same = try compare(.equal, .tensor(x), .tensor(y), x.recorder).cast(to: g.dtype)
            let share = try first + same * 0.5
            return [
                node.needs(0) ? try (g * share).summed(to: x.shape) : nil,
                node.needs(1) ? try (g * (1 - share)).summed(to: y.shape) : nil,
            ]
        }
    }

    /// The angle of the point (b, a), from −π to π.
    public static func angle(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        let (p, q) = try aligned(a, b)
        let (y, x) = (try p.inexact(), try q.inexact())
        return y.made("Atan2Backward0", try y.combined(.arctan2, x), [y, x]) { g, node in
            let length = try y * y + x * x
            // At the origin there is no direction to turn in.
            let origin = try compare(.equal, .tensor(length), .number(.float(0)), y.recorder)
            let slope = try (g / length).filled(where: origin, 0)
            return [
                node.needs(0) ? try (slope * x).summed(to: y.shape) : nil,
                node.needs(1) ? try (slope * -y).summed(to: x.shape) : nil,
            ]
        }
    }

    /// √(a² + b²), without overflow.
    public static func hypotenuse(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        let (x, y) = try aligned(a, b)
        guard x.dtype.isFloat else {
            throw Mistake("hypot of whole numbers", expected: "floating-point numbers", try: ".float()").raised(
                as: "NotImplementedError", "\"hypot_cpu\" not implemented for '\(x.dtype.torchKind)'")
        }
        let out = try x.combined(.hypot, y)
        let length = x.recorder.tensor(out)
        return x.made("HypotBackward0", out, [x, y]) { g, node in
            let result = g.recorder.isRecording ? try hypotenuse(x, y) : length
            return [
                node.needs(0) ? try (g * (x / result)).summed(to: x.shape) : nil,
                node.needs(1) ? try (g * (y / result)).summed(to: y.shape) : nil,
            ]
        }
    }

    // MARK: Dtypes and shapes of two operands

    /// Itself, or converted where a floating-point number meets whole ones.
    func meeting(_ number: ArrayNumber) throws -> Tensor {
        switch number {
        case .float where !dtype.isFloat: try cast(to: recorder.standard)
        case .int where dtype == .bool: try cast(to: .int64)
        default: self
        }
    }

    /// Itself, or converted where the elements are whole numbers.
    func inexact() throws -> Tensor { dtype.isFloat ? self : try cast(to: recorder.standard) }

    /// Both in the dtype that they have together.
    ///
    /// - Throws: `Mistake` naming both shapes where they cannot be broadcast.
    static func aligned(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
        if a.shape != b.shape { try checkBroadcast(a.shape, b.shape) }
        if a.dtype == b.dtype { return (a, b) }
        let dtype = common(a, b)
        return (try a.cast(to: dtype), try b.cast(to: dtype))
    }

    /// A tensor without axes gives way to one with axes, unless it is of a higher kind.
    static func common(_ a: Tensor, _ b: Tensor) -> DType {
        func rank(_ dtype: DType) -> Int { dtype.isFloat ? 2 : dtype == .bool ? 0 : 1 }
        if (a.ndim == 0) != (b.ndim == 0) {
            let (strong, weak) = a.ndim > 0 ? (a.dtype, b.dtype) : (b.dtype, a.dtype)
            return rank(strong) >= rank(weak) ? strong : weak
        }
        return a.dtype.joined(with: b.dtype)
    }

    static func checkBroadcast(_ a: [Int], _ b: [Int]) throws {
        let count = Swift.max(a.count, b.count)
        for axis in (0..<count).reversed() {
            let (i, j) = (axis - (count - a.count), axis - (count - b.count))
            guard i >= 0, j >= 0, a[i] != b[j], a[i] != 1, b[j] != 1 else { continue }
            throw Mistake(
                "shapes \(a.listText) and \(b.listText) do not fit: axis \(axis) has \(a[i]) and \(b[j])",
                expected: "the same length on every axis counted from the last, or 1",
                try: a == b.reversed() && a.count == 2 ? "b.T" : nil
            ).raised(
                as: "RuntimeError",
                "The size of tensor a (\(a[i])) must match the size of tensor b (\(b[j])) at non-singleton dimension "
                    + "\(axis)")
        }
    }

    func combined(_ function: BinaryFunction, _ other: Tensor) throws -> NDArray {
        try translated { try NDArray.apply(function, .array(array), .array(other.array), work: recorder.work) }
    }

    func combined(_ function: BinaryFunction, _ number: ArrayNumber, isRight: Bool = false) throws -> NDArray {
        try translated {
            isRight
                ? try NDArray.apply(function, .number(number), .array(array), work: recorder.work)
                : try NDArray.apply(function, .array(array), .number(number), work: recorder.work)
        }
    }

    /// What arrays refuse, PyTorch refuses with a RuntimeError.
    func translated<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let mistake as Mistake {
            throw mistake.exception == "ValueError" ? mistake.raised(as: "RuntimeError") : mistake
        }
    }

    /// The gradient of what was broadcast: summed over the axes along which it was repeated.
    func summed(to target: [Int]) throws -> Tensor {
        if shape == target { return self }
        let added = ndim - target.count
        let axes = shape.indices.filter { $0 < added || (target[$0 - added] == 1 && shape[$0] != 1) }
        let sum = axes.isEmpty ? self : try self.sum(axes, keepsAxes: true)
        return sum.shape == target ? sum : try sum.reshaped(target)
    }
}
