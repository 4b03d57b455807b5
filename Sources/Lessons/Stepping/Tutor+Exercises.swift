import Answers
import Conversation
import Language
import Markdown

/// Attempts at exercises, and the help that goes with them.
extension Tutor {
    func takeAttempt(_ typed: String, _ exercise: Exercise) -> Reply? {
        guard !typed.isEmpty else { return next() }
        guard AssignedNames.isVersion(typed, of: CodeEntry.oneLine(exercise.starter.source)) else { return nil }
        return judge(typed, exercise)
    }

    /// `:check`: the last answer once more, or what stands in the session.
    func check() -> Reply {
        guard case .exercise(let exercise) = guide.step else {
            return .prose("There is nothing to check here; :check belongs to an exercise.")
        }
        return judge(draft ?? "", exercise)
    }

    func judge(_ answer: String, _ exercise: Exercise) -> Reply {
        draft = answer.isEmpty ? nil : answer
        putAttemptAway()
        var shown = Reply.nothing
        var made: [String: Value] = [:]
        let clock = ContinuousClock()
        let start = clock.now
        // Judged as it is handed in: with what it builds on, and without what only this session has.
        let whole = own.completed(answer)
        let missing = outside.subtracting(AssignedNames.bound(in: whole))
        let set = Set(AssignedNames.bound(in: answer))
        let judgement = sandbox.without(missing) {
            Grader(lesson, sandbox: sandbox, terms: .ofLearner) { self.advised($0, in: $1) }
                .judge(whole, to: exercise) {
                    shown = $0
                    made = sandbox.session.variables.filter { set.contains($0.key) }
                }
        }
        let seconds = (clock.now - start).seconds
        switch judgement {
        case .passed:
            inSession.insert(exercise.id)
            pass(exercise.id, whole, seconds)
            let stale = staleness {
                keep(exercise.id, answer, seed: CellSeed.of(exercise.id, in: lesson.header), shown.answer)
            }
            let praise = Assessment(.right, "Passed.", explanation: exercise.explanation)
            var reply = goOn(after: shown.answer + [.assessment(praise)])
            reply.parts += shown.notes.map { .note($0) } + stale
            return reply
        case .notYet(let message, let hint):
            if let name = used(missing, in: whole), passes(whole, exercise) {
                return .prose("\(message)\n\(Self.isOutside(name)): set it again here, or write it into the answer.")
            }
            if !answer.contains("____") {
                note(exercise.id) {
                    if $0.status != .passed { ($0.attempts, $0.answer) = ($0.attempts + 1, whole) }
                }
            }
            lastAttempt = LastAttempt(made, over: sandbox.session)
            let fitting = exercise.hints.first { $0.id == hint && hint != nil }
            if let fitting { guide.pass(fitting) }
            let left = guide.hintsLeft
            let assessment = Assessment(
                .notYet, "Not yet.", message, explanation: fitting?.text ?? [],
                cue: left > 0 ? ":hint has \(left) more for you." : "")
            return Reply(shown.answer + [.assessment(assessment)] + shown.notes.map { .note($0) })
        case .faultOfLesson(let message): return lack(of: exercise.sources).map { .prose($0) } ?? blame(message)
        case .unread(let message):
            if let lack = lack(of: exercise.sources) { return .prose(lack) }
            let told = "The check could not read the answer. \(message)"
            return Reply([
                .assessment(
                    Assessment(
                        .notYet, "Not judged.", told, cue: "Is another kind of value meant? This is not counted."))
            ])
        case .stopped: return Reply([.prose("Stopped; nothing was judged.")], wasInterrupted: true)
        }
    }

    /// Whether an answer would pass with all that the session holds; nothing stays of trying it.
    private func passes(_ answer: String, _ exercise: Exercise) -> Bool {
        let before = sandbox.snapshot()
        defer { sandbox.restore(before) }
        return Grader(lesson, sandbox: sandbox, terms: .ofLearner).judge(answer, to: exercise) == .passed
    }

    static func isOutside(_ name: String) -> String {
        "`\(name)` is not the lesson's, and is not handed in with an answer"
    }

    func pass(_ item: String, _ answer: String, _ seconds: Double) {
        note(item) {
            if $0.status != .passed { $0.attempts += 1 }
            ($0.status, $0.answer, $0.seconds) = (.passed, answer, seconds)
        }
    }

    func blame(_ message: String) -> Reply {
        Reply([
            .assessment(
                Assessment(
                    .fault, "This is a fault of the lesson, not yours, and does not count:", message,
                    cue: "You can go on with :skip."))
        ])
    }

    /// Results that the exercise builds on: the learner's own where they passed, else the reference ones.
    func prepare(_ exercise: Exercise) -> [String] {
        sandbox.within(exercise.timeout ?? lesson.header.timeout) {
            let told = needs(of: exercise)
            // What the exercise begins with can be looked at before it is answered.
            if let setup = exercise.setup {
                let seed = CellSeed.of(exercise.id, in: lesson.header)
                let result = sandbox.run(setup, seed: seed, limit: exercise.timeout ?? lesson.header.timeout)
                if result.problem == nil { runs.append(Reply.Run(setup.source, seed: seed, output: [])) }
            }
            return told
        }
    }

    private func needs(of exercise: Exercise) -> [String] {
        exercise.needs.compactMap { need in
            guard !inSession.contains(need) else { return nil }
            inSession.insert(need)
            if let cell = lesson.cells.first(where: { $0.id == need }) {
                let result = run(cell.code.source, cell)
                if result.problem == nil { keep(cell.id, cell.code.source, seed: seed(of: cell), result.reply.answer) }
                return result.problem.map { "The cell \(need) that this builds on fails: \(sandbox.words($0))" }
            }
            guard let other = lesson.exercises.first(where: { $0.id == need }), let solution = other.solution else {
                return nil
            }
            let limit = other.timeout ?? lesson.header.timeout
            let seed = CellSeed.of(other.id, in: lesson.header)
            if let setup = other.setup { _ = sandbox.run(setup, seed: seed, limit: limit) }
            let result = sandbox.run(solution, seed: seed, limit: limit)
            if result.problem == nil {
                if let setup = other.setup { runs.append(Reply.Run(setup.source, seed: seed, output: [])) }
                keep(other.id, solution.source, seed: seed, result.reply.answer)
            }
            return "This builds on \(need). Yours has not passed, so the reference result is used."
        }
    }

    // MARK: - Help

    func hint() -> Reply {
        switch guide.step {
        case .question, .exercise: break
        case .stop: return .prose("There is nothing to hint at here. \(Self.waiting)")
        case .end: return .prose("There is nothing to hint at here. :stop leaves the lesson.")
        case .page, .prediction, .cell: return .prose("There is nothing to hint at here. \(entry.goesOn)")
        }
        guard let (hint, number, count) = guide.nextHint else {
            let none = guide.hasHints ? "There is no further hint" : "There is no hint here"
            if case .question = guide.step { return .prose("\(none); :skip goes on without an answer.") }
            return .prose("\(none); :solution or :skip may help.")
        }
        note(guide.step.key) { $0.hints = Swift.max($0.hints, number) }
        guide.takeHint(of: guide.step.key)
        let title = MarkdownBlock(.paragraph([.strong([.text("Hint \(number) of \(count)")])]))
        return Reply([.markdown([title] + hint.text)])
    }

    func solution() -> Reply {
        guard case .exercise(let exercise) = guide.step else {
            return .prose("There is no solution here; :solution belongs to an exercise.")
        }
        if let refusal = guide.solutionRefusal { return .prose(refusal) }
        guard let solution = exercise.solution else { return .prose("This exercise has no solution.") }
        note(exercise.id) { if $0.status != .passed { $0.sawSolution = true } }
        let code = MarkdownBlock(.code(info: "descent", text: solution.source))
        draft = entry.prepared(solution.source)
        return Reply([.markdown([code] + exercise.explanation)])
    }

    func skip() -> Reply {
        if let refusal = guide.skipRefusal { return .prose(refusal) }
        var told: [Reply.Part] = []
        switch guide.step {
        case .question, .exercise:
            told = givenUp()
            note(guide.step.key) { if $0.status == .open { $0.status = .skipped } }
        case .page, .prediction, .cell, .stop: break
        case .end: return next()
        }
        return goOn(after: told)
    }

    /// Who leaves a question or an exercise after answers that were wrong reads what was right, where the lesson shows it; as after
    /// `:solution`, it earns no points from then on. Nothing for who has not tried, or has seen it.
    private func givenUp() -> [Reply.Part] {
        let record = guide.record(guide.step.key)
        guard record.attempts > 0, record.status != .passed, !record.sawSolution, guide.solutionRefusal == nil else {
            return []
        }
        func code(_ source: String) -> MarkdownBlock { MarkdownBlock(.code(info: "descent", text: source)) }
        let (lead, blocks): (String, [MarkdownBlock]) =
            switch guide.step {
            case .question(let question): ("The right answer:", question.solution(code: code))
            case .exercise(let exercise):
                ("One that passes:", (exercise.solution.map { [code($0.source)] } ?? []) + exercise.explanation)
            default: ("", [])
            }
        guard !blocks.isEmpty else { return [] }
        note(guide.step.key) { $0.sawSolution = true }
        return [.assessment(Assessment(.notYet, "Skipped.", lead, explanation: blocks))]
    }
}
