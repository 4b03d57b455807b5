public import Answers

/// What a word may use while it runs.
public final class Context {
    /// All words.
    public let registry: Registry
    /// The variables, and what this session may do.
    public let session: Session
    /// What the code that runs now may do: what everything on the way to it may.
    @exclusivity(unchecked) public private(set) var permission: Permission
    /// To be asked in every long loop, and told how far it has come.
    public let work: Work
    /// Remarks to be shown with the result.
    public private(set) var notes: [String] = []
    /// What `print` wrote.
    public private(set) var printed: [String] = []
    /// Things to be shown, each after so many of the printed lines.
    public private(set) var shown: [(after: Int, thing: any Presentable)] = []
    private var printedBytes = 0
    /// Whether the last line goes on: `print(…, end="")`.
    private(set) var isLineOpen = false
    let stack: StackGuard
    /// Runs what is called here; made when the first function is.
    private(set) lazy var machine = Machine(self)

    /// Sessions make their own; tests make one to call a word's body directly.
    public convenience init(session: Session) { self.init(session: session, stackSize: DeepStack.usableAnywhere) }

    init(session: Session, stackSize: Int) {
        self.session = session
        self.registry = session.registry
        self.work = session.work
        self.permission = session.permission
        self.stack = StackGuard(stackSize)
    }

    /// Says that a word of that name is out of reach from now on.
    func remark(on name: String) {
        guard !session.isPython, let word = registry.word(name), word.name == name else { return }
        note("\(name) now means your value; del \(name) brings the word back")
    }

    /// A line of remark shown with the result; the same line is kept once.
    public func note(_ line: String) {
        guard notes.count < 100, !notes.contains(line) else { return }
        notes.append(line)
    }

    /// Takes back what was remarked since there were `count` remarks.
    func forgetNotes(after count: Int) { notes.removeSubrange(Swift.min(count, notes.count)...) }

    /// Runs code that came from elsewhere with no more than it may do there.
    func limited<Result>(to permission: Permission, _ body: () throws -> Result) rethrows -> Result {
        let before = self.permission
        self.permission.formIntersection(permission)
        defer { self.permission = before }
        return try body()
    }

    /// Runs code of the program's own that only defines something: what it defines is bounded by whoever calls it.
    func trusted<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = permission
        permission = .everything
        defer { permission = before }
        return try body()
    }

    /// A line of remark that is worth saying once in a session.
    public func noteOnce(_ line: String) {
        if session.said.insert(line).inserted { note(line) }
    }

    /// Shows a thing after what was printed so far, as the face shows the value of a line.
    ///
    /// - Throws: a `Mistake` when one text shows more than can be kept.
    public func show(_ thing: any Presentable) throws {
        guard shown.count < 1000 else {
            throw Mistake("more than 1000 pictures are shown", expected: "fewer in one text")
        }
        shown.append((printed.count, thing))
        isLineOpen = false
    }

    /// A message, as a script writes it to standard error.
    ///
    /// - Throws: a `Mistake` when one text prints more than can be kept, where there is no such place.
    public func complain(_ text: String) throws {
        if let take = session.messages { take(text) } else { try write(text, end: "") }
    }

    /// Output, as `print` makes it.
    ///
    /// - Throws: a `Mistake` when one text prints more than can be kept.
    public func write(_ line: String) throws { try write(line, end: "\n") }

    /// The same, ended otherwise: what is written next goes on in the same line unless that is a line end.
    public func write(_ text: String, end: String) throws {
        printedBytes += text.utf8.count + end.utf8.count
        try Limits.checkText(printedBytes)
        if isLineOpen {
            printed[printed.count - 1] += text
        } else {
            printed.append(text)
        }
        isLineOpen = end != "\n"
        if isLineOpen { printed[printed.count - 1] += end }
        if end.count > 1, end.hasSuffix("\n") {
            printed[printed.count - 1].removeLast()
            isLineOpen = false
        }
    }
}
