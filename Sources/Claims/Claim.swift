public import Numbers

/// A sentence that a document claims, and the experiment that tests it.
public struct Claim: Sendable, Equatable {
    /// Document and number: `D4.36`.
    public let id: String
    /// The words of the document, as they stand there.
    public let quote: String
    /// What is measured, or why nothing is, in plain sentences.
    public let remark: String
    /// What tests it; nil where nothing here does, or where that stands with another claim.
    public let experiment: Experiment?
    /// The claim whose experiment tests this one, too.
    let shared: String?

    /// The document's part of the id: `D4`.
    public var document: String { String(id.prefix { $0 != "." }) }

    /// What tests a claim: code of the language that defines `experiment(seed)`, and everything that was fixed before it ran.
    public struct Experiment: Sendable, Equatable {
        /// The claim that it stands with; others may share it.
        public let owner: String
        /// The code, as it stands in the file.
        public let code: String
        /// Its first line there, from 1.
        public let line: Int
        /// Names of helpers that it calls, in the order in which they have to run.
        public let needs: [String]
        /// Seeds that it is run with; 1 where nothing in it is random.
        public let seeds: Int
        /// What its numbers are.
        public let scale: MeanInterval.Scale
        /// Which effects speak for the claim.
        public let support: Support
        /// Whether all seeds take more than about two seconds of computing, so that a quick round leaves it out.
        public let isSlow: Bool
    }

    /// Which effects speak for a claim.
    public enum Support: Sendable, Equatable {
        case above(Double)
        case below(Double)
        case between(Double, Double)

        /// What an interval of the effect says: only one that lies wholly on one side decides.
        public func outcome(low: Double, high: Double) -> Outcome {
            guard low.isFinite, high.isFinite else { return .undecided }
            switch self {
            case .above(let line): return low > line ? .supports : high <= line ? .refutes : .undecided
            case .below(let line): return high < line ? .supports : low >= line ? .refutes : .undecided
            case .between(let from, let to):
                if low >= from, high <= to { return .supports }
                return high < from || low > to ? .refutes : .undecided
            }
        }
    }

    /// What one effect says about a claim.
    public enum Outcome: String, Sendable {
        case supports, refutes, undecided
    }
}
