public import Answers

/// How long a training takes, learnt from trainings that were measured: seconds = a·multiplications + b·updates·parameters + c·updates.
///
/// The features are counted, the three factors fitted with none below 0, each training's error counted relative to its own time.
public struct CostModel: Sendable {
    /// One training: what it is, what it costs by count, what it took.
    public struct Training: Sendable, Equatable {
        /// In words: `64-64, 512 rows, batches of 32, 4 epochs`.
        public let name: String
        /// Of its matrix products, in all steps.
        public let multiplies: Double
        /// How many steps it makes: updates of all parameters.
        public let updates: Double
        /// Numbers that it moves in a step.
        public let parameters: Double
        /// What it took, on one core.
        public let seconds: Double

        /// The counts and the time of one training.
        public init(name: String, multiplies: Double, updates: Double, parameters: Double, seconds: Double) {
            (self.name, self.multiplies, self.updates) = (name, multiplies, updates)
            (self.parameters, self.seconds) = (parameters, seconds)
        }

        var features: [Double] { [multiplies, updates * parameters, updates] }
    }

    /// Those that the factors come from.
    public let fitted: [Training]
    /// The training whose seconds are predicted from the factors of the others.
    public let asked: Training
    /// Seconds a multiplication, a moved weight and an update.
    public let factors: [Double]
    /// Seconds of two of the last trainings, one after the other and at once on two cores; nil where nobody measured.
    public let cores: (one: Double, two: Double)?

    /// - Parameter trainings: at least four; the last is predicted from the others.
    /// - Throws: `Mistake` for fewer, and for times that are not above 0.
    public init(_ trainings: [Training], cores: (one: Double, two: Double)? = nil) throws {
        guard let asked = trainings.last, trainings.count >= 4 else {
            throw Mistake(
                Phrase.count(trainings.count, "training") + " for three factors and a test",
                expected: "at least four, of which the last is predicted", argument: "trainings")
        }
        guard trainings.allSatisfy({ $0.seconds > 0 && $0.seconds.isFinite }) else {
            throw Mistake("a training that took no time", expected: "seconds above 0", argument: "trainings")
        }
        fitted = Array(trainings.dropLast())
        self.asked = asked
        self.cores = cores
        factors = Self.fit(fitted)
    }

    /// The least sum of squared relative errors with no factor below 0: the best of all sets of features that are left at work.
    private static func fit(_ trainings: [Training]) -> [Double] {
        let rows = trainings.map { training in training.features.map { $0 / training.seconds } }
        var best = (factors: [0.0, 0, 0], error: Double.infinity)
        for set in 1..<8 {
            let kept = (0..<3).filter { set >> $0 & 1 == 1 }
            guard let solution = solve(rows.map { row in kept.map { row[$0] } }), solution.allSatisfy({ $0 >= 0 })
            else {
                continue
            }
            var factors = [0.0, 0, 0]
            for (place, value) in zip(kept, solution) { factors[place] = value }
            let error = rows.reduce(0.0) { sum, row in
                let miss = zip(row, factors).reduce(-1.0) { $0 + $1.0 * $1.1 }
                return sum + miss * miss
            }
            if error < best.error { best = (factors, error) }
        }
        return best.factors
    }

    /// x of the normal equations AᵀA·x = Aᵀ1, scaled column by column; nil where the columns depend on each other.
    private static func solve(_ a: [[Double]]) -> [Double]? {
        let n = a.first?.count ?? 0
        let scales = (0..<n).map { j in a.reduce(0.0) { Swift.max($0, abs($1[j])) } }
        guard scales.allSatisfy({ $0 > 0 }) else { return nil }
        let scaled = a.map { row in zip(row, scales).map { $0 / $1 } }
        var m = (0..<n).map { i in
            (0..<n).map { j in scaled.reduce(0.0) { $0 + $1[i] * $1[j] } } + [scaled.reduce(0.0) { $0 + $1[i] }]
        }
        for i in 0..<n {
            guard let pivot = (i..<n).max(by: { abs(m[$0][i]) < abs(m[$1][i]) }), abs(m[pivot][i]) > 1e-12 else {
                return nil
            }
            m.swapAt(i, pivot)
            for k in 0..<n where k != i {
                let factor = m[k][i] / m[i][i]
                for j in i...n { m[k][j] -= factor * m[i][j] }
            }
        }
        return (0..<n).map { m[$0][n] / m[$0][$0] / scales[$0] }
    }

    /// What the factors say of a training.
    public func predicted(_ training: Training) -> Double {
        zip(training.features, factors).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Predicted over measured of the last training.
    public var ratio: Double { predicted(asked) / asked.seconds }

    /// How many times as fast two cores get two trainings done.
    public var speedup: Double? { cores.map { $0.one / $0.two } }
}

extension CostModel: Presentable {
    /// `cost model`
    public static var kind: String { "cost model" }

    /// `a cost model of 6 trainings: 1.04 of what the last one took`
    public var summary: String {
        "a cost model of \(Phrase.count(fitted.count, "training")): \(ratio.short(3)) times what the last one took"
    }

    /// Every training with its multiplications, its time as measured and as the model has it.
    public func table(width: Int) -> String {
        let head = ["training", "multiplies", "took", "by the model"]
        let body = (fitted + [asked]).map {
            [
                $0.name, Cost.number($0.multiplies), Cost.seconds($0.seconds), Cost.seconds(predicted($0)),
            ]
        }
        return TextTable.lines([head] + body, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// What a training costs here, and how well that foretells the last one.
    public var sentence: String {
        var text =
            "Here a multiplication takes \(Cost.seconds(factors[0])), moving a weight \(Cost.seconds(factors[1])) and an update by itself "
            + "\(Cost.seconds(factors[2])). The last training, which the model has not seen, took \(Cost.seconds(asked.seconds)); it says "
            + "\(Cost.seconds(predicted(asked)))."
        if let cores, let speedup {
            text +=
                " Two such trainings take \(Cost.seconds(cores.one)) one after the other and \(Cost.seconds(cores.two)) at once on two cores: "
                + "\(speedup.short(3)) times as fast."
        }
        return text
    }

    /// Factors, trainings and predictions.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "factors": .array(factors.map { .number($0) }),
            "measured": .array((fitted + [asked]).map { .number($0.seconds) }),
            "predicted": .array((fitted + [asked]).map { .number(predicted($0)) }), "ratio": .number(ratio),
            "speedup": speedup.map { .number($0) } ?? .null,
        ])
    }
}
