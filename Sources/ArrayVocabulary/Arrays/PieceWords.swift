import Answers
import Arrays
import Language

/// Values by conditions, and sequences moved against each other.
enum PieceWords {
    private typealias W = NumPyWord

    static let words: [Word] = [
        W.word(
            "select", "of several choices the first one whose condition holds, element by element",
            "condlist, choicelist, default=0", "np.select([np.arange(3) < 1], [10], default=-1)"
        ) { call in
            let conditions = try call.arrays(0, "condlist")
            let choices = try call.required(1, "choicelist").elements(in: call.context)
            guard conditions.count == choices.count, !choices.isEmpty else {
                throw Mistake(
                    "\(conditions.count) conditions and \(choices.count) choices",
                    expected: "a choice for each condition"
                ).raised(as: "ValueError", "list of cases must be same length as list of conditions")
            }
            for (place, condition) in conditions.enumerated() where condition.dtype != .bool {
                throw Mistake("condition \(place) is of dtype \(condition.dtype.name)", expected: "True and False")
                    .raised(as: "TypeError", "invalid entry \(place) in condlist: should be boolean ndarray")
            }
            let standard = call.value(2, "default") ?? .int(0)
            if let texts = try texts(conditions, choices, standard) { return .thing(TextArray(texts)) }
            var found = try call.operand(standard, "default")
            for (condition, choice) in zip(conditions, choices).reversed() {
                found = .array(
                    try condition.choosing(call.operand(choice, "choicelist"), found, work: call.work))
            }
            guard case .array(let array) = found else { return .none }
            return .thing(array)
        },
        W.word(
            "piecewise", "a function of pieces: each element through the function whose condition holds there",
            "x, condlist, funclist",
            "np.piecewise([-1.0, 2], [[True, False]], [0, lambda v: v * v])",
            details: "One function more than conditions is for the elements where none holds; without it they are 0. "
                + "A number stands for itself."
        ) { call in
            let x = try call.array(0, "x")
            let given = try call.required(1, "condlist")
            let isOne =
                given.array.map { $0.ndim < 2 }
                ?? (given.elements?.first?.elements == nil && given.elements?.first?.array == nil)
            var conditions = try isOne ? [call.array(given, "condlist")] : call.arrays(1, "condlist")
            conditions = try conditions.map { try $0.cast(to: .bool, call.work).broadcast(to: x.shape) }
            let functions = try call.required(2, "funclist").elements(in: call.context)
            if functions.count == conditions.count + 1 {
                let any = try conditions.reduce(NDArray.zeros(x.shape, .bool, work: call.work)) {
                    try call.apply(.logicalOr, .array($0), .array($1))
                }
                conditions.append(try any.apply(.logicalNot, work: call.work))
            }
            guard functions.count == conditions.count else {
                throw Mistake(
                    "\(functions.count) functions for \(conditions.count) conditions",
                    expected: "as many, or one more for the rest"
                ).raised(
                    as: "ValueError",
                    "with \(conditions.count) condition(s), either \(conditions.count) or \(conditions.count + 1) functions "
                        + "are expected")
            }
            let out = try NDArray.zeros(x.shape, x.dtype, work: call.work)
            for (condition, function) in zip(conditions, functions) {
                var piece = function
                if function.asNumber == nil, function.array == nil {
                    let part = try x.element([.array(condition)], work: call.work)
                    guard part.count > 0 else { continue }
                    piece = try call.context.call(function, [.thing(part)])
                }
                try out.store([.array(condition)], .array(call.array(piece, "funclist")), work: call.work)
            }
            return .thing(out)
        },
        W.word(
            "heaviside", "0 below 0, 1 above it, and x2 at 0", "x1, x2", "np.heaviside([-1.5, 0, 2], 0.5)"
        ) { call in
            let x = try call.array(0, "x1")
            let positive = try call.apply(.greater, .array(x), .number(.int(0))).converted(
                to: x.dtype.inexact, call.work)
            let found = try call.apply(.equal, .array(x), .number(.int(0))).choosing(
                call.operand(1, "x2"), .array(positive), work: call.work)
            return Value(
                try x.apply(.isnan, work: call.work).choosing(.number(.float(.nan)), .array(found), work: call.work))
        },
        W.word(
            "convolve", "the sums of products of two sequences moved against each other", "a, v, mode=full",
            "np.convolve([1, 2, 3], [0, 1, 0.5])"
        ) { call in
            try moved(call, "full") { $0 }
        },
        W.word(
            "correlate", "the sums of products of two sequences, the second one moved along the first",
            "a, v, mode=valid", "np.correlate([1, 2, 3], [0, 1, 0.5])"
        ) { call in
            try moved(call, "valid") { $0.reversed() }
        },
        W.word(
            "roots", "where a polynomial is 0, its coefficients from the highest power on; real ones only", "p",
            "np.roots([1, -3, 2])"
        ) { call in
            .thing(try roots(of: call.array(0, "p", .float64).reshaped([-1], call.work).doubles(), call.work))
        },
        W.word(
            "vander", "powers of each element as columns, falling to the power 0", "x, N=None, increasing=False",
            "np.vander([1, 2, 3])"
        ) { call in
            let x = try call.array(0, "x")
            guard x.ndim == 1 else {
                throw Mistake("x has \(x.ndim) axes", expected: "one").raised(
                    as: "ValueError", "x must be a one-dimensional array or sequence.")
            }
            let count = try call.int(1, "N", x.count)
            guard (0...10_000).contains(count) else {
                throw Mistake("N = \(count)", expected: "from 0 to 10,000", argument: "N")
            }
            guard count > 0 else { return .thing(try NDArray.zeros([x.count, 0], x.dtype, work: call.work)) }
            var column = try NDArray.full(x.shape, .int(1), x.dtype == .bool ? .int64 : x.dtype, work: call.work)
            var columns = [column]
            for _ in 1..<count {
                column = try call.apply(.multiply, .array(column), .array(x))
                columns.append(column)
            }
            return Value(
                try NDArray.stacked(
                    call.flag(2, "increasing") ? columns : columns.reversed(), axis: 1, work: call.work))
        },
    ]

    /// The real places where a polynomial is 0, its coefficients from the highest power on.
    ///
    /// - Throws: `Mistake` where some are complex.
    static func roots(of p: [Double], _ work: Work) throws -> NDArray {
        guard let first = p.firstIndex(where: { $0 != 0 }), let last = p.lastIndex(where: { $0 != 0 }) else {
            return try NDArray.zeros([0], work: work)
        }
        let (parts, zeros) = (Array(p[first...last]), [Double](repeating: 0, count: p.count - 1 - last))
        let n = parts.count - 1
        guard n > 0 else { return try NDArray(zeros) }
        guard n <= 1000 else { throw Mistake("a polynomial of degree \(n.grouped)", expected: "at most 1,000") }
        var companion = [Double](repeating: 0, count: n * n)
        for column in 0..<n { companion[column] = -parts[column + 1] / parts[0] }
        for row in 1..<Swift.max(n, 1) { companion[row * n + row - 1] = 1 }
        do {
            let found = try LinearAlgebra.eigen(
                NDArray(companion, shape: [n, n]), withVectors: false, work
            ).values
            return try NDArray(found.doubles() + zeros)
        } catch let mistake as Mistake where mistake.problem.contains("complex") {
            throw Mistake(
                "this polynomial has complex roots, and arrays hold real numbers here",
                expected: "a polynomial whose roots are real",
                try: "cmath.sqrt(b*b - 4*a*c) for the roots (-b ± …)/(2*a) of a*x**2 + b*x + c")
        }
    }

    /// The choices where all are texts, one or one for each element; nil otherwise.
    private static func texts(_ conditions: [NDArray], _ choices: [Value], _ standard: Value) throws -> [String]? {
        guard let rest = standard.asText, let length = conditions.first?.count,
            conditions.allSatisfy({ $0.ndim == 1 && $0.count == length })
        else { return nil }
        let lists = choices.compactMap { choice -> [String]? in
            choice.asText.map { [String](repeating: $0, count: length) } ?? TextArray(choice)?.texts
        }
        guard lists.count == choices.count, lists.allSatisfy({ $0.count == length }) else { return nil }
        let holds = conditions.map { $0.numbers() }
        return (0..<length).map { place in
            holds.firstIndex { $0[place] == .bool(true) }.map { lists[$0][place] } ?? rest
        }
    }

    /// The sums of products for every way to lay one sequence over the other: all, those of the longer one's length, or those that
    /// lie wholly on it.
    private static func moved(_ call: NumPyCall, _ standard: String, _ turn: ([Double]) -> [Double]) throws -> Value {
        let (a, v) = (try call.array(0, "a"), try call.array(1, "v"))
        let (x, y) = (
            try a.elements(as: Double.self, stoppedBy: call.work),
            turn(try v.elements(as: Double.self, stoppedBy: call.work))
        )
        guard !x.isEmpty, !y.isEmpty else {
            throw Mistake("v cannot be empty", expected: "two sequences with elements")
        }
        var full = [Double](repeating: 0, count: x.count + y.count - 1)
        for i in x.indices {
            for start in stride(from: 0, to: y.count, by: 65_536) {
                if call.work.isCancelled { throw Stopped() }
                for j in start..<Swift.min(y.count, start + 65_536) { full[i + j] += x[i] * y[j] }
            }
        }
        let (long, short) = (Swift.max(x.count, y.count), Swift.min(x.count, y.count))
        // Of an even number of places, a correlation with the shorter one first is seen from the other end.
        let start = standard == "valid" && x.count < y.count ? short / 2 : (short - 1) / 2
        switch call.text(2, "mode", standard) {
        case "same": full = Array(full[start..<(start + long)])
        case "valid": full = Array(full[(short - 1)..<long])
        case "full": break
        case let other:
            throw Mistake("mode = '\(other)'", expected: "'full', 'same' or 'valid'", argument: "mode").raised(
                as: "ValueError", "mode must be one of 'valid', 'same', or 'full' (got '\(other)')")
        }
        return Value(try NDArray(full).converted(to: a.dtype.promoted(with: v.dtype), call.work))
    }
}
