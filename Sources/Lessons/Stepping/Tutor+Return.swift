import Conversation
import Markdown
import Answers

/// Coming back to a lesson that was left.
extension Tutor {
    /// Runs what was run before this place, in the learner's own versions, so that its variables are there again.
    func runAgain() -> [MarkdownBlock]? { sandbox.within(4 * Self.longestReplay) { replay() } }

    private func replay() -> [MarkdownBlock]? {
        var count = 0
        var spent = 0.0
        var problems: [String] = []
        for step in guide.steps[..<guide.index] {
            let record = guide.record(step.key)
            guard spent + record.seconds <= Self.longestReplay else {
                problems.append(
                    "\(step.key) took \(record.seconds.short()) s and was not run again; :back leads to it.")
                continue
            }
            let result: Sandbox.Run
            switch step {
            case .cell(let cell) where record.status == .ran: result = run(record.answer, cell)
            case .exercise(let exercise) where record.status == .passed:
                let limit = exercise.timeout ?? lesson.header.timeout
                let seed = CellSeed.of(exercise.id, in: lesson.header)
                if let setup = exercise.setup { _ = sandbox.run(setup, seed: seed, limit: limit) }
                result = sandbox.run(SourceCode(source: record.answer, firstLine: 1), seed: seed, limit: limit)
            default: continue
            }
            spent += result.seconds
            if let problem = result.problem {
                problems.append("\(step.key): \(sandbox.words(problem))")
            } else {
                count += 1
                inSession.insert(step.key)
                keep(step.key, record.answer, seed: seed(of: step), result.reply.answer)
            }
        }
        guard count > 0 || !problems.isEmpty else { return nil }
        let cells = count == 1 ? "One cell before this place was" : "\(count) cells before this place were"
        let told = count > 0 ? ["\(cells) run again (\(spent.short(2)) s), so that the variables are there."] : []
        return (told + problems).map { Self.note($0) }
    }

    private func seed(of step: LessonStep) -> UInt64? {
        if case .cell(let cell) = step { seed(of: cell) } else { CellSeed.of(step.key, in: lesson.header) }
    }

    /// Seconds that coming back should take, by what the cells took before; four times as long it may.
    static let longestReplay = 5.0
}
