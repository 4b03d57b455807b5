import Answers
import Conversation
import Dispatch
import Language
import Synchronization

/// A cell is run: what it shows is published, what it asks is asked, and whoever sent it is told how it went.
extension NotebookKernel {
    /// Bytes of the text of one cell.
    private static let longestCell = 1_000_000

    func execute(_ request: Message) {
        let content = request.content
        let code = content["code"]?.string ?? ""
        let isSilent = content["silent"]?.flag ?? false
        let isKept = !isSilent && (content["store_history"]?.flag ?? true)
        let work = conversation.interpreter.session.work
        // What was to be stopped until now is over.
        if !shutdown.isWanted.load(ordering: .sequentiallyConsistent) { work.reset() }
        if isKept { count += 1 }
        if !isSilent {
            wire.publish(
                "execute_input", .members(["code": .string(code), "execution_count": .integer(count)]), for: request)
        }
        progress.begin { [wire, count] step in
            // Each cell has one place for it.
            let id = JSON.members(["display_id": .string("progress-\(count)")])
            let (type, bundle) =
                switch step {
                case .appears(let bundle): ("display_data", bundle)
                case .changes(let bundle): ("update_display_data", bundle)
                }
            if !isSilent { wire.publish(type, .object(bundle.members + [JSON.Pair("transient", id)]), for: request) }
        }
        var cell = Cell(request: request, isSilent: isSilent)
        if code.utf8.count > Self.longestCell {
            let mistake = Mistake(
                "a cell of \(code.utf8.count.grouped) bytes is too long",
                expected: "at most \(Self.longestCell.grouped)", try: "a file, and read_csv or load")
            show(.failed(mistake), of: &cell)
        } else {
            run(code, of: &cell)
        }
        takeProgressAway(cell, followedByOutput: false)
        if isKept {
            history.add(code, output: cell.result, count: count)
            settings.remember(code)
        }
        reply(cell)
        if cell.failure != nil, content["stop_on_error"]?.flag ?? true { abortWhatWaits() }
    }

    /// What is known of the cell that runs.
    struct Cell {
        let request: Message
        let isSilent: Bool
        var failure: Failure?
        /// The value in words, for the history.
        var result: String?
        /// What a front end shows beside its cells.
        var page: String?
        var leaves = false
    }

    // MARK: - Running

    private func run(_ code: String, of cell: inout Cell) {
        let session = conversation.interpreter.session
        let before = session.randomness
        let seed = CellText(code).seed
        if let seed { session.randomness = Randomness(seed: seed) }
        defer { if seed != nil { session.randomness = before } }
        if let name = CellText(code).asked, let page = CodeInspection(conversation).about(name) {
            cell.page = page
            return
        }
        for input in CellText(code).inputs(conversation) {
            show(conversation.answer(input), of: &cell)
            guard goesOn(cell) else { return }
            while conversation.asks, cell.request.content["allow_stdin"]?.flag ?? false, !cell.isSilent {
                guard let line = ask(conversation.prompt, cell) else {
                    cell.failure = face.interruption(keeps: false)
                    publish(cell.failure, cell)
                    return
                }
                show(conversation.answer(line), of: &cell)
                // An answer that cannot be read is asked for again; what it was told stands above.
                if cell.leaves || shutdown.isWanted.load(ordering: .sequentiallyConsistent) { return }
                cell.failure = nil
            }
        }
    }

    private func goesOn(_ cell: Cell) -> Bool { cell.failure == nil && !cell.leaves }

    /// Publishes a reply's parts, and what went wrong.
    private func show(_ reply: Reply, of cell: inout Cell) {
        let work = conversation.interpreter.session.work
        // What was reached is drawn, although it was stopped.
        if reply.wasInterrupted { work.withdraw(.person) }
        face.pictures = commands.pictures
        let outputs = cell.isSilent ? [] : face.outputs(of: reply)
        takeProgressAway(cell, followedByOutput: !outputs.isEmpty)
        for output in outputs { publish(output, &cell) }
        if let problem = reply.failure {
            cell.failure = face.failure(problem)
        } else if reply.wasInterrupted {
            cell.failure = face.interruption(keeps: reply.value != nil)
        }
        publish(cell.failure, cell)
        cell.leaves = cell.leaves || reply.leaves
    }

    private func publish(_ output: Output, _ cell: inout Cell) {
        let request = cell.request
        switch output {
        case .stream(let text, let isError):
            let name = isError ? "stderr" : "stdout"
            wire.publish("stream", .members(["name": .string(name), "text": .string(text)]), for: request)
        case .display(let bundle): wire.publish("display_data", .object(bundle.members), for: request)
        case .result(let bundle):
            cell.result = bundle.data.first?.value.string
            wire.publish(
                "execute_result", .object(bundle.members + [JSON.Pair("execution_count", .integer(count))]),
                for: request)
        }
    }

    private func publish(_ failure: Failure?, _ cell: Cell) {
        guard let failure, !cell.isSilent else { return }
        wire.publish("error", .object(failure.members), for: cell.request)
    }

    private func takeProgressAway(_ cell: Cell, followedByOutput: Bool) {
        guard progress.finish(), !cell.isSilent else { return }
        // Where something follows, the place is kept until it comes, so that the page does not jump.
        wire.publish("clear_output", .members(["wait": .bool(followedByOutput)]), for: cell.request)
    }

    // MARK: - Questions

    /// What the person types; nil where they stop it, or the kernel is to end.
    private func ask(_ prompt: String, _ cell: Cell) -> String? {
        let work = conversation.interpreter.session.work
        // What was typed before the question is no answer to it.
        _ = wire.answers.takeAll()
        wire.send(
            "input_request", .members(["prompt": .string(prompt), "password": .bool(false)]), on: .stdin,
            to: cell.request)
        while !work.isCancelled {
            // A signal wakes nobody here, so that it is looked for.
            guard let message = wire.answers.take(timeout: .milliseconds(50)) else { continue }
            if message.type == "input_reply" { return message.content["value"]?.string ?? "" }
        }
        if !shutdown.isWanted.load(ordering: .sequentiallyConsistent) { work.withdraw(.person) }
        return nil
    }

    // MARK: - Replies

    private func reply(_ cell: Cell) {
        var members = [JSON.Pair("execution_count", .integer(count))]
        if let failure = cell.failure {
            members = [JSON.Pair("status", .string("error"))] + members + failure.members
        } else {
            members = [JSON.Pair("status", .string("ok"))] + members
            members.append(JSON.Pair("user_expressions", expressions(cell.request.content["user_expressions"])))
        }
        members.append(JSON.Pair("payload", .array(payload(cell))))
        wire.send("execute_reply", .object(members), on: .shell, to: cell.request)
    }

    /// What a front end is to do: put what the lesson has prepared into the next cell, or leave.
    private func payload(_ cell: Cell) -> [JSON] {
        if cell.leaves {
            return [.members(["source": .string("ask_exit"), "keepkernel": .bool(false)])]
        }
        if let page = cell.page {
            return [
                .members([
                    "source": .string("page"), "data": .members(["text/plain": .string(page)]), "start": .integer(0),
                ])
            ]
        }
        let next = conversation.preset() ?? (conversation.prompt == "Enter> " ? ":next" : nil)
        guard let next, cell.failure == nil, !cell.isSilent, isNew(next, after: cell) else { return [] }
        offered = next
        return [
            .members(["source": .string("set_next_input"), "text": .string(next), "replace": .bool(false)])
        ]
    }

    /// Whether what is prepared was not put into a cell before, or that cell has run; what is tried out beside the lesson brings no
    /// second one.
    private func isNew(_ next: String, after cell: Cell) -> Bool {
        let code = (cell.request.content["code"]?.string ?? "").trimmed
        return next != offered || code == next.trimmed || code.hasPrefix(":")
    }

    /// Values that a front end wants beside the cell, such as for its own title.
    private func expressions(_ wanted: JSON?) -> JSON {
        let session = conversation.interpreter.session
        let pairs = (wanted?.pairs ?? []).prefix(100).map { pair -> JSON.Pair in
            let last = session.last
            defer { session.last = last }
            let reply = conversation.interpreter.evaluate(pair.value.string ?? "")
            if let problem = reply.failure {
                let failure = [JSON.Pair("status", .string("error"))] + face.failure(problem).members
                return JSON.Pair(pair.key, .object(failure))
            }
            var room = NotebookFace.mostText
            let bundle = reply.value.map { face.bundle(of: $0, &room) } ?? Bundle("None")
            return JSON.Pair(pair.key, .object([JSON.Pair("status", .string("ok"))] + bundle.members))
        }
        return .object(Array(pairs))
    }

    /// After a failure the cells that were sent with it are not run.
    private func abortWhatWaits() {
        for arrival in wire.requests.takeAll() {
            guard case .request(let request) = arrival, request.type == "execute_request" else {
                wire.requests.put(arrival)
                continue
            }
            wire.publish(state: "busy", for: request)
            wire.send("execute_reply", .members(["status": .string("aborted")]), on: .shell, to: request)
            wire.publish(state: "idle", for: request)
        }
    }
}
