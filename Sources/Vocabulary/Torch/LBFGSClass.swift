import Answers
import Arrays
import Autograd
import Language

/// `torch.optim.LBFGS`: one `step(closure)` is up to max_iter iterations over all parameters as one vector.
///
/// Nocedal & Wright (2006), algorithm 7.4, as PyTorch 2.13 computes it: a pair is kept when y·s > 1e-10, and without a line search
/// every step is lr times the direction, the very first one shortened to lr·min(1, 1/|g|₁).
enum LBFGSClass {
    private static let settings = [
        Parameter("params", .any, .required, "tensors"),
        Parameter("lr", .number(.positive), .value(.number(1)), "length of a step"),
        Parameter("max_iter", .int(.atLeast(1)), 20, "iterations per step"),
        Parameter(
            "max_eval", .optional(.int(.atLeast(1))), .value(.none), "evaluations per step; max_iter·5/4 where None"),
        Parameter("tolerance_grad", .number(.nonNegative), 1e-7, "largest entry of the gradient at which it stops"),
        Parameter("tolerance_change", .number(.nonNegative), 1e-9, "smallest change"),
        Parameter("history_size", .int(.atLeast(1)), 100, "pairs that are kept"),
        Parameter("line_search_fn", .optional(.choice(["strong_wolfe"])), .value(.none), "a line search"),
    ]

    private static let native = NativeClass(
        "LBFGS", module: "torch.optim.lbfgs", base: OptimizerClass.base,
        methods: [
            .init("__init__", settings) { object, args, context in
                var given = settings.dropFirst().map { (name: $0.name, value: args[$0.name]) }
                if args["max_eval"].isNone, let place = given.firstIndex(where: { $0.name == "max_eval" }) {
                    given[place].value = .int(Int(saturating: Double(try args.int("max_iter")) * 1.25))
                }
                try OptimizerClass.begin(object, args["params"], given, context)
                object.payload = Search(try Groups.of(object).flatMap { Groups.tensors($0) })
                return .none
            },
            .init("step", [Parameter("closure", .any, .required, "computes the loss and its gradients anew")]) {
                object, args, context in
                guard let search = object.payload as? Search, let group = try Groups.of(object).first else {
                    return .none
                }
                return try search.step(group, context) {
                    try context.recorder.recording(true) { try context.call(args["closure"], []) }
                }
            },
        ])

    static let words: [Word] = [
        Word(
            "torch.optim.LBFGS", family: "torch", summary: "L-BFGS for tensors; step takes a closure",
            parameters: settings, returns: "optimizer",
            examples: ["import torch\ntorch.optim.LBFGS(torch.nn.Linear(2, 1).parameters(), lr=1)"],
            meaning: .type(native))
    ]

    /// What is remembered between two calls of `step`.
    private final class Search {
        private let tensors: [Tensor]
        private var direction: [Double] = []
        private var length = 0.0
        private var pairs: [(y: [Double], s: [Double], ρ: Double)] = []
        private var scale = 1.0
        private var lastGradient: [Double] = []
        private var iterations = 0

        init(_ tensors: [Tensor]) { self.tensors = tensors }

        private var gradient: [Double] {
            tensors.flatMap { $0.grad?.array.doubles() ?? [Double](repeating: 0, count: $0.count) }
        }

        private var place: [Double] { tensors.flatMap { $0.array.doubles() } }

        private func move(to x: [Double]) throws {
            var start = 0
            for tensor in tensors {
                if !tensor.array.isContiguous { tensor.replaceValues(try tensor.array.copy()) }
                for i in 0..<tensor.count { tensor.array.set(.float(x[start + i]), at: i) }
                tensor.noteChange()
                start += tensor.count
            }
        }

        func step(_ group: Value.Dictionary, _ context: Context, _ closure: () throws -> Value) throws -> Value {
            func number(_ name: String) -> Double { group[name]?.asDouble ?? 0 }
            let (rate, most, evaluations) = (
                try Groups.rate(group), Int(saturating: number("max_iter")), Int(saturating: number("max_eval"))
            )
            let (flat, still, kept) = (
                number("tolerance_grad"), number("tolerance_change"), Int(saturating: number("history_size"))
            )
            let first = try closure()
            var loss = first.asDouble ?? .nan
            var g = gradient
            var spent = 1
            guard g.largest > flat else { return first }
            for iteration in 1...Swift.max(1, most) {
                if context.work.isCancelled { throw Stopped() }
                iterations += 1
                direct(g, kept)
                lastGradient = g
                let lastLoss = loss
                length = iterations == 1 ? Swift.min(1, 1 / g.reduce(0) { $0 + abs($1) }) * rate : rate
                let slope = g.dot(direction)
                if slope > -still { break }
                let from = place
                if group["line_search_fn"]?.asText != nil {
                    let found = try Wolfe(
                        direction: direction, loss: loss, gradient: g, slope: slope, still: still,
                        most: evaluations - spent
                    ).search(length) { t in
                        try move(to: from.plus(t, direction))
                        let loss = try closure().asDouble ?? .nan
                        return (loss, gradient)
                    }
                    (loss, g, length) = (found.loss, found.gradient, found.length)
                    spent += found.evaluations
                    try move(to: from.plus(length, direction))
                } else {
                    try move(to: from.plus(length, direction))
                    if iteration < most {
                        loss = try closure().asDouble ?? .nan
                        g = gradient
                        spent += 1
                    }
                }
                let isShort = abs(length) * direction.largest <= still
                if spent >= evaluations || g.largest <= flat || isShort || abs(loss - lastLoss) < still { break }
            }
            return first
        }

        /// The direction by the two loops over the pairs.
        private func direct(_ g: [Double], _ kept: Int) {
            guard iterations > 1 else {
                direction = g.map { -$0 }
                pairs = []
                return
            }
            let y = g.plus(-1, lastGradient)
            let s = direction.map { $0 * length }
            let ys = y.dot(s)
            if ys > 1e-10 {
                if pairs.count == kept { pairs.removeFirst() }
                pairs.append((y, s, 1 / ys))
                scale = ys / y.dot(y)
            }
            var q = g.map { -$0 }
            var α = [Double](repeating: 0, count: pairs.count)
            for (i, pair) in pairs.enumerated().reversed() {
                α[i] = pair.s.dot(q) * pair.ρ
                q = q.plus(-α[i], pair.y)
            }
            var r = q.map { $0 * scale }
            for (i, pair) in pairs.enumerated() { r = r.plus(α[i] - pair.y.dot(r) * pair.ρ, pair.s) }
            direction = r
        }
    }

    /// PyTorch's line search for the strong Wolfe conditions, c₁ = 1e-4, c₂ = 0.9.
    private struct Wolfe {
        let direction: [Double]
        let loss: Double
        let gradient: [Double]
        let slope: Double
        let still: Double
        let most: Int

        private struct Point {
            var t: Double
            var f: Double
            var g: [Double]
            var slope: Double
        }

        func search(
            _ first: Double, _ evaluate: (Double) throws -> (Double, [Double])
        ) throws -> (loss: Double, gradient: [Double], length: Double, evaluations: Int) {
            var evaluations = 0
            func point(_ t: Double) throws -> Point {
                evaluations += 1
                let (f, g) = try evaluate(t)
                return Point(t: t, f: f, g: g, slope: g.dot(direction))
            }
            let origin = Point(t: 0, f: loss, g: gradient, slope: slope)
            var (last, now) = (origin, try point(first))
            var bracket: [Point] = []
            var isDone = false
            var turns = 0
            while turns < most {
                if now.f > loss + 1e-4 * now.t * slope || (turns > 1 && now.f >= last.f) {
                    bracket = [last, now]
                    break
                }
                if abs(now.slope) <= -0.9 * slope {
                    bracket = [now]
                    isDone = true
                    break
                }
                if now.slope >= 0 {
                    bracket = [last, now]
                    break
                }
                let next = Self.cubic(last, now, (now.t + 0.01 * (now.t - last.t), now.t * 10))
                last = now
                now = try point(next)
                turns += 1
            }
            if bracket.isEmpty { bracket = [origin, now] }
            var isStuck = false
            var low = bracket[0].f <= bracket[bracket.count - 1].f ? 0 : 1
            while !isDone, turns < most, bracket.count == 2 {
                if abs(bracket[1].t - bracket[0].t) * direction.largest < still { break }
                let (left, right) = (
                    Swift.min(bracket[0].t, bracket[1].t), Swift.max(bracket[0].t, bracket[1].t)
                )
                var t = Self.cubic(bracket[0], bracket[1], (left, right))
                let margin = 0.1 * (right - left)
                if Swift.min(right - t, t - left) < margin {
                    if isStuck || t >= right || t <= left {
                        t = abs(t - right) < abs(t - left) ? right - margin : left + margin
                        isStuck = false
                    } else {
                        isStuck = true
                    }
                } else {
                    isStuck = false
                }
                let found = try point(t)
                turns += 1
                let high = 1 - low
                if found.f > loss + 1e-4 * t * slope || found.f >= bracket[low].f {
                    bracket[high] = found
                    low = bracket[0].f <= bracket[1].f ? 0 : 1
                } else {
                    if abs(found.slope) <= -0.9 * slope {
                        isDone = true
                    } else if found.slope * (bracket[high].t - bracket[low].t) >= 0 {
                        bracket[high] = bracket[low]
                    }
                    bracket[low] = found
                }
            }
            let best = bracket[Swift.min(low, bracket.count - 1)]
            return (best.f, best.g, best.t, evaluations)
        }

        /// The minimum of the cubic through two points with their slopes, within bounds.
        private static func cubic(_ a: Point, _ b: Point, _ bounds: (Double, Double)) -> Double {
            let d1 = a.slope + b.slope - 3 * (a.f - b.f) / (a.t - b.t)
            let square = d1 * d1 - a.slope * b.slope
            guard square >= 0 else { return (bounds.0 + bounds.1) / 2 }
            let d2 = square.squareRoot()
            let t =
                a.t <= b.t
                ? b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
                : a.t - (a.t - b.t) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
            return Swift.min(Swift.max(t, bounds.0), bounds.1)
        }
    }
}

extension [Double] {
    fileprivate func dot(_ other: [Double]) -> Double { zip(self, other).reduce(0.0) { $0 + $1.0 * $1.1 } }
    fileprivate func plus(_ factor: Double, _ other: [Double]) -> [Double] { zip(self, other).map { $0 + factor * $1 } }
    fileprivate var largest: Double { reduce(0.0) { Swift.max($0, abs($1)) } }
}
