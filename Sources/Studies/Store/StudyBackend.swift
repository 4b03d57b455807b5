import Answers

/// Where the tables of studies are: a file of SQLite's, or PostgreSQL's server.
protocol StudyBackend: AnyObject, Sendable {
    /// What a person knows it by, without a password.
    var name: String { get }
    /// "file" or "database".
    var kind: String { get }
    /// What is said where a table holds what no study can.
    var damaged: Mistake { get }

    /// What was true at one moment.
    ///
    /// - Parameter what: what was being done, for the message: "the trials were read".
    func read<T>(_ what: String, _ work: (any StudySession) throws -> T) throws -> T

    /// One transaction, all or nothing of which happens.
    ///
    /// - Parameters:
    ///   - lasting: what it survives once the call has returned.
    ///   - effort: how a connection that is lost is met.
    ///   - work: may be called again where the transaction has come to nothing.
    func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort, _ work: (any StudySession) throws -> T
    ) throws -> T

    /// Another one whenever what was not waited for may have been lost, see `StudySession.era`.
    var currentEra: Int { get }

    /// Brings what was told to its place.
    func settle()
}

/// What a transaction survives.
enum Lasting {
    /// The end of the process.
    case process
    /// A server that breaks down; in a file, the loss of power a second later.
    case told
    /// The loss of power.
    case power
}

/// What a backend does for a transaction when the connection is lost; for one in a file there is nothing to do.
enum Effort {
    /// Connects again and finds out whether the transaction has happened; if not, it is made again.
    case once
    /// Connects again and makes the transaction again: it changes nothing where it has happened already.
    case repeatable
    /// The same, and a server is not waited for: what this stores is stored once more later.
    case ahead
    /// One transaction whose end a server is not waited for: where it comes to nothing, whoever needs what it stored finds out.
    case begun
    /// Nothing: the next will do it.
    case little
}
