public import Answers

/// What somebody expects of a claim before its experiment runs: a probability for each way in which it can come out.
public struct ClaimForecast: Presentable, Equatable {
    /// The kind of value that the language calls it.
    public static var kind: String { "claim forecast" }

    /// The ways in which a claim can come out. A verdict "in part" counts for its side.
    public enum Side: String, Sendable, CaseIterable {
        case supported, refuted
        case dependsOn = "depends on"
        case undecided
    }

    /// The claim whose outcome is forecast.
    public let claim: Claim
    /// For each side, 0…1; they sum to 1.
    public let probabilities: [Side: Double]

    /// Sides that are not named share equally what is left.
    ///
    /// - Parameter stated: probabilities by side, 0…1, which sum to 1 at most.
    /// - Throws: a `Mistake` where the claim has no experiment, or where these are no probabilities.
    public init(_ claim: Claim, _ stated: [Side: Double]) throws(Mistake) {
        guard claim.experiment != nil else {
            throw Mistake("\(claim.id) has no verdict to predict. \(claim.remark)", argument: "id")
        }
        let rest = 1 - stated.values.reduce(0, +)
        // Sums of decimal fractions are off by some last bits.
        guard !stated.isEmpty, stated.values.allSatisfy({ (0...1).contains($0) }), rest > -1e-9 else {
            throw Mistake(
                "these are not probabilities", expected: "numbers from 0 to 1 that sum to 1 at most",
                argument: "prediction")
        }
        let open = Side.allCases.filter { stated[$0] == nil }
        if open.isEmpty, rest > 1e-6 {
            throw Mistake(
                "the four probabilities sum to \((1 - rest).short())", expected: "a sum of 1", argument: "prediction")
        }
        var all = stated
        for side in open { all[side] = Swift.max(0, rest) / Double(open.count) }
        (self.claim, probabilities) = (claim, all)
    }

    /// The side that is held to be the likeliest; of several the first.
    public var favourite: (side: Side, probability: Double) {
        let most = probabilities.values.max() ?? 0
        let side = Side.allCases.first { probabilities[$0] == most } ?? .undecided
        return (side, most)
    }

    /// Σ(p − o)² over the four sides, where o is 1 for the one that came and 0 for the others: 0 is perfect, a quarter for each gets
    /// 0.75, and being sure of what does not come 2 (Brier 1950, Monthly Weather Review 78).
    public func brier(_ side: Side) -> Double {
        Side.allCases.reduce(0) { sum, other in
            let miss = (probabilities[other] ?? 0) - (other == side ? 1 : 0)
            return sum + miss * miss
        }
    }

    /// `refuted 70 %, supported 10 %, …`, the likeliest first.
    public var shares: String {
        Side.allCases.sorted { (probabilities[$0] ?? 0) > (probabilities[$1] ?? 0) }
            .map { "\($0.rawValue) \((100 * (probabilities[$0] ?? 0)).short(3)) %" }.joined(separator: ", ")
    }

    /// `D2.11: refuted 70 %, …`
    public var summary: String { "\(claim.id): \(shares)" }

    /// The claim, the shares, and how to learn what comes.
    public func table(width: Int) -> String {
        (TextTable.wrap("\(claim.id) “\(claim.quote)”", width, hanging: 2)
            + TextTable.wrap("predicted: \(shares)", width, indent: 2, hanging: 4)
            + ["  claim(\"\(claim.id)\") brings the verdict, and the score"]).joined(separator: "\n")
    }

    /// Claim and probabilities.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "claim": .string(claim.id),
            "probabilities": .object(
                Side.allCases.map { JSON.Pair($0.rawValue, .number(probabilities[$0] ?? 0)) }),
        ])
    }
}
