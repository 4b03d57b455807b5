import Conversation
import Language
import Answers
import Vocabulary

/// Judges an answer by its effects: runs it, runs the lesson's checks on what it left, and takes it back unless it
/// passed.
struct Grader {
    private let lesson: Lesson
    private let sandbox: Sandbox
    private let terms: GradingTerms
    private let advised: (Diagnostic, String) -> Diagnostic
    /// What the checks mean by names that the answer has put something else under.
    private let meant = Meant()

    /// - Parameter advised: adds to what failed in an answer, the text, what is known about it beside.
    init(
        _ lesson: Lesson, sandbox: Sandbox, terms: GradingTerms = GradingTerms(),
        advised: @escaping (Diagnostic, String) -> Diagnostic = { problem, _ in problem }
    ) {
        self.lesson = lesson
        self.sandbox = sandbox
        self.terms = terms
        self.advised = advised
    }

    /// - Parameters:
    ///   - answer: the learner's code.
    ///   - shown: gets what the answer printed, before it is judged.
    func judge(_ answer: String, to exercise: Exercise, shown: (Reply) -> Void = { _ in }) -> Judgement {
        if answer.contains("____") { return .notYet(message: "There is still a blank ____ to fill in.", hint: nil) }
        let (before, secret) = (sandbox.snapshot(), sandbox.session.secret)
        sandbox.session.secret = terms.secret
        defer { sandbox.session.secret = secret }
        let judgement = sandbox.within(Grader.runsInTime * limit(exercise)) {
            tryOut(answer, exercise, shown: shown)
        }
        if judgement != .passed { sandbox.restore(before) }
        return judgement
    }

    /// How many times what one run may take a whole judgement may: the answer, its checks, and the held-back seeds.
    private static let runsInTime = 10.0

    private var budget: Budget { terms.triesAllSeeds ? .full : sandbox.session.budget }

    private func limit(_ exercise: Exercise) -> Double {
        terms.patience * (exercise.timeout ?? lesson.header.timeout)
    }

    private func run(_ code: SourceCode, _ exercise: Exercise, index: UInt64 = 0) -> Sandbox.Run {
        sandbox.run(
            code, seed: CellSeed.of(exercise.id, in: lesson.header, index: index, secret: terms.secret),
            limit: limit(exercise))
    }

    private func tryOut(_ answer: String, _ exercise: Exercise, shown: (Reply) -> Void) -> Judgement {
        let before = sandbox.snapshot()
        if let setup = exercise.setup, let problem = run(setup, exercise).problem {
            return .faultOfLesson(message: Sandbox.failure(of: "the setup of \(exercise.id)", sandbox.words(problem)))
        }
        let names = LessonNames(lesson, for: exercise.id)
        meant.take(names, exercise, answer, sandbox.session)
        let result = run(SourceCode(source: answer, firstLine: 1), exercise)
        if result.exceeded == nil, result.reply.wasInterrupted { return .stopped }
        if let problem = result.problem {
            let told = result.exceeded == nil ? advised(problem, answer) : problem
            return .notYet(message: sandbox.words(told), hint: nil)
        }
        shown(result.reply)
        if let missing = missingName(exercise) {
            return .notYet(message: "The answer has to set `\(missing)`, and it does not.", hint: nil)
        }
        guard !exercise.checks.isEmpty else { return compareWithSolution(exercise, before) }
        var entries: [CheckLog.Entry] = []
        do {
            for check in exercise.checks { entries += try said(by: check, exercise) }
            return try verdict(entries, exercise, answer, before)
        } catch let problem as CheckProblem {
            // What did not hold before the check stumbled is the graver: it is told first, and stumbling follows from it.
            return refusal(entries + problem.entries, exercise)
                ?? (problem.wasStopped ? .stopped : blame(problem, exercise, before))
        } catch {
            return .faultOfLesson(message: "\(error)")
        }
    }

    /// The first name that the answer is asked for and the session does not have.
    private func missingName(_ exercise: Exercise) -> String? {
        wantedNames(exercise).first { sandbox.session.variables[$0] == nil }
    }

    /// The names that an answer is asked for: those that the solution sets, and the starter sets as well or the checks read. What else the
    /// solution sets is its own way of getting there, unless the values of both are compared or the starter sets nothing.
    private func wantedNames(_ exercise: Exercise) -> [String] {
        let begun = AssignedNames.of(exercise.starter.source)
        guard let solution = exercise.solution else { return begun }
        let all = AssignedNames.of(solution.source)
        if exercise.checks.isEmpty || !begun.contains(where: all.contains) { return all }
        let checked = exercise.checks.reduce(into: Set(begun)) { $0.formUnion(AssignedNames.used(in: $1.code.source)) }
        return all.filter(checked.contains)
    }

    // MARK: - Checks

    /// What the lesson's names mean to the checks of an answer.
    private final class Meant {
        private(set) var values: [String: Value] = [:]
        private(set) var modules: [String: [String]] = [:]

        /// Looks at the session as it is before the answer runs.
        func take(_ names: LessonNames, _ exercise: Exercise, _ answer: String, _ session: Session) {
            let checks = exercise.checks.map(\.code.source).joined(separator: "\n")
            values = names.meant(by: checks, against: answer, in: session)
            modules = names.modules(against: answer, in: session)
        }
    }

    private struct CheckProblem: Error {
        var message: String
        /// What it stumbled over.
        var mistake: Mistake
        /// Ctrl-C has stopped the check: nothing is known of the answer.
        var wasStopped: Bool
        /// What the check had said by then.
        var entries: [CheckLog.Entry]
    }

    /// Runs one check on what the session holds; the session stays as it is.
    ///
    /// - Parameter index: which of the held-back runs it looks at, so that what the check draws is as new as what the answer drew; 0 for
    ///   the run that the learner sees.
    private func said(
        by check: Exercise.Check, _ exercise: Exercise, index: UInt64 = 0
    ) throws(CheckProblem) -> [CheckLog.Entry] {
        let log = CheckLog()
        let checking = sandbox.session.registry.replacing(CheckWords.words(notingIn: log))
        let result = aside(check.code.source, exercise, registry: checking, index: index)
        if let problem = result.problem {
            let wasStopped = result.exceeded == nil && result.reply.wasInterrupted
            throw CheckProblem(
                message: sandbox.words(problem), mistake: problem.mistake, wasStopped: wasStopped, entries: log.all)
        }
        return log.all
    }

    private func verdict(
        _ entries: [CheckLog.Entry], _ exercise: Exercise, _ answer: String, _ before: Sandbox.Snapshot
    ) throws -> Judgement {
        guard entries.contains(where: { if case .hint = $0 { false } else { true } }) else {
            return .faultOfLesson(
                message: "the check of \(exercise.id) says neither passes(…), expect(…) nor answer(…)")
        }
        return try refusal(entries, exercise) ?? tryHeldBackSeeds(entries, exercise, answer, before)
    }

    /// The first thing that a check has said against the answer; nil where there is none.
    private func refusal(_ entries: [CheckLog.Entry], _ exercise: Exercise) -> Judgement? {
        for (place, entry) in entries.enumerated() {
            let hint = Self.hint(after: place, in: entries)
            switch entry {
            case .expect(false, let message): return .notYet(message: message + gap(exercise, message), hint: hint)
            case .answer(false, let found, let message):
                return .notYet(message: message ?? "The value is \(found), and that is not it.", hint: hint)
            case .passes(false, seeds: 1, _, let message):
                let told = message ?? "Not yet: the condition does not hold."
                return .notYet(message: told + gap(exercise, message), hint: hint)
            default: continue
            }
        }
        return nil
    }

    /// What the first comparison that does not hold has found and expected, as a sentence to follow the message of its call;
    /// empty where there is none between numbers.
    private func gap(_ exercise: Exercise, _ message: String?) -> String {
        guard terms.explains else { return "" }
        func value(_ text: String) -> Value? {
            let run = aside(text, exercise)
            return run.problem == nil ? run.reply.value : nil
        }
        for check in exercise.checks {
            for gap in CheckGap.all(in: check.code.source, message: message) {
                guard case .bool(false)? = value(gap.text), let found = value(gap.found)?.asDouble,
                    let limit = value(gap.limit)?.asDouble, let sentence = gap.sentence(found, limit)
                else { continue }
                return " " + sentence
            }
        }
        return ""
    }

    /// Runs a text of the lesson's on what the session holds. Its words mean themselves, whatever the answer has put under their
    /// names; names that the lesson's own code sets, and that the answer was not asked for, mean what the lesson has there.
    private func aside(
        _ text: String, _ exercise: Exercise, registry: Registry? = nil, index: UInt64 = 0
    ) -> Sandbox.Run {
        let words = sandbox.session.registry
        let taken = Set(
            sandbox.session.variables.keys.filter { !lesson.ownNames.contains($0) && words.word($0) != nil })
        return sandbox.runAside(
            text, meant.values, registry: registry, hiding: taken.union(meant.modules.keys), modules: meant.modules,
            seed: CellSeed.of(exercise.id, in: lesson.header, index: index, secret: terms.secret),
            limit: limit(exercise))
    }

    /// Conditions that have to hold for k of n seeds: the answer runs again with each.
    private func tryHeldBackSeeds(
        _ entries: [CheckLog.Entry], _ exercise: Exercise, _ answer: String, _ before: Sandbox.Snapshot
    ) throws -> Judgement {
        let names = LessonNames(lesson, for: exercise.id)
        let most =
            entries.map { if case .passes(_, let seeds, _, _) = $0 { budget.seeds(of: seeds) } else { 1 } }.max() ?? 1
        guard most > 1 else { return .passed }
        let after = sandbox.snapshot()
        defer { sandbox.restore(after) }
        var runs: [[CheckLog.Entry]] = []
        for index in 1...UInt64(most) {
            sandbox.restore(before, keeps: true)
            if let setup = exercise.setup { _ = run(setup, exercise, index: index) }
            meant.take(names, exercise, answer, sandbox.session)
            let result = run(SourceCode(source: answer, firstLine: 1), exercise, index: index)
            if result.exceeded == nil, result.reply.wasInterrupted { return .stopped }
            // A seed on which the answer fails altogether is a seed on which no condition holds.
            runs.append(
                result.problem == nil ? try exercise.checks.flatMap { try said(by: $0, exercise, index: index) } : [])
        }
        for (place, entry) in entries.enumerated() {
            guard case .passes(_, let asked, let least, let message) = entry, asked > 1 else { continue }
            let (seeds, atLeast) = (budget.seeds(of: asked), budget.least(least, of: asked))
            let same = Self.occurrence(of: entry, at: place, in: entries)
            let held = runs.prefix(seeds).count { Self.holds(entry, occurrence: same, in: $0) }
            if held < atLeast {
                let told = runs.lazy.compactMap { run in
                    Self.place(of: entry, occurrence: same, in: run).flatMap { Self.hint(after: $0, in: run) }
                }.first
                let counted = "\(Self.counted) \(held) of \(seeds) seeds, and has to for \(atLeast)."
                return .notYet(message: message.map { "\($0) \(counted)" } ?? counted, hint: told)
            }
        }
        return .passed
    }

    /// How the sentence begins that says on how many seeds a condition held.
    static let counted = "It holds for"

    /// Entries of several runs belong together by what they ask, not by their place: `and` and `or` leave some out.
    private static func isSame(_ a: CheckLog.Entry, _ b: CheckLog.Entry) -> Bool {
        guard case .passes(_, let seeds, let atLeast, let message) = a,
            case .passes(_, let otherSeeds, let otherAtLeast, let otherMessage) = b
        else { return false }
        return seeds == otherSeeds && atLeast == otherAtLeast && words(message) == words(otherMessage)
    }

    /// A message without its numbers, which may be the run's own: "within 5 %: it is 7.25".
    private static func words(_ message: String?) -> String? {
        message.map { String($0.filter { !$0.isNumber && !".-+e∞".contains($0) }) }
    }

    private static func occurrence(of entry: CheckLog.Entry, at place: Int, in entries: [CheckLog.Entry]) -> Int {
        entries[..<place].count { isSame($0, entry) }
    }

    private static func place(of entry: CheckLog.Entry, occurrence: Int, in run: [CheckLog.Entry]) -> Int? {
        run.indices.filter { isSame(run[$0], entry) }[safe: occurrence]
    }

    private static func holds(_ entry: CheckLog.Entry, occurrence: Int, in run: [CheckLog.Entry]) -> Bool {
        guard let place = place(of: entry, occurrence: occurrence, in: run),
            case .passes(let holds, _, _, _) = run[place]
        else { return false }
        return holds
    }

    /// The hint that a check names for what it has found: the one that follows at once, as in `expect(…) or hint("id")`.
    private static func hint(after place: Int, in entries: [CheckLog.Entry]) -> String? {
        guard case .hint(let id)? = entries[safe: place + 1] else { return nil }
        return id
    }

    /// A check that fails to run is the lesson's fault, unless it runs on the reference solution: then the answer is
    /// something that the check could not read.
    private func blame(_ problem: CheckProblem, _ exercise: Exercise, _ before: Sandbox.Snapshot) -> Judgement {
        let names = wantedNames(exercise)
        func results() -> [Value] {
            names.isEmpty
                ? [sandbox.session.last] : names.map { sandbox.session.variables[$0] ?? .none }
        }
        let found = results()
        let labelled = zip(names.isEmpty ? [nil] : names.map(Optional.some), found).map { (name: $0, value: $1) }
        sandbox.restore(before)
        guard let solution = exercise.solution else {
            // A student's copy has no solution to try the check on: what cannot be told apart is told as it is.
            return .unread(message: AnswerForm.difference(labelled, []))
        }
        let fault = Judgement.faultOfLesson(
            message: Sandbox.failure(of: "the check of \(exercise.id)", problem.message))
        if let setup = exercise.setup { _ = run(setup, exercise) }
        meant.take(LessonNames(lesson, for: exercise.id), exercise, solution.source, sandbox.session)
        guard run(solution, exercise).problem == nil else { return fault }
        let wanted = results()
        do {
            for check in exercise.checks { _ = try said(by: check, exercise) }
            if let refusal = AnswerForm.refusal(of: found, like: wanted, by: problem.mistake) {
                return .notYet(message: refusal, hint: nil)
            }
            let told = AnswerForm.difference(labelled, wanted)
            return .notYet(message: "The answer is of another kind than expected.\n\(told)", hint: nil)
        } catch {
            return fault
        }
    }

    /// The default check: every name that the solution sets has the value that the solution gives it.
    private func compareWithSolution(_ exercise: Exercise, _ before: Sandbox.Snapshot) -> Judgement {
        guard let solution = exercise.solution else {
            return .faultOfLesson(message: "the exercise \(exercise.id) has neither a check nor a solution")
        }
        let after = sandbox.snapshot()
        sandbox.restore(before)
        if let setup = exercise.setup { _ = run(setup, exercise) }
        if let problem = run(solution, exercise).problem {
            return .faultOfLesson(
                message: Sandbox.failure(of: "the solution of \(exercise.id)", sandbox.words(problem)))
        }
        let reference = sandbox.snapshot()
        sandbox.restore(after)
        let names = AssignedNames.of(solution.source)
        let wrong = names.first { name in
            guard let found = after.variables[name], let expected = reference.variables[name] else { return true }
            return !Agreement.holds(found, expected, absolute: 1e-9, relative: 1e-9)
        }
        if let wrong {
            let found = after.variables[wrong] ?? .none
            let told = Self.miss(found, reference.variables[wrong] ?? .none)
            return .notYet(message: "`\(wrong)` is \(found.brief), and that is \(told).", hint: nil)
        }
        if names.isEmpty, !Agreement.holds(after.last, reference.last, absolute: 1e-9, relative: 1e-9) {
            let told = Self.miss(after.last, reference.last)
            return .notYet(message: "The value is \(after.last.brief), and that is \(told).", hint: nil)
        }
        return .passed
    }

    private static func miss(_ found: Value, _ expected: Value) -> String {
        Agreement.holds(found, expected, absolute: 0, relative: 0.05) ? "almost it, within 5%" : "not it"
    }
}
