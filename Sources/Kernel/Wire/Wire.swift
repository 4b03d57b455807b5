import Answers
import CZeroMQ
import Foundation
import Glibc
import Synchronization

/// The five sockets of a kernel, on a thread of their own, so that an interruption, a heartbeat and whoever asks on the control
/// channel are heard while a cell runs.
final class Wire: Sendable {
    /// What comes in.
    enum Arrival: Sendable {
        case request(Message)
        /// The front end wants an end, or is gone.
        case end
    }

    /// Requests on the shell channel, in their order.
    let requests = Inbox<Arrival>()
    /// Answers to questions.
    let answers = Inbox<Message>()

    private struct State {
        var outgoing: [(channel: ConnectionFile.Channel, message: Message)] = []
        var sender: Sender
        var isEnding = false
    }

    private let state: Mutex<State>
    private let wake: Wake
    private let ended = DispatchSemaphore(value: 0)
    private let control: @Sendable (Message, Wire) -> Void
    private let log: @Sendable (String) -> Void

    /// Where it listens, with the ports that were free.
    let connection: ConnectionFile

    /// Messages whose refusal is logged; a flood of them would fill the disk.
    private static let mostLogged = 100

    /// Listens where the connection says.
    ///
    /// - Parameters:
    ///   - control: answers what comes on the control channel, on the thread of the sockets.
    ///   - log: is told of messages that were dropped.
    init(
        _ connection: ConnectionFile, control: @escaping @Sendable (Message, Wire) -> Void,
        log: @escaping @Sendable (String) -> Void
    ) throws {
        let library = try ZeroMQ()
        let context = try library.context()
        var bound = connection
        func listen(_ kind: CZMQKind, _ channel: ConnectionFile.Channel) throws(Mistake) -> MessageSocket {
            let socket = try MessageSocket(kind, in: context)
            try socket.bind(connection.address(channel))
            if let port = socket.address.split(separator: ":").last.flatMap({ Int($0) }) { bound.ports[channel] = port }
            return socket
        }
        let sockets = Sockets(
            shell: try listen(CZMQRouter, .shell), control: try listen(CZMQRouter, .control),
            stdin: try listen(CZMQRouter, .stdin), iopub: try listen(CZMQPublish, .iopub))
        let heartbeat = try listen(CZMQRouter, .heartbeat)
        self.connection = bound
        self.control = control
        self.log = log
        state = Mutex(State(sender: Sender(session: library.secret(bytes: 16))))
        wake = try Wake()
        let seal = Seal(library, key: connection.key)
        let beaten = DispatchSemaphore(value: 0)
        Wire.thread("heartbeat") {
            heartbeat.echo()
            heartbeat.close()
            beaten.signal()
        }
        Wire.thread("sockets") { [self] in
            run(sockets, seal)
            for socket in [sockets.shell, sockets.control, sockets.stdin, sockets.iopub] { socket.close() }
            context.shut()
            beaten.wait()
            context.end()
            ended.signal()
        }
    }

    private struct Sockets: Sendable {
        let shell, control, stdin, iopub: MessageSocket

        subscript(_ channel: ConnectionFile.Channel) -> MessageSocket? {
            switch channel {
            case .shell: shell
            case .control: control
            case .stdin: stdin
            case .iopub: iopub
            case .heartbeat: nil
            }
        }
    }

    private static func thread(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = "kernel \(name)"
        thread.start()
    }

    // MARK: - Sending

    /// Leaves a message for the sockets.
    ///
    /// - Parameters:
    ///   - request: what it answers.
    ///   - topic: what subscribers could tell it by, on the channel that is published.
    func send(_ type: String, _ content: JSON, on channel: ConnectionFile.Channel, to request: Message?) {
        send(type, content, on: channel, parent: request?.header, route: request?.route ?? [])
    }

    private func send(
        _ type: String, _ content: JSON, on channel: ConnectionFile.Channel, parent: JSON?, route: [[UInt8]]
    ) {
        state.withLock { state in
            var message = Message(
                type, header: state.sender.header(type), parent: parent ?? .object([]), content: content)
            message.route = channel == .iopub ? [Array("kernel.\(state.sender.session).\(type)".utf8)] : route
            state.outgoing.append((channel, message))
        }
        wake.ring()
    }

    /// Tells everybody.
    func publish(_ type: String, _ content: JSON, for request: Message?) {
        send(type, content, on: .iopub, to: request)
    }

    /// Tells everybody whether this kernel is busy with the request.
    func publish(state: String, for request: Message?) {
        publish("status", .members(["execution_state": .string(state)]), for: request)
    }

    /// Ends when everything was sent that is waiting; comes back when it was.
    func end() {
        state.withLock { $0.isEnding = true }
        wake.ring()
        ended.wait()
    }

    // MARK: - The thread of the sockets

    /// Whoever subscribes is told so: from then on nothing is missed.
    private func welcome(_ iopub: MessageSocket) {
        while let subscription = iopub.receive()?.first {
            guard subscription.first == 1 else { continue }
            let topic = String(decoding: subscription.dropFirst(), as: UTF8.self)
            publish("iopub_welcome", .members(["subscription": .string(topic)]), for: nil)
        }
    }

    private func run(_ sockets: Sockets, _ initialSeal: Seal) {
        var seal = initialSeal
        var dropped = 0
        let parent = getppid()
        let isOwned = getenv("JPY_PARENT_PID") != nil
        func messages(from socket: MessageSocket, _ channel: ConnectionFile.Channel, _ take: (Message) -> Void) {
            // Nobody can keep the others waiting for ever by sending without end.
            for _ in 0..<100 {
                guard let parts = socket.receive() else { return }
                do throws(MessageRefusal) {
                    var message = try Message(parts, seal: &seal)
                    message.isControl = channel == .control
                    take(message)
                } catch {
                    dropped += 1
                    if dropped <= Self.mostLogged {
                        log("a message on the \(channel.rawValue) channel was dropped: \(error.words)")
                    }
                    if dropped == Self.mostLogged { log("further messages that are dropped are not told") }
                }
            }
        }
        while true {
            let ready = MessageSocket.wait(
                for: [sockets.control, sockets.shell, sockets.stdin, sockets.iopub], wake.descriptor,
                milliseconds: 1_000)
            if ready[4] { wake.clear() }
            if ready[3] { welcome(sockets.iopub) }
            let (outgoing, isEnding) = state.withLock { state in
                defer { state.outgoing = [] }
                return (state.outgoing, state.isEnding)
            }
            for (channel, message) in outgoing { sockets[channel]?.send(message.parts(seal)) }
            if isEnding { return }
            if ready[0] { messages(from: sockets.control, .control) { control($0, self) } }
            if ready[1] { messages(from: sockets.shell, .shell) { requests.put(.request($0)) } }
            if ready[2] { messages(from: sockets.stdin, .stdin) { answers.put($0) } }
            // The server that started this kernel has died without a word.
            if isOwned, getppid() != parent {
                log("the program that started this kernel is gone: it ends, too")
                requests.put(.end)
            }
        }
    }
}

/// Wakes a thread that waits for a file descriptor.
private final class Wake: Sendable {
    /// To be waited for.
    let descriptor: Int32
    private let bell: Int32

    init() throws(Mistake) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Mistake("too many files are open") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, bell) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(bell)
    }

    /// A full pipe wakes as well as one more byte.
    func ring() { _ = write(bell, "!", 1) }

    func clear() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
