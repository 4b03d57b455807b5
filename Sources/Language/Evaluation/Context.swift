public import Answers

/// What a word may use while it runs.
public final class Context {
    /// All words.
    public let registry: Registry
    /// The variables, and what this session may do.
    public let session: Session
    /// What the code that runs now may do: what everything on the way to it may.
    public private(set) var permission: Permission
    /// To be asked in every long loop, and told how far it has come.
    public let work: Work
    /// Remarks to be shown with the result.
    public private(set) var notes: [String] = []
    /// What `print` wrote.
    public private(set) var printed: [String] = []
    private var printedBytes = 0
    /// How many of the learner's functions are running inside each other.
    var frames = 0

    let stack: StackGuard

    /// Sessions make their own; tests make one to call a word's body directly.
    public convenience init(session: Session) { self.init(session: session, stackSize: DeepStack.usableAnywhere) }

    init(session: Session, stackSize: Int) {
        self.session = session
        self.registry = session.registry
        self.work = session.work
        self.permission = session.permission
        self.stack = StackGuard(stackSize)
    }

    /// A line of remark shown with the result; the same line is kept once.
    public func note(_ line: String) {
        guard notes.count < 100, !notes.contains(line) else { return }
        notes.append(line)
    }

    /// Runs code that came from elsewhere with no more than it may do there.
    func limited<Result>(to permission: Permission, _ body: () throws -> Result) rethrows -> Result {
        let before = self.permission
        self.permission.formIntersection(permission)
        defer { self.permission = before }
        return try body()
    }

    /// A line of remark that is worth saying once in a session.
    public func noteOnce(_ line: String) {
        if session.said.insert(line).inserted { note(line) }
    }

    /// Output, as `print` makes it.
    ///
    /// - Throws: a `Mistake` when one text prints more than can be kept.
    public func write(_ line: String) throws {
        printedBytes += line.utf8.count + 1
        try Limits.checkText(printedBytes)
        printed.append(line)
    }
}
