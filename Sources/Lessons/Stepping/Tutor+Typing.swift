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
        case .stop: return typed.isEmpty ? .text(Self.waiting) : nil
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
                return .text("This is still open: answer it, ask for a :hint, or :skip it.")
            }
            return goOn()
        case .end: return .text("This was the end. :lessons lists the others, :stop leaves the lesson.")
        }
    }

    static let waiting = "The class waits here for everybody. :next goes on when your teacher says so."

    func back() -> Reply {
        guard guide.goBack() else { return Reply([.text("This is the beginning.")] + arrive()) }
        return Reply(arrive())
    }

    func goOn(after parts: [Reply.Part] = []) -> Reply {
        guide.advance()
        return Reply(parts + arrive())
    }

    func takeGuess(_ typed: String, _ prediction: Prediction) -> Reply? {
        guard AssignedNames.of(typed).isEmpty else { return nil }
        if !typed.isEmpty { note(prediction.key) { ($0.status, $0.answer) = (.ran, typed) } }
        return goOn()
    }

    func takeCell(_ typed: String, _ cell: Cell) -> Reply? {
        let source = typed.isEmpty ? cell.code.source : typed
        guard AssignedNames.isVersion(source, of: Self.oneLine(cell.code.source)) else { return nil }
        let result = run(source, cell)
        if let problem = result.problem {
            draft = typed.isEmpty ? nil : typed
            var reply = result.reply
            if result.exceeded != nil || reply.failure == nil {
                reply.parts = reply.answer + [.failure(problem)]
            }
            return reply
        }
        inSession.insert(cell.id)
        note(cell.id) { ($0.status, $0.answer, $0.seconds) = (.ran, source, result.seconds) }
        let guesses = guessesChecked(after: cell)
        let stale = staleness { keep(cell.id, source, seed: seed(of: cell), result.reply.answer) }
        var reply = goOn(after: result.reply.answer + guesses.map { .text($0) })
        reply.parts += result.reply.notes.map { .note($0) } + stale
        return reply
    }

    func seed(of cell: Cell) -> UInt64? { CellSeed.of(cell, in: lesson.header) }

    func run(_ source: String, _ cell: Cell) -> Sandbox.Run {
        sandbox.run(
            Code(source: source, firstLine: cell.code.firstLine), seed: seed(of: cell),
            limit: cell.timeout ?? lesson.header.timeout)
    }

    /// What was guessed beside what came out, and how all guesses stand; nobody is graded for it.
    func guessesChecked(after cell: Cell) -> [String] {
        let told = lesson.predictions.filter { $0.cell == cell.id }.compactMap { prediction -> String? in
            let record = guide.record(prediction.key)
            guard record.status == .ran, !record.answer.isEmpty, SettledGuess(record) == nil else { return nil }
            guard let value = value(of: prediction, after: cell) else { return nil }
            let found = value.asDouble.map { $0.short(4) } ?? value.brief
            let isMet = Forecast(record.answer).isMet(by: value)
            let settled = SettledGuess(record.answer, found: found, isMet: isMet)
            note(prediction.key) { $0.answer = settled.text }
            return "You guessed \(record.answer); \(prediction.expression) is \(found). \(isMet ? "Met." : "Missed.")"
        }
        return told.isEmpty ? [] : told + [GuessScore(log.predictions()).summary + " so far; :guesses draws them."]
    }

    /// What was predicted; nil where it has no value.
    private func value(of prediction: Prediction, after cell: Cell) -> Value? {
        let result = sandbox.runAside(
            prediction.expression, seed: CellSeed.of(cell.id, in: lesson.header),
            limit: cell.timeout ?? lesson.header.timeout)
        return result.problem == nil ? result.reply.value : nil
    }

    func takeAnswer(_ typed: String, _ question: Question) -> Reply? {
        let hidden = outside
        let kept = AnswerJudge.kept(typed, question)
        switch AnswerJudge(lesson: lesson, sandbox: sandbox, hidden: hidden).judge(typed, question) {
        case .noAnswer: return nil
        case .unreadable(let message):
            let bare = String(typed.drop { $0 == "=" || $0 == " " })
            guard let name = used(hidden, in: bare) else { return .text(message) }
            return .text("\(message)\n\(Self.isOutside(name)): write its value.")
        case .faultOfLesson(let message): return blame(message)
        case .wrong(let message, let reason):
            note(question.id) {
                if $0.status != .passed { ($0.attempts, $0.answer) = ($0.attempts + 1, kept) }
            }
            let help = question.hints.isEmpty ? "" : " :hint helps."
            return Reply([.verdict(Verdict(.notYet, message, explanation: reason, cue: "Try again." + help))])
        case .right(let explanation):
            pass(question.id, kept, 0)
            return goOn(after: [.verdict(Verdict(.right, "Right.", explanation: explanation))])
        }
    }
}
