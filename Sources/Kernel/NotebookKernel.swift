import Answers
public import Conversation
import Dispatch
import Figures
public import Language
import Synchronization

/// A conversation that Jupyter's front ends talk to: requests come in over sockets, are answered one after the other on the
/// thread that runs the kernel, and what they show is published.
public final class NotebookKernel {
    let conversation: Conversation
    let settings: KernelSettings
    let wire: Wire
    let progress: ProgressView
    var face: NotebookFace
    var history: KernelHistory
    /// How many cells were run and kept.
    var count = 0
    /// What a lesson has prepared that was put into a cell last.
    var offered: String?
    let shutdown: Shutdown
    let commands: KernelCommands

    /// What the control channel has asked for.
    final class Shutdown: Sendable {
        private let state = Mutex<Message?>(nil)
        let isWanted = Atomic(false)

        /// Keeps the request, to be answered when everything else is over.
        func want(_ request: Message?) {
            state.withLock { $0 = $0 ?? request }
            isWanted.store(true, ordering: .sequentiallyConsistent)
        }

        var request: Message? { state.withLock { $0 } }
    }

    /// Listens where the connection says; nothing is answered before `run`.
    ///
    /// - Parameters:
    ///   - interpreter: the session of the language.
    ///   - families: commands beyond those of every conversation, such as the lessons'.
    ///   - progress: is told how far long work has come, by the work of the interpreter's session.
    ///   - draw: draws a value that is a picture into a file, for `:save`.
    /// - Throws: `Mistake` where the libraries are missing or the ports are taken.
    public init(
        _ interpreter: Interpreter, _ families: [any SessionCommands] = [], connection: ConnectionFile,
        progress: ProgressView, settings: KernelSettings,
        draw: ((Value, _ path: String) throws -> Bool)? = nil
    ) throws {
        let work = interpreter.session.work
        let shutdown = Shutdown()
        let face = NotebookFace(work: work)
        commands = KernelCommands(face: face, interpreter: interpreter)
        conversation = Conversation(interpreter, families + [commands], hearsQuestions: true, draw: draw)
        conversation.width = Transcript.width
        self.settings = settings
        self.progress = progress
        self.face = face
        self.shutdown = shutdown
        history = KernelHistory(earlier: settings.earlierLines())
        wire = try Wire(
            connection,
            control: { request, wire in
                NotebookKernel.control(request, wire, work, shutdown, settings)
            }, log: settings.log)
    }

    /// Where it listens.
    public var connection: ConnectionFile { wire.connection }

    /// Answers requests until a front end wants an end, or is gone.
    public func run() {
        wire.publish(state: "starting", for: nil)
        while !shutdown.isWanted.load(ordering: .sequentiallyConsistent) {
            guard case .request(let request)? = wire.requests.take() else { break }
            answer(request)
        }
        if let request = shutdown.request {
            let content = JSON.members([
                "status": .string("ok"), "restart": .bool(request.content["restart"]?.flag ?? false),
            ])
            wire.publish("shutdown_reply", content, for: request)
            wire.send("shutdown_reply", content, on: shutdown.channel(of: request), to: request)
            wire.publish(state: "idle", for: request)
        }
        wire.end()
    }

    private func answer(_ request: Message) {
        wire.publish(state: "busy", for: request)
        defer { if request.type != "shutdown_request" { wire.publish(state: "idle", for: request) } }
        let reply: JSON
        switch request.type {
        case "execute_request":
            execute(request)
            return
        case "kernel_info_request": reply = Self.information(settings)
        case "complete_request": reply = completion(request.content)
        case "inspect_request": reply = inspection(request.content)
        case "is_complete_request": reply = completeness(request.content)
        case "history_request": reply = history.reply(request.content)
        case "comm_info_request": reply = .members(["status": .string("ok"), "comms": .object([])])
        case "shutdown_request":
            shutdown.want(request)
            return
        case "interrupt_request": reply = .members(["status": .string("ok")])
        case "comm_open":
            // Nobody here speaks over comms; whoever opened one is told, and may fall back on what it has.
            wire.publish(
                "comm_close", .members(["comm_id": request.content["comm_id"] ?? .string(""), "data": .object([])]),
                for: request)
            return
        case "comm_msg", "comm_close": return
        default:
            settings.log("a request was passed over: \(request.type.prefix(60)) is not known")
            return
        }
        wire.send(Self.replyType(of: request), reply, on: .shell, to: request)
    }

    static func replyType(of request: Message) -> String { request.type.dropLast("_request".count) + "_reply" }

    // MARK: - The control channel

    /// Answers on the thread of the sockets, also while a cell runs.
    private static func control(
        _ request: Message, _ wire: Wire, _ work: Work, _ shutdown: Shutdown, _ settings: KernelSettings
    ) {
        wire.publish(state: "busy", for: request)
        var reply: JSON?
        switch request.type {
        case "interrupt_request":
            work.cancel()
            reply = .members(["status": .string("ok")])
        case "shutdown_request":
            shutdown.want(request)
            work.cancel()
            wire.requests.put(.end)
            return
        case "kernel_info_request": reply = information(settings)
        default: settings.log("a request on the control channel was passed over: \(request.type.prefix(60))")
        }
        if let reply { wire.send(replyType(of: request), reply, on: .control, to: request) }
        wire.publish(state: "idle", for: request)
    }

    static func information(_ settings: KernelSettings) -> JSON {
        .members([
            "status": .string("ok"), "protocol_version": .string(Protocol.version),
            "implementation": .string("descent"), "implementation_version": .string(settings.version),
            "language_info": .members([
                "name": .string("descent"), "version": .string(settings.version),
                // Editors and pages that have never heard of the language colour it as what it is dressed as.
                "mimetype": .string("text/x-python"), "file_extension": .string(".descent"),
                "pygments_lexer": .string("python"),
                "codemirror_mode": .members(["name": .string("python"), "version": .integer(3)]),
                "nbconvert_exporter": .string("script"),
            ]),
            "banner": .string(settings.banner), "debugger": .bool(false), "help_links": .array([]),
        ])
    }
}

extension NotebookKernel.Shutdown {
    /// Where the answer goes: both channels take the request, and a reply has a route of its own channel.
    fileprivate func channel(of request: Message) -> ConnectionFile.Channel { request.isControl ? .control : .shell }
}

/// What a kernel is told by the program around it.
public struct KernelSettings: Sendable {
    /// Of the program.
    public var version: String
    /// What a console shows first.
    public var banner: String
    /// A line for the log, which a front end shows to whoever started it.
    public var log: @Sendable (String) -> Void
    /// What was typed in earlier sessions, oldest first.
    public var earlierLines: @Sendable () -> [String]
    /// Keeps what was typed for later ones.
    public var remember: @Sendable (String) -> Void

    /// Settings without a memory of other sessions, unless one is given.
    public init(
        version: String, banner: String, log: @escaping @Sendable (String) -> Void,
        earlierLines: @escaping @Sendable () -> [String] = { [] },
        remember: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.version = version
        self.banner = banner
        self.log = log
        self.earlierLines = earlierLines
        self.remember = remember
    }
}
