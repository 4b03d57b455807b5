/// A sign of good or poor optimisation, in the words of the document, and what was measured of it.
public struct Sign: Sendable {
    /// One cause that may lie behind a sign.
    public struct Candidate: Sendable {
        /// What the measurement says of a candidate.
        public enum Verdict: String, Sendable {
            case fits, excluded
            case unknown = "not known"
        }
        /// The cause's name, as `diagnose` tells it.
        public let cause: String
        /// What would be seen if it were this cause and no other.
        public let tells: String
        /// Whether that was seen, was not, or could not be looked at.
        public let verdict: Verdict
    }

    /// `Loss barely decreases`
    public let words: String
    /// Of good optimisation, or of poor.
    public let isGood: Bool
    /// Whether it is to be seen here; nil where that is not known.
    public let isSeen: Bool?
    /// The number or words by which that was told.
    public let measured: String
    /// What may lie behind it; empty where the sign is its own cause.
    public let candidates: [Candidate]
}
