import Answers

/// A transaction on a server. Statements are sent as they are asked for, and waited for when a result is.
final class PostgresSession: StudySession {
    private let connection: PostgresConnection
    private let work: Work
    let era: Int
    let skippingLocked = " FOR UPDATE SKIP LOCKED"
    /// A plan that is made once, for a table that is still small, would otherwise go through all rows ever after.
    func among(_ query: String) -> String { "= ANY (ARRAY(\(query)))" }
    private var isSettled = true
    /// The number of the transaction, where it is asked for.
    private var number: PostgresConnection.Slot?

    init(_ connection: PostgresConnection, _ work: Work, era: Int) {
        self.connection = connection
        self.work = work
        self.era = era
    }

    var now: Double { connection.now }

    /// Sends a statement that is not waited for.
    @discardableResult func send(_ sql: String, _ arguments: [any SQLArgument] = []) throws -> PostgresConnection.Slot {
        isSettled = false
        return try connection.send(sql, arguments.map(\.sql))
    }

    /// Waits for all that was sent.
    func settle() throws {
        guard !isSettled else { return }
        try connection.sync()
        try connection.settle(work)
        isSettled = true
    }

    /// Goes on after a statement outside of a transaction that failed.
    func forget() {
        connection.begin()
        isSettled = true
    }

    /// Sends all that is to be sent, and waits for nothing.
    func leave() throws {
        try connection.sync()
        isSettled = true
    }

    private func result(of slot: PostgresConnection.Slot) throws -> PostgresResult {
        if slot.outcome == nil { try settle() }
        guard let outcome = slot.outcome else { throw PostgresError(message: "no answer", isLost: true) }
        return try outcome.get()
    }

    func select<T>(
        _ sql: String, _ arguments: [any SQLArgument], _ read: @escaping (any SQLRow) throws -> T
    ) throws -> Pending<[T]> {
        let slot = try send(sql, arguments)
        return Pending {
            let result = try self.result(of: slot)
            return try (0..<result.rows).map { try read(PostgresRow(result: result, row: $0)) }
        }
    }

    @discardableResult func change(_ sql: String, _ arguments: [any SQLArgument]) throws -> Pending<Int> {
        let slot = try send(sql, arguments)
        return Pending { try self.result(of: slot).changes }
    }

    func hold(_ study: Int64?) throws {
        if let study {
            try send("SELECT 1 FROM studies WHERE id = ? FOR NO KEY UPDATE", [study])
        } else {
            try send("SELECT pg_advisory_xact_lock(?)", [StudySchema.application])
        }
    }

    /// Asks for the transaction's number, by which one can learn what became of it.
    func askNumber() throws { number = try send("SELECT txid_current()::text") }

    /// The transaction's number, waited for where it is not here yet.
    func transaction() throws -> String? { try number.flatMap { try result(of: $0).value(0, 0) } }
}

private struct PostgresRow: SQLRow {
    let result: PostgresResult
    let row: Int

    func integer(_ column: Int) throws -> Int {
        guard let value = result.value(row, column).flatMap({ Int($0) }) else { throw UnreadableRow() }
        return value
    }

    func real(_ column: Int) throws -> Double? {
        guard let text = result.value(row, column) else { return nil }
        guard let value = Double(text) else { throw UnreadableRow() }
        return value
    }

    func optionalText(_ column: Int) throws -> String? { result.value(row, column) }
}
