import Numbers
public import Terminal

/// Attempts at exercises, and the help that goes with them.
extension GuidedLesson {
    func takeAttempt(_ typed: String, _ exercise: Exercise) -> Reply? {
        guard !typed.isEmpty else { return next() }
        guard AssignedNames.isVersion(typed, of: Self.oneLine(exercise.starter.source)) else { return nil }
        return judge(typed, exercise)
    }

    /// `:check`: the last answer once more, or what stands in the session.
    public func check() -> Reply {
        guard case .exercise(let exercise) = guide.step else {
            return Reply(output: "There is nothing to check here; :check belongs to an exercise.")
        }
        return judge(draft ?? "", exercise)
    }

    func judge(_ answer: String, _ exercise: Exercise) -> Reply {
        draft = answer.isEmpty ? nil : answer
        let page = page()
        var shown = Reply.nothing
        let clock = ContinuousClock()
        let start = clock.now
        let judgement = Grader(lesson, bench: bench).judge(answer, to: exercise) { shown = $0 }
        let seconds = (clock.now - start).seconds
        let output = shown.output.isEmpty ? "" : shown.output + "\n"
        switch judgement {
        case .passed:
            inSession.insert(exercise.id)
            pass(exercise.id, answer, seconds)
            let praise = [Ink.good.paint("Passed.", inColour: page.inColour), page.text(exercise.explanation)]
            var reply = goOn(after: output + praise.filter { !$0.isEmpty }.joined(separator: "\n"))
            reply.notes = shown.notes
            return reply
        case .notYet(let message, let hint):
            if !answer.contains("____") {
                save(
                    guide.note(exercise.id) {
                        if $0.outcome != .passed { ($0.attempts, $0.answer) = ($0.attempts + 1, answer) }
                    })
            }
            var parts = [Ink.caution.paint("Not yet.", inColour: page.inColour) + " " + message]
            if let fitting = exercise.hints.first(where: { $0.id == hint && hint != nil }) {
                parts.append(page.text(fitting.text))
            }
            let left = exercise.hints.count - guide.record(exercise.id).hints
            if left > 0 { parts.append(Ink.faint.paint(":hint has \(left) more for you.", inColour: page.inColour)) }
            return Reply(output: output + parts.filter { !$0.isEmpty }.joined(separator: "\n"), notes: shown.notes)
        case .faultOfLesson(let message): return blame(message)
        case .stopped: return Reply(output: "Stopped; nothing was judged.", wasInterrupted: true)
        }
    }

    func pass(_ item: String, _ answer: String, _ seconds: Double) {
        save(
            guide.note(item) {
                if $0.outcome != .passed { $0.attempts += 1 }
                ($0.outcome, $0.answer, $0.seconds) = (.passed, answer, seconds)
            })
    }

    func blame(_ message: String) -> Reply {
        Reply(
            output: "This is a fault of the lesson, not yours, and does not count: \(message)\n"
                + "You can go on with :skip.")
    }

    /// Results that the exercise builds on: the learner's own where they passed, else the reference ones.
    func prepare(_ exercise: Exercise) -> [String] {
        exercise.needs.compactMap { need in
            guard !inSession.contains(need) else { return nil }
            inSession.insert(need)
            if let cell = lesson.cells.first(where: { $0.id == need }) {
                let result = run(cell.code.source, cell)
                return result.problem.map { "The cell \(need) that this builds on fails: \($0)" }
            }
            guard let other = lesson.exercises.first(where: { $0.id == need }), let solution = other.solution else {
                return nil
            }
            let limit = other.timeout ?? lesson.header.timeout
            let seed = CellSeed.of(other.id, in: lesson.header)
            if let setup = other.setup { _ = bench.run(setup, seed: seed, limit: limit) }
            _ = bench.run(solution, seed: seed, limit: limit)
            return "This builds on \(need). Yours has not passed, so the reference result is used."
        }
    }

    // MARK: - Help

    public func hint() -> Reply {
        switch guide.step {
        case .question, .exercise: break
        default: return Reply(output: "There is nothing to hint at here: Enter goes on.")
        }
        guard let (hint, number, count) = guide.nextHint() else {
            if case .question = guide.step {
                return Reply(output: "A question has no hints; :skip goes on without an answer.")
            }
            return Reply(output: "There is no further hint; :solution or :skip may help.")
        }
        save(guide.record(guide.step.key))
        let title = Ink.bold.paint("Hint \(number) of \(count)", inColour: page().inColour)
        return Reply(output: title + "\n" + page().text(hint.text))
    }

    public func solution() -> Reply {
        guard case .exercise(let exercise) = guide.step else {
            return Reply(output: "There is no solution here; :solution belongs to an exercise.")
        }
        if let refusal = guide.solutionRefusal { return Reply(output: refusal) }
        guard let solution = exercise.solution else { return Reply(output: "This exercise has no solution.") }
        save(guide.note(exercise.id) { if $0.outcome != .passed { $0.sawSolution = true } })
        let code = MarkdownBlock(content: .code(info: "descent", text: solution.source), lines: 1...1)
        draft = Self.oneLine(solution.source)
        return Reply(output: page().text([code] + exercise.explanation))
    }

    public func skip() -> Reply {
        if let refusal = guide.skipRefusal { return Reply(output: refusal) }
        switch guide.step {
        case .question, .exercise:
            save(guide.note(guide.step.key) { if $0.outcome == .open { $0.outcome = .skipped } })
        case .page, .prediction, .cell: break
        case .end: return next()
        }
        return goOn()
    }
}
