/// One thing that was found out about a listing, a run, a network or a training: what it is, what speaks for it, what can be done, and
/// whether doing it was tried.
///
/// It is the one kind of finding that the laboratory has. Whoever finds something says it so: the reader of listings, a run that ran
/// away, the statistics of layers, the diagnosis of a training.
public struct Finding: Sendable {
    /// How much it matters.
    public enum Weight: String, Sendable {
        /// It stops with an error, does something else than it says, or fails at what it is for.
        case wrong
        /// It runs, and what comes out is easily misread.
        case misleading
        /// Worth knowing before one trusts the result.
        case note
    }

    /// A measured number under its name.
    public struct Number: Sendable, Equatable {
        /// What was measured, with its unit where it has one: `dead share of dense_1`.
        public let name: String
        /// What came out.
        public let value: Double

        /// `value` under `name`.
        public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
    }

    /// Where it was found.
    public enum Place: Sendable, Equatable {
        /// Of a listing, from 1.
        case line(Int)
        /// By its name.
        case layer(String)
        /// Of the inputs, from 0.
        case column(Int)
        /// Of a run or training, from 1.
        case step(Int)
        /// From 1.
        case epoch(Int)

        /// `line 3`, `layer dense_1`, `column 8`, `step 12`, `epoch 4`
        public var text: String {
            switch self {
            case .line(let number): "line \(number)"
            case .layer(let name): "layer \(name)"
            case .column(let number): "column \(number)"
            case .step(let number): "step \(number)"
            case .epoch(let number): "epoch \(number)"
            }
        }
    }

    /// What a rerun with one change showed.
    public struct Trial: Sendable, Equatable {
        /// The one thing that was changed.
        public let change: String
        /// The number by which the symptom is told.
        public let symptom: String
        /// That number before and after.
        public let before: Double
        /// That number in the rerun.
        public let after: Double
        /// The error at the end before, always beside the symptom: what learns nothing has no symptoms.
        public let errorBefore: Double
        /// The error at the end of the rerun.
        public let errorAfter: Double
        /// What the two are: the error at the end, or the value of a function whose minimum nobody knows.
        public let measure: String
        /// Whether the rerun still shows what was found.
        public let isStillThere: Bool
        /// Whether the error before was too good to be true, so that a larger one is what was to be expected.
        public let expectsHigherError: Bool

        /// Takes the numbers as they were measured.
        public init(
            change: String, symptom: String, before: Double, after: Double, errorBefore: Double, errorAfter: Double,
            measure: String = "error at the end", isStillThere: Bool, expectsHigherError: Bool = false
        ) {
            (self.change, self.symptom, self.before, self.after) = (change, symptom, before, after)
            (self.errorBefore, self.errorAfter, self.measure) = (errorBefore, errorAfter, measure)
            (self.isStillThere, self.expectsHigherError) = (isStillThere, expectsHigherError)
        }

        /// Whether the symptom went and the end is not worse: at most 2 % above the error before, or finite where that was not.
        public var isSupport: Bool {
            guard !isStillThere, errorAfter.isFinite else { return false }
            return expectsHigherError || !errorBefore.isFinite
                || errorAfter <= errorBefore + 0.02 * errorBefore.magnitude
        }

        /// What was changed, how the symptom went, and how the error.
        public var sentence: String {
            "with \(change): \(symptom) \(before.short()) → \(after.short()), \(measure) \(errorBefore.short(4)) → "
                + errorAfter.short(4)
                + (isStillThere
                    ? "; it is still there" : isSupport ? "" : "; the symptom is gone, but the \(measure) is worse")
        }
    }

    /// Whether the action was tried, and what came of it.
    public enum Proof: Sendable, Equatable {
        /// With what a trial would need, or `""` where `confirm` can run it.
        case notTried(String)
        /// The symptom went with that one change, and the error at the end is not worse.
        case confirmed(Trial)
        /// The rerun does not support it.
        case notConfirmed(Trial)

        /// `not tried`, `confirmed`, `not confirmed`
        public var state: String {
            switch self {
            case .notTried: "not tried"
            case .confirmed: "confirmed"
            case .notConfirmed: "not confirmed"
            }
        }

        /// The rerun, where there was one.
        public var trial: Trial? {
            switch self {
            case .notTried: nil
            case .confirmed(let trial), .notConfirmed(let trial): trial
            }
        }
    }

    /// The name of what lies behind it: `rate too high`.
    public let cause: String
    /// How much it matters.
    public var weight: Weight
    /// What is found, in one sentence.
    public let problem: String
    /// What speaks for it, the most telling number first.
    public var evidence: [Number]
    /// What to write instead, or how to see it: where it can be, a line that runs.
    public let action: String
    /// Where it was found; nil where it is everywhere.
    public let place: Place?
    /// Whether the action was tried.
    public var proof: Proof
    /// Reruns what was found wrong with the action as the one change; nil where what that needs is not known.
    public var remedy: (any Remedy)?

    /// A finding of which nothing was tried yet.
    ///
    /// - Parameter missing: what a trial would need, where there is no remedy.
    public init(
        _ cause: String, _ weight: Weight, _ problem: String, evidence: [Number] = [], action: String,
        place: Place? = nil, remedy: (any Remedy)? = nil, missing: String = "something to run again"
    ) {
        (self.cause, self.weight, self.problem, self.evidence) = (cause, weight, problem, evidence)
        (self.action, self.place, self.remedy) = (action, place, remedy)
        proof = .notTried(remedy == nil ? missing : "")
    }

    /// The line of the listing, where it was found in one.
    public var line: Int? { if case .line(let number) = place { number } else { nil } }
    /// The layer's name, where it was found in one.
    public var layer: String? { if case .layer(let name) = place { name } else { nil } }
    /// The column of the inputs, from 0, where it was found in one.
    public var column: Int? { if case .column(let number) = place { number } else { nil } }
}

/// A way to try what a finding proposes.
public protocol Remedy: Sendable {
    /// Runs again with the one change, on the same seeds.
    ///
    /// - Throws: `Stopped`, and `Mistake` where it cannot be run.
    func trial(work: Work) throws -> Finding.Trial
}

extension Finding {
    /// The finding after its action was tried.
    ///
    /// - Throws: `Mistake` where a trial needs what is not there; `Stopped`.
    public func tried(work: Work = Work()) throws -> Finding {
        guard let remedy else {
            var need = "something to run again"
            if case .notTried(let missing) = proof { need = missing }
            throw Mistake("'\(cause)' cannot be tried by a rerun here", expected: need, argument: "finding")
        }
        let trial = try remedy.trial(work: work)
        if work.isCancelled { throw Stopped() }
        var finding = self
        finding.proof = trial.isSupport ? .confirmed(trial) : .notConfirmed(trial)
        return finding
    }
}

extension Finding: Presentable {
    /// `finding`
    public static var kind: String { "finding" }

    /// Cause, place and proof: `input scale (column 8), confirmed`
    public var summary: String {
        cause + (place.map { " (\($0.text))" } ?? "") + (remedy == nil && proof.trial == nil ? "" : ", \(proof.state)")
    }

    /// What it is, the numbers, the action and the trial, a line or more each.
    public func table(width: Int) -> String { lines(width: width).joined(separator: "\n") }

    /// The lines of its table, the first with weight and cause.
    public func lines(width: Int) -> [String] {
        let columns = Swift.max(width, 20)
        let head = [place?.text, weight.rawValue].compactMap { $0 }.joined(separator: ", ")
        var lines = TextTable.wrap("\(head): \(problem)", columns, hanging: 2)
        let numbers = evidence.filter { !$0.value.isNaN }.map { "\($0.name) \($0.value.short())" }
        if !numbers.isEmpty {
            lines += TextTable.wrap(numbers.joined(separator: ", "), columns, indent: 2, hanging: 4)
        }
        lines += TextTable.wrap("→ \(action)", columns, indent: 2, hanging: 4)
        if let trial = proof.trial {
            lines += TextTable.wrap("\(proof.state) \(trial.sentence)", columns, indent: 2, hanging: 4)
        }
        return lines
    }

    /// What it is, and how its trial went.
    public var sentence: String {
        let place = place.map { $0.text.prefix(1).uppercased() + $0.text.dropFirst() + ": " } ?? ""
        return place + problem
            + (proof.trial.map { " \(proof.state.prefix(1).uppercased() + proof.state.dropFirst()) \($0.sentence)." }
                ?? "")
    }

    /// All of it by name.
    public var json: JSON {
        var members: [JSON.Pair] = [
            .init("kind", .string(Self.kind)), .init("cause", .string(cause)),
            .init("weight", .string(weight.rawValue)),
            .init("problem", .string(problem)),
            .init("evidence", .object(evidence.map { .init($0.name, .number($0.value)) })),
            .init("action", .string(action)),
        ]
        switch place {
        case .line(let number): members.append(.init("line", .integer(number)))
        case .layer(let name): members.append(.init("layer", .string(name)))
        case .column(let number): members.append(.init("column", .integer(number)))
        case .step(let number): members.append(.init("step", .integer(number)))
        case .epoch(let number): members.append(.init("epoch", .integer(number)))
        case nil: break
        }
        members.append(.init("proof", .string(proof.state)))
        if let trial = proof.trial { members.append(.init("trial", trial.json)) }
        return .object(members)
    }
}

extension Finding.Trial {
    /// The change and the numbers by name.
    public var json: JSON {
        .members([
            "change": .string(change), "symptom": .string(symptom), "before": .number(before), "after": .number(after),
            "error_before": .number(errorBefore), "error_after": .number(errorAfter),
            "still_there": .bool(isStillThere),
        ])
    }
}
