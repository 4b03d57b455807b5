import CPostgres
import Foundation
import Synchronization
import Answers

/// A connection to a server, used by one thread at a time: statements go off one after the other, results come when they are
/// waited for.
final class PostgresConnection {
    /// Seconds to wait for an answer.
    private static let answerSeconds = 60.0
    /// Seconds in which an answer may still come after a wish to stop.
    private static let grace = 0.08
    /// Milliseconds between two looks at whether to stop.
    private static let beat: Int32 = 20
    /// The oldest server that knows all that is asked of it.
    private static let oldest = 120_000

    /// What a statement has given.
    final class Slot {
        fileprivate(set) var outcome: Result<PostgresResult, PostgresError>?
    }

    private enum Expected {
        case prepared(String)
        case statement(Slot)
        case sync
    }

    private let link: OpaquePointer
    /// The server's clock when it was asked, and when that was.
    private let clock: (time: Double, asked: ContinuousClock.Instant)
    /// What prepared statements are called there, and how many names were given.
    private var names: [String: String] = [:]
    private var named = 0
    private var expected: [Expected] = []
    /// How many of those have come.
    private var come = 0
    private var syncs = 0
    /// The first failure since `begin`, which is that of every statement after it.
    private(set) var failure: PostgresError?
    private let address: PostgresAddress

    /// Connects, and waits for it, or for a wish to stop.
    ///
    /// - Throws: `PostgresError`; `Mistake` for a server that is too old; `Stopped`.
    static func open(_ address: PostgresAddress, _ work: Work) throws -> PostgresConnection {
        let attempt = Attempt()
        // Names of hosts are looked up, and keys exchanged, without a way to ask in between.
        let thread = Thread { attempt.end(with: Result { try PostgresConnection(address) }) }
        thread.stackSize = 1 << 20
        thread.start()
        while true {
            if let result = attempt.result(within: Double(beat) / 1000) { return try result.get() }
            if work.isCancelled { throw Stopped() }
        }
    }

    private init(_ address: PostgresAddress) throws {
        self.address = address
        guard let link = cpq_connect(address.text) else {
            throw PostgresError(message: "there is no memory left", isLost: true)
        }
        var isKept = false
        defer { if !isKept { cpq_close(link) } }
        guard cpq_is_alive(link) else {
            throw PostgresError(message: address.quiet(String(cString: cpq_fault_of(link))), isLost: true)
        }
        let version = Int(cpq_version(link))
        guard version >= PostgresConnection.oldest else {
            throw Mistake(
                "'\(address.shown)' is PostgreSQL \(version / 10_000)", expected: "PostgreSQL 12 or newer")
        }
        let asked = ContinuousClock.now
        let result = PostgresResult(cpq_run(link, PostgresConnection.settings))
        if let error = result.error(isAlive: cpq_is_alive(link), address) { throw error }
        guard let time = result.value(0, 0).flatMap(Double.init), cpq_begin_pipeline(link) else {
            throw PostgresError(message: address.quiet(String(cString: cpq_fault_of(link))), isLost: true)
        }
        clock = (time, asked)
        isKept = true
        self.link = link
    }

    deinit { cpq_close(link) }

    /// What only begins waits for no disk, and what is waited for is so after its transaction, so that nobody waits for a lock and a
    /// disk. Every statement has its index. The server ends a transaction whose client has been cut off, and notices that it has.
    private static let settings = """
        SET search_path = \(StudySchema.namespace); SET synchronous_commit = off; SET enable_seqscan = off; SET jit = off;
        SET lock_timeout = '\(PostgresError.lockSeconds)s'; SET idle_in_transaction_session_timeout = '\(PostgresError.lockSeconds)s';
        SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
        SET tcp_user_timeout = 10000; SET client_min_messages = error;
        SELECT extract(epoch FROM clock_timestamp())
        """

    /// Seconds since 1970 by the server's clock.
    var now: Double {
        let passed = (ContinuousClock.now - clock.asked).components
        return clock.time + Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }

    var isAlive: Bool { cpq_is_alive(link) && failure?.isLost != true }

    /// Forgets the failures of the last transaction.
    func begin() { if isAlive { failure = nil } }

    // MARK: Sending

    /// Sends a statement, with `?` for its arguments.
    func send(_ sql: String, _ arguments: [SQLValue] = []) throws -> Slot {
        if let failure { throw failure }
        let slot = Slot()
        let name: String
        if let known = names[sql] {
            name = known
        } else {
            named += 1
            name = "s\(named)"
            names[sql] = name
            guard cpq_prepare(link, name, PostgresConnection.numbered(sql)) else { throw lost() }
            expected.append(.prepared(sql))
        }
        let texts = arguments.map(PostgresConnection.text)
        let isSent = PostgresConnection.withPointers(texts) { cpq_execute(link, name, Int32(texts.count), $0) }
        guard isSent else { throw lost() }
        expected.append(.statement(slot))
        return slot
    }

    /// Lets the server answer all that was sent.
    func sync() throws {
        guard cpq_sync(link), cpq_flush(link) >= 0 else { throw lost() }
        expected.append(.sync)
        syncs += 1
    }

    /// A statement with `$1`, `$2`, … for each `?`; no text in our statements holds one.
    private static func numbered(_ sql: String) -> String {
        guard sql.utf8.contains(UInt8(ascii: "?")) else { return sql }
        var numbered = ""
        for (count, piece) in sql.split(separator: "?", omittingEmptySubsequences: false).enumerated() {
            if count > 0 { numbered += "$\(count)" }
            numbered += piece
        }
        return numbered
    }

    private static func text(_ value: SQLValue) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): number.description
        // PostgreSQL's texts have no NUL.
        case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        }
    }

    private static func withPointers<T>(_ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
        var bytes: [CChar] = []
        let starts = texts.map { text -> Int? in
            guard let text else { return nil }
            defer { bytes.append(contentsOf: text.utf8CString) }
            return bytes.count
        }
        return bytes.withUnsafeBufferPointer { bytes in
            body(starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } } + [nil])
        }
    }

    // MARK: Receiving

    /// Waits for the answer to all that was sent before the last `sync`.
    ///
    /// - Throws: the first failure; `Stopped`, after which the connection is of no use any more.
    func settle(_ work: Work) throws {
        var heard = ContinuousClock.now
        var stop: ContinuousClock.Instant?
        while true {
            if try take() { heard = .now }
            if syncs == 0 { break }
            let rest = cpq_flush(link)
            guard rest >= 0 else { throw lost() }
            var socket = pollfd(fd: cpq_socket(link), events: Int16(POLLIN | (rest > 0 ? POLLOUT : 0)), revents: 0)
            let ready = poll(&socket, 1, PostgresConnection.beat)
            if ready > 0, socket.revents & Int16(POLLIN | POLLERR | POLLHUP) != 0, !cpq_consume(link) {
                // What the server said at last is still to be read.
                _ = try take()
                throw lost()
            }
            let now = ContinuousClock.now
            if work.isCancelled {
                if let stop, now - stop > .seconds(PostgresConnection.grace) {
                    _ = lost("it was given up")
                    throw Stopped()
                }
                stop = stop ?? now
            }
            if now - heard > .seconds(PostgresConnection.answerSeconds) {
                throw lost("no answer for \(Int(PostgresConnection.answerSeconds)) s")
            }
        }
        if let failure { throw failure }
    }

    /// Takes the results that are here, and says whether there were any.
    private func take() throws -> Bool {
        let before = come
        while come < expected.count, !cpq_is_busy(link) {
            guard let pointer = cpq_next(link) else {
                if !cpq_is_alive(link) { throw lost() }
                continue
            }
            accept(PostgresResult(pointer))
            if failure?.isLost == true, let failure { throw failure }
        }
        let hasTaken = come > before
        if come == expected.count {
            expected.removeAll(keepingCapacity: true)
            come = 0
        }
        return hasTaken
    }

    private func accept(_ result: PostgresResult) {
        let awaited = expected[come]
        come += 1
        if result.status == CPQSync.rawValue {
            syncs -= 1
            // What failed before it was of a transaction that nobody waits for, where another was sent behind it.
            if syncs > 0, failure?.isLost != true { failure = nil }
            return
        }
        let error = result.error(isAlive: cpq_is_alive(link), address)
        if let error, failure == nil { failure = error }
        switch awaited {
        case .prepared(let sql): if error != nil { names[sql] = nil }
        case .statement(let slot): slot.outcome = error.map { .failure(failure ?? $0) } ?? .success(result)
        case .sync: break
        }
    }

    /// The connection is gone.
    private func lost(_ reason: String? = nil) -> PostgresError {
        if let failure, failure.isLost { return failure }
        let words = reason ?? address.quiet(String(cString: cpq_fault_of(link)))
        let error = PostgresError(message: words.isEmpty ? "the connection was lost" : words, isLost: true)
        failure = error
        return error
    }
}

/// A connection in the making, on a thread of its own.
private final class Attempt: Sendable {
    // A connection has one owner: the thread that makes it, then whoever takes it from here.
    private struct State: @unchecked Sendable {
        var result: Result<PostgresConnection, any Error>?
    }

    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    func end(with result: Result<PostgresConnection, any Error>) {
        let held = State(result: result)
        state.withLock { $0 = held }
        done.signal()
    }

    /// What came of it; nil where it goes on for longer.
    func result(within seconds: Double) -> Result<PostgresConnection, any Error>? {
        guard done.wait(timeout: .now() + seconds) == .success else { return nil }
        let held = state.withLock { state in
            defer { state = State() }
            return state
        }
        return held.result
    }
}

/// What the server has answered to one statement.
final class PostgresResult {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { if let pointer { cpq_free(pointer) } }

    var status: UInt32 { pointer.map { UInt32(bitPattern: cpq_status($0)) } ?? CPQFailed.rawValue }
    var rows: Int { pointer.map { Int(cpq_rows($0)) } ?? 0 }
    var changes: Int { pointer.flatMap { Int(String(cString: cpq_changes($0))) } ?? 0 }

    func value(_ row: Int, _ column: Int) -> String? {
        guard let pointer, let text = cpq_value(pointer, Int32(row), Int32(column)) else { return nil }
        return String(cString: text)
    }

    /// Why there is none.
    func error(isAlive: Bool, _ address: PostgresAddress) -> PostgresError? {
        if status == CPQDone.rawValue || status == CPQRows.rawValue { return nil }
        let state = pointer.flatMap { cpq_state($0) }.map { String(cString: $0) }
        let words = pointer.flatMap { cpq_words($0) }.map { address.quiet(String(cString: $0)) }
        // admin_shutdown, crash_shutdown, cannot_connect_now, idle_in_transaction_session_timeout, connection exceptions
        let isLost = !isAlive || ["57P01", "57P02", "57P03", "25P03"].contains(state) || state?.hasPrefix("08") == true
        return PostgresError(state: state, message: words ?? "the server gave no answer", isLost: isLost)
    }
}
