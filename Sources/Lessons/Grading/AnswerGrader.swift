import Answers
import Conversation
import Language

/// Judges answers to the items of one lesson, one after the other, on one thread.
///
/// Each is judged behind what stands above its item: the lesson's own cells and the reference solutions, which run once. So
/// an answer is worth the same whoever gave it, unless the item says by `needs=` that it builds on the learner's own result.
final class AnswerGrader {
    private let lesson: Lesson
    private let items: [String: GradedItem]
    private let terms: GradingTerms
    private let sandbox: Sandbox
    /// What the session holds before each item.
    private var before: [String: Sandbox.Snapshot] = [:]
    /// Cells and solutions that do not run.
    private(set) var faults: [String] = []
    /// Answers that others build on: whether they are not wrong.
    private var rights: [String: Bool] = [:]

    /// - Parameter session: a fresh one, used by this thread alone.
    init(_ lesson: Lesson, _ items: [GradedItem], terms: GradingTerms, session: Session) {
        self.lesson = lesson
        self.items = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.terms = terms.withoutExplanations
        session.width = Transcript.width
        session.permission = .computing
        session.budget = terms.budget
        sandbox = Sandbox(Interpreter(session), allowance: Sandbox.Allowance(seconds: .infinity))
        prepare()
    }

    private var isStopped: Bool { sandbox.session.work.isCancelled }

    private func limit(_ own: Double?) -> Double { terms.patience * (own ?? lesson.header.timeout) }

    private func run(_ source: String, _ id: String, _ timeout: Double?) -> Sandbox.Run {
        sandbox.run(
            SourceCode(source: source, firstLine: 1), seed: CellSeed.of(id, in: lesson.header), limit: limit(timeout))
    }

    private func prepare() {
        for item in lesson.items where !isStopped {
            switch item {
            case .prose, .prediction, .stop, .notes: continue
            case .cell(let cell):
                if let problem = run(cell.code.source, cell.id, cell.timeout).problem(in: lesson.file, cell.code) {
                    faults.append(problem)
                }
            case .question(let question): before[question.id] = sandbox.snapshot()
            case .exercise(let exercise):
                before[exercise.id] = sandbox.snapshot()
                runReference(exercise)
            }
        }
    }

    private func runReference(_ exercise: Exercise) {
        if let setup = exercise.setup { _ = run(setup.source, exercise.id, exercise.timeout) }
        guard let solution = exercise.solution else { return }
        if let problem = run(solution.source, exercise.id, exercise.timeout).problem(in: lesson.file, solution) {
            faults.append(problem)
        }
    }

    /// What an answer is worth; nil when it was stopped. `isAtLimit` tells that it ran into a limit of time or memory, which on
    /// a busy machine may not be its own doing.
    func judge(_ task: GradedTask) -> (verdict: GradedVerdict, isAtLimit: Bool)? {
        DeepStack.holding { judged(task) }
    }

    private func judged(_ task: GradedTask) -> (verdict: GradedVerdict, isAtLimit: Bool)? {
        guard let item = items[task.item], let state = before[task.item] else { return nil }
        let limits = sandbox.limitsReached
        sandbox.beginLesson()
        sandbox.restore(state, keeps: true)
        for need in item.needs { takeOver(need, task) }
        var verdict = judge(task.answer, item)
        if verdict.outcome == .wrong, let own = task.session, !own.isEmpty, !isStopped {
            replay(own, before: task.item)
            let again = judge(task.answer, item)
            if again.outcome == .passed {
                verdict = again
                verdict.isInOwnSession = true
            }
        }
        return isStopped ? nil : (verdict, sandbox.limitsReached > limits)
    }

    private func judge(_ answer: String, _ item: GradedItem) -> GradedVerdict {
        switch item.kind {
        case .question(let question): judge(answer, question)
        case .exercise(let exercise): judge(answer, exercise)
        }
    }

    private func judge(_ answer: String, _ question: Question) -> GradedVerdict {
        switch AnswerJudge(lesson: lesson, sandbox: sandbox).judge(answer, question) {
        case .right: return GradedVerdict(outcome: .passed)
        case .wrong(let message, _):
            if case .choice = question.answer {
                return GradedVerdict(outcome: .wrong, message: message, effect: "chose \(answer.trimmed)")
            }
            return GradedVerdict(outcome: .wrong, message: message, effect: message)
        case .noAnswer: return GradedVerdict(outcome: .wrong, message: "This is no answer.", effect: "no answer")
        case .unreadable(let message): return GradedVerdict(outcome: .wrong, message: message, effect: message)
        case .faultOfLesson(let message): return GradedVerdict(outcome: .fault, message: message)
        }
    }

    private func judge(_ answer: String, _ exercise: Exercise) -> GradedVerdict {
        switch Grader(lesson, sandbox: sandbox, terms: terms).judge(answer, to: exercise) {
        case .passed: return GradedVerdict(outcome: .passed)
        case .notYet(let message, _):
            return GradedVerdict(outcome: .wrong, message: message, effect: Self.effect(of: message))
        case .faultOfLesson(let message): return GradedVerdict(outcome: .fault, message: message)
        case .unread(let message): return GradedVerdict(outcome: .fault, message: "the check fails: \(message)")
        case .stopped: return GradedVerdict(outcome: .wrong, message: "stopped")
        }
    }

    /// The message without the numbers of its seeds, which differ from answer to answer that go wrong in the same way.
    private static func effect(of message: String) -> String {
        let first = message.split(separator: "\n").first.map(String.init) ?? message
        guard let counted = first.firstRange(of: Grader.counted) else { return first }
        let rest = first[..<counted.lowerBound].trimmed
        return rest.isEmpty ? "the condition holds for too few seeds" : String(rest)
    }

    // MARK: - The learner's own results

    /// Puts the learner's own result in the place of the reference one: a cell's if it runs, an exercise's if it is not wrong.
    private func takeOver(_ need: String, _ task: GradedTask) {
        guard let own = task.needs[need], !isStopped else { return }
        if let cell = lesson.cells.first(where: { $0.id == need }) {
            let state = sandbox.snapshot()
            if run(own, cell.id, cell.timeout).problem != nil { sandbox.restore(state) }
        } else if case .exercise(let exercise)? = items[need]?.kind, isRight(own, exercise) {
            runAnswer(own, exercise)
        }
    }

    private func runAnswer(_ answer: String, _ exercise: Exercise) {
        let state = sandbox.snapshot()
        if let setup = exercise.setup { _ = run(setup.source, exercise.id, exercise.timeout) }
        if run(answer, exercise.id, exercise.timeout).problem != nil { sandbox.restore(state) }
    }

    private func isRight(_ answer: String, _ exercise: Exercise) -> Bool {
        let key = exercise.id + "\u{0}" + answer
        if let known = rights[key] { return known }
        guard let state = before[exercise.id] else { return false }
        let here = sandbox.snapshot()
        sandbox.restore(state, keeps: true)
        let isRight = judge(answer, exercise).outcome != .wrong
        sandbox.restore(here)
        rights[key] = isRight
        return isRight
    }

    /// What the learner ran before an item, in their own versions; what they did not run, or what did not pass, is not there.
    private func replay(_ own: [String: String], before item: String) {
        sandbox.restore(Sandbox.Snapshot(variables: [:], last: .none))
        sandbox.within(terms.patience * 4 * Tutor.longestReplay) {
            for step in lesson.items where !isStopped {
                switch step {
                case .prose, .prediction, .stop, .notes: continue
                case .question(let question): if question.id == item { return }
                case .cell(let cell):
                    if let code = own[cell.id] { _ = run(code, cell.id, cell.timeout) }
                case .exercise(let exercise):
                    if exercise.id == item { return }
                    // An answer that passes leaves its result; any other leaves nothing, as in the lesson.
                    if let code = own[exercise.id], judge(code, exercise).outcome == .passed { continue }
                    if items[item]?.needs.contains(exercise.id) == true { runReference(exercise) }
                }
            }
        }
    }
}
