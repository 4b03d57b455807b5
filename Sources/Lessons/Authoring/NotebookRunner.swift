public import Language
import Numbers
import Terminal

/// Runs a lesson or notebook from top to bottom, without questions, and compares what comes with what it shows.
///
/// Exercises are answered with their solutions, which have to pass.
public struct NotebookRunner {
    private let lesson: Lesson
    private let bench: Bench

    /// What the lessons' outputs are written for.
    public static let width = 80

    /// - Parameter session: a fresh one; it is set to the width that lessons are written for.
    public init(_ lesson: Lesson, session: Session) {
        self.lesson = lesson
        session.width = Self.width
        session.mayWriteFiles = false
        bench = Bench(session)
    }

    /// What came of one item.
    public struct Entry: Sendable, Equatable {
        public var id: String
        /// The line of the file it begins in.
        public var line: Int
        public var outcome: Outcome
        public var seconds: Double
        /// What a cell printed.
        public var output: [String] = []
        /// Its `output` fence, where it has one.
        public var expected: ExpectedOutput?
    }

    public enum Outcome: Sendable, Equatable {
        case done
        /// The output is not what the lesson shows; the text is the difference.
        case differs(String)
        case failed(String)
        /// Ctrl-C.
        case stopped

        public var isGood: Bool { self == .done }
    }

    /// - Parameters:
    ///   - goesOn: whether what follows a failure is run all the same.
    ///   - tell: is called after each item.
    public func run(goesOn: Bool = false, tell: (Entry) -> Void = { _ in }) -> [Entry] {
        var entries: [Entry] = []
        for item in lesson.items {
            guard let entry = entry(item) else { continue }
            entries.append(entry)
            tell(entry)
            if entry.outcome == .stopped || (!entry.outcome.isGood && !goesOn) { break }
        }
        return entries
    }

    private func entry(_ item: Lesson.Item) -> Entry? {
        switch item {
        case .prose, .prediction: nil
        case .cell(let cell): entry(cell)
        case .question(let question): entry(question)
        case .exercise(let exercise): entry(exercise)
        }
    }

    private func entry(_ cell: Cell) -> Entry {
        let result = bench.run(
            cell.code, seed: lesson.header.seedsEachCell ? CellSeed.of(cell.id, in: lesson.header) : nil,
            limit: cell.timeout ?? lesson.header.timeout)
        let output = result.reply.output
        let lines =
            output.isEmpty ? [] : output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let outcome: Outcome
        if let problem = result.problem(in: lesson.file, cell.code) {
            outcome = result.exceeded == nil && result.reply.failure == nil ? .stopped : .failed(problem)
        } else if let expected = cell.output, !OutputMatcher(expected).accepts(lines) {
            outcome = .differs(LineDiff.text(expected: expected, found: lines))
        } else {
            outcome = predictionProblem(cell).map { .failed($0) } ?? .done
        }
        return Entry(
            id: cell.id, line: cell.code.firstLine - 1, outcome: outcome, seconds: result.seconds, output: lines,
            expected: cell.output)
    }

    /// A prediction whose expression has no value after its cell.
    private func predictionProblem(_ cell: Cell) -> String? {
        let last = bench.session.last
        defer { bench.session.last = last }
        for prediction in lesson.predictions where prediction.cell == cell.id {
            do {
                _ = try bench.session.evaluate(prediction.expression)
            } catch {
                return "\(lesson.file):\(prediction.line): the prediction's \(prediction.expression) has no value"
            }
        }
        return nil
    }

    /// An answer that is written as a formula has to have values.
    private func entry(_ question: Question) -> Entry? {
        guard case .formula(let formula) = question.answer else { return nil }
        let verdict = AnswerJudge(lesson: lesson, session: bench.session).judge(formula.expression, question)
        let outcome: Outcome =
            if case .right = verdict { .done } else { .failed("the answer of \(question.id) is not right by itself") }
        return Entry(id: question.id, line: question.line, outcome: outcome, seconds: 0)
    }

    private func entry(_ exercise: Exercise) -> Entry {
        let clock = ContinuousClock()
        let start = clock.now
        let outcome: Outcome
        if let solution = exercise.solution {
            outcome = Self.outcome(Grader(lesson, bench: bench).judge(solution.source, to: exercise), exercise)
        } else {
            outcome = .failed("the exercise \(exercise.id) has no solution to run")
        }
        return Entry(id: exercise.id, line: exercise.line, outcome: outcome, seconds: (clock.now - start).seconds)
    }

    private static func outcome(_ judgement: Judgement, _ exercise: Exercise) -> Outcome {
        switch judgement {
        case .passed: .done
        case .notYet(let message, _): .failed("the solution of \(exercise.id) does not pass its check: \(message)")
        case .faultOfLesson(let message): .failed(message)
        case .stopped: .stopped
        }
    }
}

extension Bench.Result {
    /// The problem with the place in the file.
    func problem(in file: String, _ code: Code) -> String? {
        guard exceeded == nil, let failure = reply.failure else {
            return problem.map { "\(file):\(code.firstLine): \($0)" }
        }
        return failure.text(at: "\(file):\(code.firstLine - 1 + (failure.line ?? 1)): ")
    }
}
