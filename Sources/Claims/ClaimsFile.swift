/// The claims of one document, in the order of its file.
public struct ClaimsFile: Sendable {
    /// `D4`.
    public let id: String
    /// The title of the document.
    public let title: String
    /// In the order of their numbers.
    public let claims: [Claim]
    /// Code that several experiments share, by name.
    public let helpers: [String: Helper]

    /// Code that several experiments share.
    public struct Helper: Sendable, Equatable {
        /// As it stands in the file.
        public let code: String
        /// Its first line there, from 1.
        public let line: Int
        /// Other helpers that have to run before.
        public let needs: [String]
    }
}
