/// A transaction on the tables of `StudySchema`. The same SQL runs in a file of SQLite's and on PostgreSQL's server, with `?` for its
/// arguments.
///
/// A statement may run later than it is asked for: where the tables are on a server, statements travel together until the
/// result of one is asked for, or the transaction ends. They run in their order, and one that fails ends the transaction.
protocol StudySession: AnyObject {
    /// Seconds since 1970 by the clock that all who share the tables go by.
    var now: Double { get }
    /// Another one whenever the server may have broken down in between, and have lost what it was not waited for.
    var era: Int { get }
    /// What makes a SELECT lock its rows and pass over those that others have locked.
    var skippingLocked: String { get }
    /// That what stands before it is one of what a query gives, which is run first.
    func among(_ query: String) -> String

    /// The rows of a query or of a RETURNING, each as `read` makes it.
    func select<T>(
        _ sql: String, _ arguments: [any SQLArgument], _ read: @escaping (any SQLRow) throws -> T
    ) throws -> Pending<[T]>

    /// How many rows a statement changes.
    @discardableResult func change(_ sql: String, _ arguments: [any SQLArgument]) throws -> Pending<Int>

    /// Until the transaction ends nobody else changes which trials a study has and in which order they finish; nil for which
    /// studies there are.
    func hold(_ study: Int64?) throws
}

/// What a statement gives, once it has run.
struct Pending<Value> {
    /// - Throws: what the statement, or one before it, failed with.
    let get: () throws -> Value
    /// The same where the statement has run already.
    let known: Value?

    /// The statement has run already.
    init(_ value: Value) { (get, known) = ({ value }, value) }

    init(_ get: @escaping () throws -> Value) { (self.get, known) = (get, nil) }
}

/// A row of a result, its columns counted from 0.
///
/// Each throws `UnreadableRow`, or an error of SQLite's, where something else stands there.
protocol SQLRow {
    func integer(_ column: Int) throws -> Int
    func real(_ column: Int) throws -> Double?
    func optionalText(_ column: Int) throws -> String?
}

extension SQLRow {
    func text(_ column: Int) throws -> String {
        guard let text = try optionalText(column) else { throw UnreadableRow() }
        return text
    }
}

/// A table holds what no study can.
struct UnreadableRow: Error {}

/// A value that a statement is given.
enum SQLValue {
    case null, integer(Int64), real(Double), text(String)
}

/// What can be given to a statement.
protocol SQLArgument {
    var sql: SQLValue { get }
}

extension Int: SQLArgument { var sql: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLArgument { var sql: SQLValue { .integer(self) } }
extension Double: SQLArgument { var sql: SQLValue { .real(self) } }
extension String: SQLArgument { var sql: SQLValue { .text(self) } }
extension Optional: SQLArgument where Wrapped: SQLArgument { var sql: SQLValue { self?.sql ?? .null } }
