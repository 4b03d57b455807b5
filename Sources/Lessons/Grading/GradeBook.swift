public import Answers
public import Language
public import Parallel

/// The grades of a class: what every learner's saved answers come to when they are run again.
public struct GradeBook: Sendable {
    /// One learner's answer to one item, or that there is none.
    public struct Row: Sendable, Equatable {
        /// As they call themselves.
        public var learner: String
        /// What they handed in.
        public var file: String
        /// The lesson's id.
        public var lesson: String
        /// The item's id.
        public var item: String
        /// What grading found.
        public var outcome: Outcome
        /// What could be had.
        public var points: Double
        /// What the submission says of the item; it counts for nothing where it cannot be found again.
        public var record: ItemRecord?
        /// What the check said of an answer that is not right.
        public var message = ""
        /// What wrong answers that go wrong in the same way have in common.
        public var effect = ""
        /// What the teacher should know about this grade.
        public var remark = ""

        /// The points that were had: all or none; none where the solution was seen before.
        public var earned: Double { outcome == .passed && record?.sawSolution != true ? points : 0 }
    }

    /// What an item is worth to a learner.
    public enum Outcome: String, Sendable, CaseIterable {
        case passed
        case wrong
        case skipped
        case open
        /// The lesson's own check failed: the item counts for nobody.
        case fault
    }

    /// By learner, lesson and item.
    public private(set) var rows: [Row] = []
    /// What could not be graded, and why.
    public private(set) var skipped: [Mistake] = []
    /// What is wrong with the lessons, which no learner has to answer for.
    public private(set) var faults: [String] = []
    /// Answers that were run for this.
    public private(set) var judged = 0
    /// Answers whose verdict was known from before.
    public private(set) var known = 0
    /// Whether it was stopped before its end.
    public private(set) var isStopped = false

    /// The graded items in order, by lesson.
    let items: [(lesson: String, item: String)]

    /// Grades submissions.
    ///
    /// - Parameters:
    ///   - lessons: with their checks; answers to others are left out.
    ///   - program: the version of this program: another may judge differently.
    ///   - crew: threads to work on.
    ///   - session: makes a fresh session for a thread.
    public init(
        _ submissions: [Submission], lessons: [Lesson], terms: GradingTerms, store: GradeStore, program: String,
        crew: Crew = .cores, work: Work = Work(), session: @escaping @Sendable (Work) -> Session
    ) {
        let parts = lessons.map { GradedItem.all(of: $0, terms: terms, program: program) }
        items = zip(lessons, parts).flatMap { lesson, items in items.map { (lesson.header.id, $0.id) } }
        let known = Set(lessons.map(\.header.id))
        var tasks: [GradedTask] = []
        var places: [GradedTask: Int] = [:]
        /// The row that waits for a task.
        var waiting: [(row: Int, task: Int)] = []
        for submission in submissions {
            let mine = submission.answers.filter { known.contains($0.key) && !$0.value.isEmpty }
            if mine.isEmpty {
                skipped.append(
                    Mistake(
                        "\(submission.file) answers none of the lessons that are graded",
                        expected: "answers to \(Phrase.list(known.sorted()))"))
            }
            for (index, lesson) in lessons.enumerated() {
                guard let records = mine[lesson.header.id] else { continue }
                for item in parts[index] {
                    let record = records[item.id]
                    var row = Row(
                        learner: submission.learner, file: submission.file, lesson: lesson.header.id, item: item.id,
                        outcome: record?.status == .skipped ? .skipped : .open, points: item.points, record: record)
                    if let record, record.version != lesson.header.version {
                        row.remark = "answered version \(record.version) of the lesson"
                    }
                    if let task = Self.task(index, item, lesson, records) {
                        let place = places[task] ?? tasks.count
                        if place == tasks.count {
                            tasks.append(task)
                            places[task] = place
                        }
                        waiting.append((rows.count, place))
                    }
                    rows.append(row)
                }
            }
        }
        let verdicts = judge(tasks, lessons, parts, terms, store, crew, work, session)
        for (row, task) in waiting {
            if let verdict = verdicts[task] { rows[row].take(verdict) } else { isStopped = true }
        }
    }

    /// What has to be judged; nil where nothing was answered.
    private static func task(
        _ index: Int, _ item: GradedItem, _ lesson: Lesson, _ records: [String: ItemRecord]
    ) -> GradedTask? {
        guard let record = records[item.id], !record.answer.isEmpty, record.status != .skipped else { return nil }
        var needs: [String: String] = [:]
        for need in item.needs {
            guard let other = records[need], other.status == .passed || other.status == .ran, !other.answer.isEmpty
            else {
                continue
            }
            needs[need] = other.answer
        }
        let session = record.status == .passed ? ownSession(before: item.id, lesson, records) : nil
        return GradedTask(lesson: index, item: item.id, answer: record.answer, needs: needs, session: session)
    }

    /// What the learner ran above an item; nil where all of it is what the lesson runs there.
    private static func ownSession(
        before item: String, _ lesson: Lesson, _ records: [String: ItemRecord]
    ) -> [String: String]? {
        var own: [String: String] = [:]
        var isDifferent = false
        for step in lesson.items {
            let (id, code): (String, String?)
            switch step {
            case .prose, .prediction, .stop, .notes: continue
            case .cell(let cell): (id, code) = (cell.id, cell.code.source)
            case .question(let question): (id, code) = (question.id, nil)
            case .exercise(let exercise): (id, code) = (exercise.id, exercise.solution?.source ?? "")
            }
            if id == item { break }
            guard let code, let record = records[id], !record.answer.isEmpty else { continue }
            guard record.status == .ran || record.status == .passed else { continue }
            own[id] = record.answer
            if record.answer.trimmed != code.trimmed { isDifferent = true }
        }
        return isDifferent ? own : nil
    }

    // MARK: - Judging

    private mutating func judge(
        _ tasks: [GradedTask], _ lessons: [Lesson], _ parts: [[GradedItem]], _ terms: GradingTerms, _ store: GradeStore,
        _ crew: Crew, _ work: Work, _ session: @escaping @Sendable (Work) -> Session
    ) -> [GradedVerdict?] {
        var fingerprints: [[String: String]] = []
        for items in parts {
            fingerprints.append(Dictionary(items.map { ($0.id, $0.fingerprint) }, uniquingKeysWith: { $1 }))
        }
        func item(_ task: GradedTask) -> String { fingerprints[task.lesson][task.item] ?? "" }
        var verdicts = tasks.map { store.verdict(item($0), $0.key) }
        known = verdicts.count { $0 != nil }
        let open = tasks.indices.filter { verdicts[$0] == nil }
        let pieces = open.map { tasks[$0] }
        let graders: @Sendable (Work) -> Graders = { work in Graders(lessons, parts, terms) { session(work) } }
        let results = crew.map(
            pieces.count, work: work, make: graders,
            look: { work.report(Double($0) / Double(Swift.max(1, pieces.count)), "\($0) of \(pieces.count) answers") },
            ended: { _, _ in }
        ) { graders, number in graders.judge(pieces[number]) }
        var again: [Int] = []
        for (place, result) in zip(open, results) {
            guard let result else { continue }
            verdicts[place] = result.verdict
            faults += result.faults.filter { !faults.contains($0) }
            if result.isAtLimit { again.append(place) }
        }
        // On a busy machine an answer may run into a limit by what runs beside it. Alone it has its chance.
        if !again.isEmpty, !work.isCancelled {
            let patient = GradingTerms(secret: terms.secret, budget: terms.budget, patience: 1.5 * terms.patience)
            let alone = Crew(threads: 1).map(
                again.count, work: work, make: { work in Graders(lessons, parts, patient) { session(work) } },
                look: {
                    work.report(Double($0) / Double(again.count), "\($0) of \(again.count) answers that took long")
                }, ended: { _, _ in }
            ) { [again] graders, number in graders.judge(tasks[again[number]]) }
            for (place, result) in zip(again, alone) { verdicts[place] = result?.verdict }
        }
        judged = open.count { verdicts[$0] != nil }
        for place in open {
            guard let verdict = verdicts[place], verdict.outcome == .fault else { continue }
            let (lesson, item) = (lessons[tasks[place].lesson], tasks[place].item)
            let line =
                lesson.exercises.first { $0.id == item }?.line ?? lesson.questions.first { $0.id == item }?.line
            let told = "\(lesson.file):\(line.map { "\($0):" } ?? "") \(item): \(verdict.message)"
            if !faults.contains(told) { faults.append(told) }
        }
        // A fault is the lesson's, and may lie in what the machine lacked: it is looked for again each time.
        store.keep(
            open.compactMap { place in
                guard let verdict = verdicts[place], verdict.outcome != .fault else { return nil }
                return (item(tasks[place]), tasks[place].key, verdict)
            })
        return verdicts
    }

    /// What one thread keeps: a grader for each lesson that it has met.
    private final class Graders {
        private let lessons: [Lesson]
        private let parts: [[GradedItem]]
        private let terms: GradingTerms
        private let session: () -> Session
        private var made: [Int: AnswerGrader] = [:]

        init(_ lessons: [Lesson], _ parts: [[GradedItem]], _ terms: GradingTerms, _ session: @escaping () -> Session) {
            (self.lessons, self.parts, self.terms, self.session) = (lessons, parts, terms, session)
        }

        func judge(_ task: GradedTask) -> (verdict: GradedVerdict, isAtLimit: Bool, faults: [String])? {
            let grader =
                made[task.lesson]
                ?? AnswerGrader(lessons[task.lesson], parts[task.lesson], terms: terms, session: session())
            made[task.lesson] = grader
            return grader.judge(task).map { ($0.verdict, $0.isAtLimit, grader.faults) }
        }
    }
}

extension GradeBook.Row {
    fileprivate mutating func take(_ verdict: GradedVerdict) {
        switch verdict.outcome {
        case .passed: outcome = .passed
        case .wrong: outcome = .wrong
        case .fault: outcome = .fault
        }
        message = verdict.message
        effect = verdict.effect
        var remarks = [remark].filter { !$0.isEmpty }
        if verdict.isInOwnSession { remarks.append("passes only behind what the learner had run before") }
        if outcome == .wrong, record?.status == .passed { remarks.append("handed in as passed") }
        if outcome == .passed, record?.sawSolution == true { remarks.append("the solution was seen before") }
        remark = remarks.joined(separator: "; ")
    }
}
