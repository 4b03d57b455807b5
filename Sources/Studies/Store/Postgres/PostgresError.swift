import Answers

/// What a server, or the connection to it, has said no with.
struct PostgresError: Error {
    /// Seconds to wait for another transaction that holds a row, and after which the server ends one that says nothing more.
    static let lockSeconds = 10

    /// SQL's kind of error, five signs; nil where there was no answer.
    var state: String?
    var message: String
    /// Whether the connection is lost with it.
    var isLost = false

    /// Whether the same may go well a moment later.
    var isPassing: Bool {
        if isLost { return !isRefusal }
        // Another transaction was in the way: serialization_failure, deadlock_detected. A statement whose preparation was undone with
        // a transaction that nobody waited for is prepared again: invalid_sql_statement_name. Such a transaction is still open where it
        // has failed, and is ended before the next is tried again: in_failed_sql_transaction.
        return ["40001", "40P01", "26000", "25P02"].contains(state)
    }

    /// Whether the server is there and does not let anyone in for the moment.
    var isBusy: Bool {
        ["starting up", "shutting down", "in recovery", "too many clients", "remaining connection slots"]
            .contains { message.contains($0) }
    }

    /// Whether connecting again would be answered in the same way.
    private var isRefusal: Bool {
        !isBusy
            && [
                "authentication failed", "no password supplied", "does not exist", "pg_hba.conf",
                "does not support SSL",
            ]
            .contains { message.contains($0) }
    }

    /// What is said about a connection that does not come about.
    func connecting(to name: String) -> Mistake {
        func mistake(_ expected: String, _ suggestion: String?) -> Mistake {
            Mistake("'\(name)' cannot be reached: \(message)", expected: expected, try: suggestion, argument: "storage")
        }
        if message.contains("password") {
            return mistake("the password of that user", "PGPASSWORD=… before the command, or a line in ~/.pgpass")
        }
        if message.contains("database"), message.contains("does not exist") {
            return mistake("a database that is there", "createdb, or CREATE DATABASE")
        }
        if message.contains("SSL") || message.contains("certificate") || message.contains("encryption") {
            return mistake("a server and an address that agree on TLS", "?sslmode=require, or ?sslmode=disable")
        }
        if message.contains("role") || message.contains("authentication") || message.contains("pg_hba.conf") {
            return mistake("a user whom the server lets in", "CREATE ROLE … LOGIN, and a line in pg_hba.conf")
        }
        if message.contains("connection option") || message.contains("parameter") || message.contains("URI")
            || message.contains("port number")
            || message.contains("percent-encoded")
        {
            return mistake("an address that can be read", "postgresql://user@host:5432/database")
        }
        return mistake("a server that answers there", "pg_isready, to ask whether it does")
    }

    /// What is said about a statement that failed.
    func failing(on name: String, while what: String) -> Mistake {
        switch state ?? "" {
        case "53100":
            Mistake(
                "the server's disk is full: '\(name)' could not grow while \(what); everything stored before is safe",
                expected: "room on the server's disk", try: "the same again after making room; the study goes on")
        case "53200", "53300", "53400":
            Mistake(
                "'\(name)' has no room for more while \(what) (\(message))", expected: "a server with room",
                try: "fewer workers, or a larger max_connections")
        case "25006":
            Mistake(
                "'\(name)' is read-only: nothing can be stored while \(what)",
                expected: "a database that may be written to, which a standby is not")
        case "42501":
            Mistake(
                "'\(name)' does not allow it (\(message))",
                expected: "a user who may make a schema, or owns '\(StudySchema.namespace)'",
                try: "CREATE SCHEMA \(StudySchema.namespace) AUTHORIZATION …, by the database's owner")
        case "55P03":
            Mistake(
                "'\(name)' is locked: another program has been writing to it for more than "
                    + "\(PostgresError.lockSeconds) s while \(what)",
                expected: "a database that is free", try: "the same again once the other program has ended")
        case "3F000", "42P01": PostgresError.isEmpty(name)
        case "23503":
            Mistake("the study is no longer in '\(name)', while \(what)", expected: "a study that is not deleted")
        default: Mistake("'\(name)': \(message) while \(what)")
        }
    }

    /// What is said about a database without our tables.
    static func isEmpty(_ name: String) -> Mistake {
        Mistake(
            "'\(name)' holds no studies of descent", expected: "a database with studies",
            try: "descent study import studies.db --into '\(name)'")
    }
}
