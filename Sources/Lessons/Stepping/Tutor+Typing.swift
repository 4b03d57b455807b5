import Conversation
import Language
import Answers

/// What the learner types at a page, a prediction, a cell or a question.
extension Tutor {
    /// Answers what was typed; nil leaves it to the language.
    func take(_ text: String) -> Reply? {
        let typed = String(text.trimmed)
        switch guide.step {
        case .page, .end: return typed.isEmpty ? next() : nil
        case .stop: return typed.isEmpty ? .prose(Self.waiting) : nil
        case .prediction(let prediction): return takeGuess(typed, prediction)
        case .cell(let cell): return takeCell(typed, cell)
        case .question(let question): return takeAnswer(typed, question)
        case .exercise(let exercise): return takeAttempt(typed, exercise)
        }
    }

    /// `:next`, or Enter on an empty line.
    func next() -> Reply {
        switch guide.step {
        case .page, .prediction, .stop: return goOn()
        case .cell(let cell): return takeCell("", cell) ?? .nothing
        case .question, .exercise:
            if guide.record(guide.step.key).status == .open {
                return .prose("This is still open: answer it, ask for a :hint, or :skip it.")
            }
            return goOn()
        case .end: return .prose("This was the end. :lessons lists the others, :stop leaves the lesson.")
        }
    }

    static let waiting =
        "The class waits here for everybody; :next goes on when your teacher says so. Working alone? :next goes on at once."

    func back() -> Reply {
        guard guide.goBack() else { return Reply([.prose("This is the beginning.")] + arrive()) }
        return Reply(arrive())
    }

    func goOn(after parts: [Reply.Part] = []) -> Reply {
        guide.advance()
        return Reply(parts + arrive())
    }

    func takeGuess(_ typed: String, _ prediction: Prediction) -> Reply? {
        guard AssignedNames.of(typed).isEmpty else { return nil }
        guard !typed.isEmpty else { return goOn() }
        if let refusal = prediction.refusal(of: Forecast(typed)) {
            return isKnown(typed) ? nil : .failed(refusal)
        }
        note(prediction.key) { ($0.status, $0.answer) = (.ran, typed) }
        return goOn()
    }

    /// Whether somebody is trying something out: any text of the language but a name alone that means nothing.
    private func isKnown(_ text: String) -> Bool {
        guard let statements = try? Parser.statements(in: Source(text)), !statements.isEmpty else { return false }
        guard statements.count == 1, case .expression(let expression) = statements[0].kind else { return true }
        switch expression.kind {
        case .name(let name):
            let session = sandbox.session
            return session.variables[name] != nil || session.modules[name] != nil || session.registry.word(name) != nil
        case .int, .number, .unary, .text, .list, .tuple: return false
        default: return true
        }
    }

    func takeCell(_ typed: String, _ cell: Cell) -> Reply? {
        let source = typed.isEmpty ? cell.code.source : typed
        guard AssignedNames.isVersion(source, of: CodeEntry.oneLine(cell.code.source)) else { return nil }
        let result = run(source, cell)
        if let problem = result.problem { return failed(problem, typed, cell, result) }
        inSession.insert(cell.id)
        note(cell.id) { ($0.status, $0.answer, $0.seconds) = (.ran, source, result.seconds) }
        let guesses = guessesChecked(after: cell)
        let stale = staleness { keep(cell.id, source, seed: seed(of: cell), result.reply.answer) }
        var reply = goOn(after: result.reply.answer + guesses.map { .prose($0) })
        reply.parts += result.reply.notes.map { .note($0) } + stale
        return reply
    }

    /// A changed line is kept to be changed further; sent once more as it is, it gives way to the lesson's own.
    private func failed(_ problem: Diagnostic, _ typed: String, _ cell: Cell, _ result: Sandbox.Run) -> Reply {
        let isOwn = typed.isEmpty || isOwnText(typed)
        let isRepeated = typed == draft
        draft = isOwn || isRepeated ? nil : typed
        var reply = result.reply
        reply.parts = reply.answer + reply.notes.map { .note($0) }
        if !isOwn {
            reply.parts.append(
                .note(
                    isRepeated
                        ? "The lesson's own line stands there again." : ":restart brings back the lesson's own line."))
        }
        // What was stopped has not failed on anything that it lacks.
        let hasFailed = result.exceeded == nil && result.reply.failure != nil
        let text = typed.isEmpty ? cell.code.source : typed
        reply.parts.append(.failure(hasFailed ? advised(problem, in: text) : problem))
        return reply
    }

    func seed(of cell: Cell) -> UInt64? { CellSeed.of(cell, in: lesson.header) }

    func run(_ source: String, _ cell: Cell) -> Sandbox.Run {
        sandbox.run(
            SourceCode(source: source, firstLine: cell.code.firstLine), seed: seed(of: cell),
            limit: cell.timeout ?? lesson.header.timeout)
    }

    /// What was guessed beside what came out, and how all guesses stand; nobody is graded for it.
    func guessesChecked(after cell: Cell) -> [String] {
        let told = lesson.predictions.filter { $0.cell == cell.id }.compactMap { prediction -> String? in
            let record = guide.record(prediction.key)
            guard record.status == .ran, !record.answer.isEmpty, SettledGuess(record) == nil else { return nil }
            guard let value = value(of: prediction, after: cell) else { return nil }
            let found = value.asDouble.map { $0.short(4) } ?? value.brief
            let settled = SettledGuess(
                record.answer, found: found, outcome: Forecast(record.answer).outcome(with: value))
            note(prediction.key) { $0.answer = settled.text }
            return "You guessed \(record.answer); \(prediction.expression) is \(found). \(settled.outcome.sentence)"
        }
        guard !told.isEmpty else { return [] }
        let score = GuessScore(log.predictions())
        return told + (score.isEmpty ? [] : [score.summary + " so far; :guesses draws them."])
    }

    /// What was predicted; nil where it has no value.
    private func value(of prediction: Prediction, after cell: Cell) -> Value? {
        let result = sandbox.runAside(
            prediction.expression, seed: CellSeed.of(cell.id, in: lesson.header),
            limit: cell.timeout ?? lesson.header.timeout)
        return result.problem == nil ? result.reply.value : nil
    }

    private func judge(hiding hidden: Set<String>) -> AnswerJudge {
        AnswerJudge(lesson: lesson, sandbox: sandbox, hidden: hidden) { [self] problem, text in
            advised(problem, in: text, isLessons: false)
        }
    }

    func takeAnswer(_ typed: String, _ question: Question) -> Reply? {
        let hidden = outside
        let kept = AnswerJudge.kept(typed, question)
        switch judge(hiding: hidden).judge(typed, question) {
        case .noAnswer: return isKnown(typed) ? nil : .prose(AnswerJudge.wanted(question))
        case .unreadable(let message):
            let bare = String(typed.drop { $0 == "=" || $0 == " " })
            guard let name = used(hidden, in: bare) else { return .prose(message) }
            return .prose("\(message)\n\(Self.isOutside(name)): write its value.")
        case .faultOfLesson(let message): return lack(of: question.sources).map { .prose($0) } ?? blame(message)
        case .wrong(let message, let reason):
            note(question.id) {
                if $0.status != .passed { ($0.attempts, $0.answer) = ($0.attempts + 1, kept) }
            }
            let help = question.hints.isEmpty ? "" : " :hint helps."
            return Reply([.assessment(Assessment(.notYet, message, explanation: reason, cue: "Try again." + help))])
        case .right(let explanation):
            pass(question.id, kept, 0)
            return goOn(after: [.assessment(Assessment(.right, "Right.", explanation: explanation))])
        }
    }
}
