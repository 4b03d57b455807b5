public import Numbers

/// What a word may use while it runs.
public final class Context {
    public let registry: Registry
    public let session: Session
    public let work: Work
    /// Remarks to be shown with the result.
    public private(set) var notes: [String] = []
    /// What `print` wrote.
    public private(set) var printed: [String] = []
    /// How many of the learner's functions are running inside each other.
    var frames = 0

    public init(session: Session) {
        self.session = session
        self.registry = session.registry
        self.work = session.work
    }

    /// A line of remark shown with the result.
    public func note(_ line: String) { notes.append(line) }

    /// A line of output, as `print` makes it.
    public func write(_ line: String) { printed.append(line) }
}
