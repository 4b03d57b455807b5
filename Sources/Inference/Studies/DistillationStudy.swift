public import Answers
public import Numbers

/// What a teacher brought a small network beyond the labels, seed by seed.
public struct DistillationStudy: Sendable {
    /// One seed. Scores are shares that are right, or RMSEs.
    public struct Trial: Sendable {
        /// Of the data and of both networks.
        public let seed: UInt64
        /// The teacher, the student that it taught, and the same student taught by the labels alone.
        public let teacher, distilled, labels: Double
        /// How many weights teacher and student have.
        public let weights: (teacher: Int, student: Int)
        /// Whether scores are shares that are right.
        public let isShare: Bool
        /// What the teacher brought: above 0 where the taught student is better.
        public var gain: Double { isShare ? distilled - labels : labels - distilled }
    }

    /// The networks, rows and seeds that are compared.
    public let plan: DistillationPlan
    /// The seeds that ended.
    public let trials: [Trial]

    /// Whether seeds are missing, because it was stopped.
    public var isPartial: Bool { trials.count < plan.seeds.count }
    /// The mean gain over the seeds, with Student's 95 % interval.
    public var gain: MeanInterval { MeanInterval(of: trials.map(\.gain)) }
    /// Means of the three scores.
    public var means: (teacher: MeanInterval, distilled: MeanInterval, labels: MeanInterval) {
        (
            MeanInterval(of: trials.map(\.teacher)), MeanInterval(of: trials.map(\.distilled)),
            MeanInterval(of: trials.map(\.labels))
        )
    }
}

extension DistillationStudy: Presentable {
    /// `distillation study`
    public static var kind: String { "distillation study" }

    private var measure: String { trials.first?.isShare == false ? "RMSE" : "right" }

    /// `64×64 teacher, student of 8, 60 rows, 8 seeds: gain 0.012 [0.004, 0.02]`
    public var summary: String {
        "\(plan.teacher.map(String.init).joined(separator: "×")) teacher, student of "
            + "\(plan.student.map(String.init).joined(separator: "×")), \(plan.rows.grouped) rows, "
            + "\(Phrase.count(trials.count, "seed")): gain \(gain.text)"
    }

    /// A line for each network, with intervals over the seeds.
    public func table(width: Int) -> String {
        let means = means
        let weights = trials.first?.weights ?? (teacher: 0, student: 0)
        func line(_ name: String, _ weights: Int, _ mean: MeanInterval) -> [String] {
            [
                name, weights.grouped, mean.mean.short(4),
                mean.low.isNaN ? "" : "\(mean.low.short(4)) … \(mean.high.short(4))",
            ]
        }
        let rows = [
            ["", "weights", measure, "95 % interval"], line("teacher", weights.teacher, means.teacher),
            line("distilled", weights.student, means.distilled), line("labels alone", weights.student, means.labels),
        ]
        return
            (TextTable.wrap(summary, width) + TextTable.lines(rows, width: width)
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// Whether the interval excludes 0.
    public var sentence: String {
        let (gain, rows) = (gain, plan.sharesRows ? "the same rows" : "more rows")
        let text =
            gain.low.isNaN
            ? "One seed says nothing of others."
            : gain.isAbove(0)
                ? "A teacher that had \(rows) brings the student more than the labels do, in the mean over these seeds."
                : gain.isBelow(0)
                    ? "A teacher that had \(rows) brings the student less than the labels do, in the mean over these seeds."
                    : "Of a teacher that had \(rows) nothing is certain: the interval holds 0."
        return text + (isPartial ? " Stopped after \(trials.count) of \(plan.seeds.count) seeds." : "")
    }

    /// Scores by seed.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "rows": .integer(plan.rows), "temperature": .number(plan.temperature),
            "alpha": .number(plan.alpha), "gain": .number(gain.mean), "low": .number(gain.low),
            "high": .number(gain.high),
            "trials": .array(
                trials.map { trial in
                    .members([
                        "seed": .integer(Int(clamping: trial.seed)), "teacher": .number(trial.teacher),
                        "distilled": .number(trial.distilled), "labels": .number(trial.labels),
                    ])
                }),
        ])
    }
}
