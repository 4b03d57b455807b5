/// One thing that the documents name, and a line that does it.
public struct LedgerRow: Sendable, Equatable {
    /// Its chapter's letter and a number: `A7`.
    public let id: String
    /// What it is: `Adam, lr=0.001, beta_1=0.9, beta_2=0.999`.
    public let item: String
    /// The chapter of the ledger: `Optimisers and update rules`.
    public let chapter: String
    /// Those that name it: `["D0", "D1"]`.
    public let documents: [String]
    /// Numbers of the lessons that teach it.
    public let lessons: [Int]
    /// What a person sees when the line has run.
    public let shows: String
    /// What can be typed at the prompt as it stands; of several lines the last is what is looked at.
    public let code: String
    /// What has to be true of `_` and of the names that the code sets, so that it does what the row says.
    public let check: String
    /// The file, and the first line of the code in it, from 1.
    public let file: String, line: Int
}
