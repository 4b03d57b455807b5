/// One thing that a critical reader says of a listing.
struct Finding: Sendable {
    enum Weight: String, Sendable {
        /// It stops with an error, or does something else than it says.
        case wrong
        /// It runs, and what comes out is easily misread.
        case misleading
        /// Worth knowing before one trusts the result.
        case note
    }
    /// The line of the listing, from 1.
    let line: Int
    let weight: Weight
    /// What is found, in one sentence.
    let problem: String
    /// What to write instead, or how to see it.
    let remedy: String
}
