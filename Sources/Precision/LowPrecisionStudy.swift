public import Answers
import Formats

/// Adam in a narrow format under one constant gradient, for several β₂: where m, v and the weight end, beside what they should reach.
///
/// With a gradient of g at every step, v tends to g², and the weight moves by η each step: after T steps it should stand at −ηT·sign(g).
public struct LowPrecisionStudy: Sendable, Equatable {
    /// Adam with one β₂: its states over the steps, and where v rests.
    public struct Row: Sendable, Equatable {
        /// The settings that were run: rate, β₁, β₂, ε, formats and rounding.
        public let adam: LowPrecisionAdam
        /// Steps that were kept, with the state after each.
        public let steps: [Int]
        /// The states after these steps, the start among them.
        public let states: [LowPrecisionAdam.State]
        /// Where v rests for good, and after how many steps; nil where it does not within the search, or rounding is by chance.
        public let rest: Rest?

        /// A number that v no longer leaves.
        public struct Rest: Sendable, Equatable {
            /// The number at which v rests.
            public let v: Double
            /// After how many steps.
            public let steps: Int
        }

        /// The state after the last step; that of the start where there was none.
        public var end: LowPrecisionAdam.State { states.last ?? LowPrecisionAdam.State() }

        /// What v would be after as many steps in exact arithmetic: g²(1 − β₂ᵀ).
        func exact(_ gradient: Double) -> Double {
            var power = 1.0
            for _ in 0..<(steps.last ?? 0) { power *= adam.beta2 }
            return gradient * gradient * (1 - power)
        }
    }

    /// In the order of their β₂.
    public let rows: [Row]
    /// At every step.
    public let gradient: Double
    /// How many steps were asked for.
    public let steps: Int

    /// Runs Adam once for each β₂.
    ///
    /// - Parameters:
    ///   - adam: everything but β₂.
    ///   - steps: 1 to 10⁶.
    /// - Throws: `Mistake` for a β₂ that Adam cannot have, and a gradient that is 0 or not finite.
    public init(
        _ adam: LowPrecisionAdam, beta2: [Double], gradient: Double = 1, steps: Int = 4000, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        guard !beta2.isEmpty else {
            throw Mistake(
                "there is no beta_2", expected: "at least one", try: "beta_2=[0.9, 0.999]", argument: "beta_2")
        }
        guard gradient.isFinite, gradient != 0 else {
            throw Mistake(
                "gradient = \(gradient.short()) moves nothing", expected: "a finite number other than 0",
                try: "gradient=1", argument: "gradient")
        }
        var rows: [Row] = []
        for value in beta2 where !work.isCancelled {
            let one = try LowPrecisionAdam(
                rate: adam.rate, beta1: adam.beta1, beta2: value, epsilon: adam.epsilon, format: adam.format,
                stateFormat: adam.stateFormat, arithmetic: adam.arithmetic, rounding: adam.rounding,
                compensates: adam.compensates)
            let path = one.run(
                steps: steps, gradient: gradient, seed: seed, every: Swift.max(1, steps / 400), work: work)
            let rest = one.rounding == .nearest ? one.rest(gradient: gradient, most: 1_000_000, work: work) : nil
            rows.append(
                Row(
                    adam: one, steps: path.map(\.step), states: path.map(\.state),
                    rest: rest.map { Row.Rest(v: $0.v, steps: $0.steps) }))
        }
        (self.rows, self.gradient, self.steps) = (rows, gradient, steps)
    }

    /// How far the weight should have come.
    public var distance: Double {
        (rows.first?.adam.rate ?? 0) * Double(rows.first?.steps.last ?? 0) * (gradient > 0 ? -1 : 1)
    }
}

extension LowPrecisionStudy: Presentable {
    /// `low precision study`
    public static var kind: String { "low precision study" }

    private var setting: String {
        guard let adam = rows.first?.adam else { return "nothing was run" }
        return adam.format.name + (adam.stateFormat == adam.format ? "" : ", m and v in \(adam.stateFormat.name)")
            + (adam.arithmetic == .fused ? ", fused" : "") + (adam.rounding == .stochastic ? ", rounded by chance" : "")
            + (adam.compensates ? ", compensated" : "")
    }

    /// `Adam in bfloat16, fused, 3 values of beta_2`
    public var summary: String { "Adam in \(setting), \(Phrase.count(rows.count, "value")) of beta_2" }

    /// m, v and w at the end, where v rests, and how much too large that makes a step.
    public func table(width: Int) -> String {
        let head = ["beta_2", "m", "v", "v rests at", "after", "step is", "weight"]
        let body = rows.map { row in
            let exact = row.exact(gradient)
            return [
                row.adam.beta2.short(6), row.end.m.short(6), row.end.v.short(6),
                row.rest.map { $0.v.short(6) } ?? "-", row.rest.map { "\($0.steps)" } ?? "-",
                (exact / row.end.v).squareRoot().isFinite ? "\((exact / row.end.v).squareRoot().short(3)) times" : "-",
                row.end.w.short(6),
            ]
        }
        let setting = "\(summary); gradient \(gradient.short()) at each of \(rows.first?.steps.last ?? 0) steps"
        return TextTable.fitted(setting, width).joined(separator: "\n") + "\n"
            + TextTable.lines([head] + body, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// What became of v and of the weight.
    public var sentence: String {
        guard let first = rows.first, let last = rows.max(by: { $0.adam.beta2 < $1.adam.beta2 }) else {
            return "Nothing was run."
        }
        let far = first.end.w
        if !first.end.v.isFinite {
            return
                "v overflows: \((gradient * gradient).short(4)) is beyond \(first.adam.stateFormat.largest.short(6)), the largest "
                + "\(first.adam.stateFormat.name), and a step divided by an infinite v is none."
        }
        var parts = [fate(of: last)].compactMap(\.self)
        if far.isFinite, abs(far) < 0.9 * abs(distance) {
            parts.append(
                "The weight should come to \(distance.short(4)) and stands at \(far.short(4)): its steps are less than half "
                    + "the distance to the next number there.")
        }
        return parts.isEmpty ? "m, v and the weight come where they should." : parts.joined(separator: " ")
    }

    /// What v has come to, where it is not what it should be.
    private func fate(of row: Row) -> String? {
        let (goal, name) = (gradient * gradient, row.adam.stateFormat.name)
        guard let rest = row.rest, rest.v < 0.95 * goal else { return nil }
        if rest.v == 0 {
            return
                "v stays 0 for beta_2 = \(row.adam.beta2.short(6)): (1 − beta_2)g² is less than half the smallest \(name) above 0, and "
                + "a step is divided by ε alone."
        }
        return
            "v should come to \(goal.short(4)) and rests at \(rest.v.short(4)) for beta_2 = \(row.adam.beta2.short(6)): from there its "
            + "change is less than half the distance to the next \(name), and every step is "
            + "\((goal / rest.v).squareRoot().short(3)) times too long."
    }

    /// Every β₂ with its end and its place of rest.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "gradient": .number(gradient), "steps": .integer(steps),
            "rows": .array(
                rows.map { row in
                    .members([
                        "beta_2": .number(row.adam.beta2), "m": .number(row.end.m), "v": .number(row.end.v),
                        "w": .number(row.end.w), "rest": row.rest.map { .number($0.v) } ?? .null,
                    ])
                }),
        ])
    }
}
