import Language
import Numbers
public import Terminal

/// What the learner types at a page, a prediction, a cell or a question.
extension GuidedLesson {
    /// Answers what was typed; nil leaves it to the language.
    public func take(_ text: String) -> Reply? {
        let typed = String(text.trimmed)
        switch guide.step {
        case .page, .end: return typed.isEmpty ? next() : nil
        case .prediction(let prediction): return takeGuess(typed, prediction)
        case .cell(let cell): return takeCell(typed, cell)
        case .question(let question): return takeAnswer(typed, question)
        case .exercise(let exercise): return takeAttempt(typed, exercise)
        }
    }

    /// `:next`, or Enter on an empty line.
    public func next() -> Reply {
        switch guide.step {
        case .page, .prediction: return goOn()
        case .cell(let cell): return takeCell("", cell) ?? .nothing
        case .question, .exercise:
            if guide.record(guide.step.key).outcome == .open {
                return Reply(output: "This is still open: answer it, ask for a :hint, or :skip it.")
            }
            return goOn()
        case .end: return Reply(output: "This was the end. :lessons lists the others, :stop leaves the lesson.")
        }
    }

    public func back() -> Reply {
        guard guide.goBack() else { return Reply(output: "This is the beginning.\n\n" + arrive()) }
        return Reply(output: arrive())
    }

    func goOn(after text: String = "") -> Reply {
        guide.advance()
        let arrived = arrive()
        return Reply(output: text.isEmpty ? "\n" + arrived : text + "\n\n" + arrived)
    }

    func takeGuess(_ typed: String, _ prediction: Prediction) -> Reply? {
        guard AssignedNames.of(typed).isEmpty else { return nil }
        if !typed.isEmpty {
            guesses[prediction.cell + "\u{0}" + prediction.expression] = typed
            save(guide.note("prediction-" + prediction.cell) { ($0.outcome, $0.answer) = (.ran, typed) })
        }
        return goOn()
    }

    func takeCell(_ typed: String, _ cell: Cell) -> Reply? {
        let source = typed.isEmpty ? cell.code.source : typed
        guard AssignedNames.isVersion(source, of: Self.oneLine(cell.code.source)) else { return nil }
        let result = run(source, cell)
        if let problem = result.problem {
            draft = typed.isEmpty ? nil : typed
            var reply = result.reply
            if result.exceeded != nil || reply.failure == nil { reply.failure = Failure(problem) }
            return reply
        }
        inSession.insert(cell.id)
        save(
            guide.note(cell.id) {
                ($0.outcome, $0.answer, $0.seconds) = (.ran, source, result.seconds)
            })
        var output = result.reply.output
        for told in guessesChecked(after: cell) { output += (output.isEmpty ? "" : "\n") + told }
        var reply = goOn(after: output)
        reply.notes = result.reply.notes
        return reply
    }

    func run(_ source: String, _ cell: Cell) -> Bench.Result {
        bench.run(
            Code(source: source, firstLine: cell.code.firstLine), seed: CellSeed.of(cell.id, in: lesson.header),
            limit: cell.timeout ?? lesson.header.timeout)
    }

    /// What was guessed beside what came out; nobody is graded for it.
    func guessesChecked(after cell: Cell) -> [String] {
        lesson.predictions.filter { $0.cell == cell.id }.compactMap { prediction in
            guard let guess = guesses.removeValue(forKey: cell.id + "\u{0}" + prediction.expression) else { return nil }
            let last = bench.session.last
            defer { bench.session.last = last }
            guard let outcome = try? bench.session.evaluate(prediction.expression) else { return nil }
            let found = outcome.value.asDouble.map { $0.short(4) } ?? outcome.value.brief
            return "You guessed \(guess); \(prediction.expression) is \(found)."
        }
    }

    func takeAnswer(_ typed: String, _ question: Question) -> Reply? {
        let page = page()
        switch AnswerJudge(lesson: lesson, session: bench.session).judge(typed, question) {
        case .noAnswer: return nil
        case .unreadable(let message): return Reply(output: message)
        case .faultOfLesson(let message): return blame(message)
        case .wrong(let message, let reason):
            save(
                guide.note(question.id) {
                    if $0.outcome != .passed { ($0.attempts, $0.answer) = ($0.attempts + 1, typed) }
                })
            let parts = [Ink.caution.paint(message, inColour: page.inColour), page.text(reason)]
            let help = question.hints.isEmpty ? "" : " :hint helps."
            return Reply(output: (parts.filter { !$0.isEmpty } + ["Try again." + help]).joined(separator: "\n"))
        case .right(let explanation):
            pass(question.id, typed, 0)
            let parts = [Ink.good.paint("Right.", inColour: page.inColour), page.text(explanation)]
            return goOn(after: parts.filter { !$0.isEmpty }.joined(separator: "\n"))
        }
    }
}
