import Answers
public import Language
public import Tuning

/// Who wants to hear what a trial that is run from outside reports, while it runs.
public final class TrialListener {
    /// Is called with each report.
    public var onReport: ((Trial.Report) -> Void)?
    /// Nobody listens yet.
    public init() {}
}

/// The space that a script declares, for whoever gives it a configuration from outside.
public struct ScriptSpace {
    private let space: SearchSpace

    /// - Throws: `Mistake` for what is no dict of ranges.
    public init(_ declared: Value) throws {
        guard case .dict(let members) = declared else {
            throw Mistake("space is \(declared.brief)", expected: "a dict")
        }
        space = try SearchSpace(RangeWords.parameters(of: members))
    }

    /// - Throws: `Mistake` for a name that the space has not, a value that it cannot have, and one that is missing.
    public func check(_ configuration: Configuration) throws { try space.check(configuration, isWhole: true) }
}

/// A trial with given values: an objective is run with them, and no study learns of it.
enum FixedTrialWords {
    static let words: [Word] = [
        Word(
            "optuna.trial.FixedTrial", aliases: ["FixedTrial"], family: "tuning",
            summary: "a trial with given hyperparameters, to run an objective by hand",
            parameters: [
                Parameter("params", .dict, "a value for each hyperparameter"),
                Parameter("number", .int(.init(0, 1e9)), 0, "its number"),
            ], returns: OpenTrial.kind,
            examples: [
                """
                import optuna
                def objective(trial): return (trial.suggest_float("x", -10, 10) - 2)**2
                objective(optuna.trial.FixedTrial({"x": 3}))
                """
            ], seeAlso: ["optuna.create_study", "tune"],
            meaning: .call { args, context in
                guard case .dict(let params) = args["params"] else { return .none }
                let study = try Study(
                    "fixed", sampler: NothingSuggested(),
                    store: FixedStore(
                        try Configuration(params, "params"), number: args.int("number"),
                        context.session.kept(TrialListener.self) { TrialListener() }))
                return .thing(try study.ask())
            })
    ]

    /// A value outside of its range counts in a study; where it is run by hand it is a mistake, as in Optuna.
    ///
    /// - Throws: `Mistake` where the trial is such a one.
    static func check(_ trial: OpenTrial, _ name: String, _ setting: Setting, _ domain: ParameterDomain) throws {
        guard trial.study.sampler is NothingSuggested else { return }
        throw Mistake(
            "\(name) = \(setting.text) was given", expected: "a value of \(domain.text)", argument: "params"
        ).raised(as: "ValueError")
    }

    /// Refuses what was not given.
    private struct NothingSuggested: Sampler {
        var name: String { "FixedTrial" }
        var isJoint: Bool { false }

        func suggest(_ request: SuggestionRequest) throws -> [Double]? {
            let asked = request.parameters[0]
            throw Mistake(
                "the given hyperparameters have no \(asked.name)", expected: "a value of \(asked.domain.text)",
                argument: "params"
            ).raised(as: "ValueError")
        }
    }
}

/// The one trial of such a study, and whoever listens to it.
private final class FixedStore: StudyStore {
    private let first: Trial
    nonisolated(unsafe) private let listener: TrialListener

    init(_ configuration: Configuration, number: Int, _ listener: TrialListener) {
        var trial = Trial(number: number)
        trial.fixed = configuration
        first = trial
        self.listener = listener
    }

    func claim(started: Double?, after count: Int) -> (trial: Trial, finished: [Trial], running: [Trial]) {
        (first, [], [])
    }
    func release(_ number: Int) {}
    func enqueue(_ configuration: Configuration, _ attributes: [String: JSON]) -> Trial { first }
    func add(_ trial: Trial) -> Trial { trial }
    func update(_ trial: Trial) {}
    func report(_ report: Trial.Report, of number: Int) { listener.onReport?(report) }
    func finish(_ trial: Trial) {}
    func changes(after count: Int) -> (finished: [Trial], running: [Trial]) { ([], []) }
    func trials() -> [Trial] { [first] }
}
