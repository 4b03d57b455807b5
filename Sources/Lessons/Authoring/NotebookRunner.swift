import Answers
public import Conversation
public import Language

/// Runs a lesson or notebook from top to bottom, without questions, and compares what comes with what it shows.
///
/// Exercises are answered with their solutions, which have to pass; or with a learner's answers.
///
/// Outputs are those of the quick budget: with the full one, cells that depend on the budget run and are not compared.
public struct NotebookRunner {
    private let lesson: Lesson
    private let sandbox: Sandbox
    private let answers: [String: String]?
    private let triesStarters: Bool

    /// - Parameters:
    ///   - session: a fresh one; it is set to the width that lessons are written for.
    ///   - answers: a learner's code by the id of its exercise. What has none, or does not pass, is answered with the
    ///     solution for the sake of what follows. nil for the solutions alone.
    ///   - triesStarters: judges what exercises are handed out with as well, which changes nothing for what follows.
    public init(_ lesson: Lesson, session: Session, answers: [String: String]? = nil, triesStarters: Bool = false) {
        self.lesson = lesson
        self.answers = answers
        self.triesStarters = triesStarters
        session.width = Transcript.width
        session.permission = .computing
        sandbox = Sandbox(Interpreter(session))
    }

    /// What came of one item.
    public struct Entry: Sendable {
        /// The id of the cell, question or exercise.
        public var id: String
        /// The line of the file it begins in.
        public var line: Int
        /// Whether it came as it is shown.
        public var status: Status
        /// How long it ran.
        public var seconds: Double
        /// What a cell printed.
        public var output: [String] = []
        /// Its `output` fence, where it has one.
        public var expected: ExpectedOutput?
        /// Whether an exercise passes as it is handed out, where that was tried.
        public var starterPasses = false
        /// The parts of what a cell or a learner's answer printed, pictures as the values that they are.
        public var reply = Reply.nothing
    }

    /// How an item came.
    public enum Status: Sendable, Equatable {
        case done
        /// The output is not what the lesson shows; the text is the difference.
        case differs(String)
        case failed(String)
        /// Ctrl-C.
        case stopped

        /// Whether it came as it is shown.
        public var isGood: Bool { self == .done }
    }

    /// - Parameters:
    ///   - goesOn: whether what follows a failure is run all the same.
    ///   - tell: is called after each item.
    public func run(goesOn: Bool = false, tell: (Entry) -> Void = { _ in }) -> [Entry] {
        var entries: [Entry] = []
        var trace = BudgetTrace()
        for item in lesson.items {
            guard var entry = entry(item, &trace) else { continue }
            if sandbox.session.work.isCancelled { entry.status = .stopped }
            entries.append(entry)
            tell(entry)
            if entry.status == .stopped || (!entry.status.isGood && !goesOn) { break }
        }
        return entries
    }

    private func entry(_ item: Lesson.Item, _ trace: inout BudgetTrace) -> Entry? {
        switch item {
        case .prose, .prediction, .stop, .notes: return nil
        case .cell(let cell):
            let depends = trace.follow(cell.code.source)
            return entry(cell, isCompared: sandbox.session.budget == .quick || !depends)
        case .question(let question): return entry(question)
        case .exercise(let exercise):
            for code in [exercise.setup, exercise.solution] { if let code { _ = trace.follow(code.source) } }
            return entry(exercise)
        }
    }

    private func entry(_ cell: Cell, isCompared: Bool) -> Entry {
        let result = sandbox.run(
            cell.code, seed: CellSeed.of(cell, in: lesson.header),
            limit: cell.timeout ?? lesson.header.timeout, isPlaced: true)
        let output = TextFace(width: Transcript.width).text(of: result.reply.answer)
        let lines =
            output.isEmpty ? [] : output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let status: Status
        if let problem = result.problem(in: lesson.file, cell.code) {
            status = result.exceeded == nil && result.reply.failure == nil ? .stopped : .failed(problem)
        } else if isCompared, let expected = cell.output, !OutputMatcher(expected).accepts(lines) {
            status = .differs(LineDiff.text(expected: expected, found: lines))
        } else {
            status = predictionProblem(cell).map { .failed($0) } ?? .done
        }
        return Entry(
            id: cell.id, line: cell.code.firstLine - 1, status: status, seconds: result.seconds, output: lines,
            expected: cell.output, reply: result.reply)
    }

    /// A prediction whose expression has no value after its cell, or one of another kind than its author says.
    private func predictionProblem(_ cell: Cell) -> String? {
        for prediction in lesson.predictions where prediction.cell == cell.id {
            let result = sandbox.runAside(
                prediction.expression, seed: CellSeed.of(cell.id, in: lesson.header),
                limit: cell.timeout ?? lesson.header.timeout)
            let place = "\(lesson.file):\(prediction.line): the prediction's \(prediction.expression)"
            guard result.problem == nil, let value = result.reply.value else { return "\(place) has no value" }
            guard prediction.fits(value) else {
                return "\(place) is \(value.brief), and type=\"\(prediction.kind?.rawValue ?? "")\" says otherwise"
            }
        }
        return nil
    }

    /// An answer that is written as a formula or an expression has to have values.
    private func entry(_ question: Question) -> Entry? {
        let answer: String
        switch question.answer {
        case .choice, .number: return nil
        case .formula(let formula): answer = formula.expression
        case .expression(let expression): answer = expression.expression
        }
        let verdict = AnswerJudge(lesson: lesson, sandbox: sandbox).judge(answer, question)
        let status: Status =
            if case .right = verdict { .done } else { .failed("the answer of \(question.id) is not right by itself") }
        return Entry(id: question.id, line: question.line, status: status, seconds: 0)
    }

    private func entry(_ exercise: Exercise) -> Entry {
        let clock = ContinuousClock()
        let start = clock.now
        var (status, reply) = (Status.done, Reply.nothing)
        let starterPasses = triesStarters && passesAsHandedOut(exercise)
        if let answers {
            if let answer = answers[exercise.id] {
                status = judged(answer, exercise, whose: "the answer to") { reply = $0 }
            }
            if answers[exercise.id] == nil || !status.isGood, let solution = exercise.solution {
                _ = judged(solution.source, exercise, whose: "the solution of")
            }
        } else if let solution = exercise.solution {
            status = judged(solution.source, exercise, whose: "the solution of")
        } else {
            status = .failed("the exercise \(exercise.id) has no solution to run")
        }
        return Entry(
            id: exercise.id, line: exercise.line, status: status, seconds: (clock.now - start).seconds,
            starterPasses: starterPasses, reply: reply)
    }

    /// A starter that passes teaches nothing. One with a blank cannot.
    private func passesAsHandedOut(_ exercise: Exercise) -> Bool {
        let before = sandbox.snapshot()
        defer { sandbox.restore(before) }
        return Grader(lesson, sandbox: sandbox).judge(exercise.starter.source, to: exercise) == .passed
    }

    private func judged(
        _ answer: String, _ exercise: Exercise, whose: String, shown: (Reply) -> Void = { _ in }
    ) -> Status {
        switch Grader(lesson, sandbox: sandbox).judge(answer, to: exercise, shown: shown) {
        case .passed: .done
        case .notYet(let message, _): .failed("\(whose) \(exercise.id) does not pass its check: \(message)")
        case .faultOfLesson(let message): .failed(message)
        case .unread(let message): .failed("the check of \(exercise.id) fails: \(message)")
        case .stopped: .stopped
        }
    }
}

extension Sandbox.Run {
    /// The problem with the place in the file.
    func problem(in file: String, _ code: SourceCode) -> String? {
        problem.map { problem in
            let line = exceeded == nil ? problem.excerpt()?.lineNumber ?? firstLine : firstLine
            return TextFace(width: Transcript.width).text(
                of: problem, at: "\(file):\(code.firstLine + line - firstLine): ")
        }
    }
}
