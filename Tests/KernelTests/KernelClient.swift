import Answers
import CZeroMQ
import Foundation
import Testing

@testable import Kernel

/// A front end of our own: it speaks to a kernel over its sockets, as Jupyter's do. Every wait has an end, far beyond what a busy
/// machine takes.
final class KernelClient {
    private let library: ZeroMQ
    private let context: ZeroMQ.Context
    let shell, control, stdin, iopub, heartbeat: MessageSocket
    private var seal: Seal
    private var sender: Sender
    /// What was published and not asked for yet.
    private var published: [Message] = []
    /// Replies that were not asked for yet, by channel.
    private var replies: [Message] = []

    /// Milliseconds that anything may take.
    static let patience = 120_000

    struct Silence: Error, CustomStringConvertible {
        var awaited: String
        var description: String { "nothing came: \(awaited)" }
    }

    init(_ connection: ConnectionFile, key: String? = nil) throws {
        library = try ZeroMQ()
        context = try library.context()
        let identity = CZMQDealer
        shell = try MessageSocket(identity, in: context)
        control = try MessageSocket(identity, in: context)
        stdin = try MessageSocket(identity, in: context)
        iopub = try MessageSocket(CZMQSubscribe, in: context)
        heartbeat = try MessageSocket(CZMQRequest, in: context)
        seal = Seal(library, key: key ?? connection.key)
        sender = Sender(session: library.secret(bytes: 8))
        // Questions go to whoever asked on the shell channel, by the name of that connection.
        for socket in [shell, stdin] { socket.name(sender.session) }
        iopub.subscribeToAll()
        try shell.connect(connection.address(.shell))
        try control.connect(connection.address(.control))
        try stdin.connect(connection.address(.stdin))
        try iopub.connect(connection.address(.iopub))
        try heartbeat.connect(connection.address(.heartbeat))
    }

    func close() {
        for socket in [shell, control, stdin, iopub, heartbeat] { socket.close() }
        context.end()
    }

    // MARK: - Sending

    func message(_ type: String, _ content: JSON) -> Message {
        Message(type, header: sender.header(type), content: content)
    }

    func parts(_ message: Message) -> [[UInt8]] { message.parts(seal) }

    @discardableResult
    func send(_ type: String, _ content: JSON, on socket: MessageSocket) -> String {
        let message = message(type, content)
        socket.send(message.parts(seal))
        return message.header["msg_id"]?.string ?? ""
    }

    // MARK: - Receiving

    /// Waits until the kernel listens and what it publishes arrives.
    func waitUntilReady() throws {
        let end = Date(timeIntervalSinceNow: Double(Self.patience) / 1000)
        while Date() < end {
            let id = send("kernel_info_request", .object([]), on: shell)
            _ = try reply(to: id)
            // Whatever comes says that the subscription holds; what was published before may have been missed.
            if MessageSocket.wait(for: [iopub], milliseconds: 200)[0] { return }
        }
        throw Silence(awaited: "anything published")
    }

    /// The reply on the shell or the control channel.
    func reply(to id: String) throws -> Message {
        let end = Date(timeIntervalSinceNow: Double(Self.patience) / 1000)
        while Date() < end {
            if let place = replies.firstIndex(where: { $0.answers(id) }) { return replies.remove(at: place) }
            let ready = MessageSocket.wait(for: [shell, control], milliseconds: 1_000)
            for (socket, isReady) in zip([shell, control], ready) where isReady {
                if let parts = socket.receive() { replies.append(try Message(parts, seal: &seal)) }
            }
        }
        throw Silence(awaited: "a reply to \(id)")
    }

    /// What is published next for a request.
    func next(of id: String) throws -> Message {
        let end = Date(timeIntervalSinceNow: Double(Self.patience) / 1000)
        while Date() < end {
            if let place = published.firstIndex(where: { $0.answers(id) }) { return published.remove(at: place) }
            if MessageSocket.wait(for: [iopub], milliseconds: 1_000)[0], let parts = iopub.receive() {
                published.append(try Message(parts, seal: &seal))
            }
        }
        throw Silence(awaited: "anything published for \(id)")
    }

    /// What was published for a request until the kernel was idle again, without the messages of its state.
    func outputs(of id: String) throws -> [Message] {
        var messages: [Message] = []
        while true {
            let message = try next(of: id)
            if message.type == "status" {
                if message.content["execution_state"]?.string == "idle" { return messages }
            } else {
                messages.append(message)
            }
        }
    }

    /// The question that is put next.
    func question() throws -> Message {
        guard MessageSocket.wait(for: [stdin], milliseconds: Self.patience)[0], let parts = stdin.receive() else {
            throw Silence(awaited: "a question")
        }
        return try Message(parts, seal: &seal)
    }

    // MARK: - Cells

    /// Sends a cell.
    @discardableResult
    func begin(_ code: String, _ more: [JSON.Pair] = []) -> String {
        let content = [
            JSON.Pair("code", .string(code)), JSON.Pair("silent", .bool(false)),
            JSON.Pair("store_history", .bool(true)), JSON.Pair("allow_stdin", .bool(false)),
            JSON.Pair("stop_on_error", .bool(true)),
        ]
        let kept = content.filter { pair in !more.contains { $0.key == pair.key } }
        return send("execute_request", .object(kept + more), on: shell)
    }

    /// Runs a cell to its end.
    func run(_ code: String, _ more: [JSON.Pair] = []) throws -> (reply: Message, outputs: [Message]) {
        let id = begin(code, more)
        return (try reply(to: id), try outputs(of: id))
    }
}

extension Message {
    func answers(_ id: String) -> Bool { parent["msg_id"]?.string == id }

    /// The form of what it shows.
    func form(_ type: String) -> String? { content["data"]?[type]?.string }
}

/// A kernel that runs on a thread of its own.
final class RunningKernel {
    let connection: ConnectionFile
    private let ended = DispatchSemaphore(value: 0)
    let log = Lines()

    /// Lines that were logged.
    final class Lines: @unchecked Sendable {
        private let lock = NSLock()
        private var lines: [String] = []
        func add(_ line: String) { lock.withLock { lines.append(line) } }
        var all: [String] { lock.withLock { lines } }
    }

    init(_ make: @escaping @Sendable (Lines) throws -> NotebookKernel) throws {
        let made = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        let thread = Thread { [log, ended] in
            do {
                // A session belongs to the thread that uses it.
                let kernel = try make(log)
                outcome.connection = kernel.connection
                made.signal()
                kernel.run()
            } catch {
                outcome.problem = error
                made.signal()
            }
            ended.signal()
        }
        thread.start()
        made.wait()
        if let problem = outcome.problem { throw problem }
        guard let connection = outcome.connection else { throw KernelClient.Silence(awaited: "a kernel") }
        self.connection = connection
    }

    private final class Outcome: @unchecked Sendable {
        var connection: ConnectionFile?
        var problem: (any Error)?
    }

    /// Whether it comes to its end.
    func ends() -> Bool {
        ended.wait(timeout: .now() + .milliseconds(KernelClient.patience)) == .success
    }
}
