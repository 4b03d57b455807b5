import Answers
import Language
import Selection
import Tuning

/// What can be asked of a study: Optuna's names.
enum StudyMembers {
    static let members: [Member] = study + methods

    private static func best(_ study: Study) throws -> Trial {
        guard study.directions.count == 1 else {
            throw Mistake(
                "a study of \(study.directions.count) objectives has no single best trial",
                expected: "study.best_trials"
            ).raised(as: "RuntimeError")
        }
        guard let best = try study.best() else {
            throw Mistake(
                study.failure ?? "no trial is complete yet", expected: "at least one that is complete",
                try: study.failure == nil
                    ? "study.optimize(objective, n_trials=10)" : "objective(…) by hand, to see it fail"
            )
            .raised(as: "ValueError", "No trials are completed yet.")
        }
        return best
    }

    private static let study: [Member] = [
        .attribute("best_params", of: Study.self, "the best trial's hyperparameters, a dict") {
            try best($0).configuration.asValue
        },
        .attribute("best_value", of: Study.self, "the best value") { .number(try best($0).values[0]) },
        .attribute("best_trial", aliases: ["best"], of: Study.self, "the trial with the best value") {
            .thing(try best($0))
        },
        .attribute("best_trials", of: Study.self, "the trials that no other dominates") { Value(try $0.front()) },
        .attribute("trials", of: Study.self, "all trials, by number") { Value(try $0.trials()) },
        .attribute("study_name", of: Study.self, "its name") { .text($0.name) },
        .attribute("direction", of: Study.self, "minimize or maximize") {
            .thing(StudyDirection(direction: $0.directions[0]))
        },
        .attribute("directions", of: Study.self, "one for each objective") {
            .list($0.directions.map { .thing(StudyDirection(direction: $0)) })
        },
        .attribute("sampler", of: Study.self, "what proposes") {
            .thing(SamplerValue(sampler: $0.sampler, seed: $0.seed))
        },
        .attribute("pruner", of: Study.self, "what gives up") { .thing(PrunerValue(pruner: $0.pruner)) },
        .attribute("user_attrs", of: Study.self, "the notes on the study, a dict") { study in
            .dict(Value.Dictionary(study.attributes.map { (.text($0.key), $0.value.asValue) }))
        },
        .attribute("seed", of: Study.self, "all random numbers follow from it") {
            .int(Int(truncatingIfNeeded: $0.seed))
        },
        .attribute("warnings", of: Study.self, "ranges on whose border the best lies, in words") {
            .list(try $0.edges().map { .text($0.text) })
        },
    ]

    private static let objective = Parameter("func", aliases: ["objective"], .function, "a function of the trial")

    private static let methods: [Member] = [
        .method(
            "optimize", of: Study.self, "evaluates the objective trial after trial",
            [
                objective,
                Parameter(
                    "n_trials", .optional(.int(.init(1, 1e7))),
                    "how many more; max(0, 50 - len(study.trials)) makes 50 of them all"),
                Parameter("timeout", .optional(.number(.positive)), "seconds that end it"),
                Parameter("n_jobs", .int(.init(-1, 1000)), 1, "trials run one after the other, whatever it says"),
                Parameter("catch", .any, .value(.tuple([])), "exceptions after which the study goes on"),
                Parameter(
                    "callbacks", .optional(.list(of: .any)), "functions of study and trial, called after each trial"),
                Parameter("gc_after_trial", .bool, false, "has no effect"),
                Parameter("show_progress_bar", .bool, false, "the terminal shows progress by itself"),
            ]
        ) { study, args, context in
            let count = args["n_trials"].asInt
            guard count != nil || args["timeout"].asDouble != nil || !(args["callbacks"].elements ?? []).isEmpty else {
                throw args.mistake(
                    "n_trials", "nothing ends this search", expected: "n_trials or timeout", try: "n_trials=50")
            }
            let call = ObjectiveCall(args["func"], space: nil)
            let caught = Value.tuple(args["catch"].elements ?? [args["catch"]])
            let callbacks = args["callbacks"].elements ?? []
            let watch = StudyWatch(study, planned: count, context)
            do {
                try study.optimize(
                    trials: count, stops: args["timeout"].asDouble.map { [.seconds($0)] } ?? [],
                    isFatal: { try !context.catches($0, caught) },
                    work: context.work, reason: ObjectiveCall.reason,
                    afterTrial: { trial in
                        watch.ended(trial)
                        for callback in callbacks { _ = try context.call(callback, [.thing(study), .thing(trial)]) }
                    }, objective: { try call.values($0, context) })
            } catch is Stopped {
                throw Interrupted(partial: .thing(study))
            }
            if let failure = study.failure { context.note(failure) }
            return .none
        },
        .method(
            "enqueue_trial", of: Study.self, "a configuration to be tried next",
            [
                Parameter("params", .dict, "some or all hyperparameters"),
                Parameter("user_attrs", .optional(.dict), "notes"),
                Parameter("skip_if_exists", .bool, false, "not when it was asked for before"),
            ]
        ) { study, args, _ in
            guard case .dict(let params) = args["params"] else { return .none }
            let configuration = try Configuration(params, "params")
            if try args.bool("skip_if_exists"),
                try study.trials().contains(where: { $0.fixed == configuration || $0.configuration == configuration })
            {
                return .none
            }
            try (study.companion as? WatchedSearch)?.space.check(configuration)
            var notes: [String: JSON] = [:]
            if case .dict(let given) = args["user_attrs"] {
                for entry in given.entries {
                    notes[entry.key.asText ?? entry.key.brief] = try JSON(note: entry.value, "user_attrs")
                }
            }
            try study.enqueue(configuration, attributes: notes)
            return .none
        },
        .method(
            "ask", of: Study.self, returns: OpenTrial.kind, "begins a trial by hand",
            [
                Parameter(
                    "fixed_distributions", .optional(.dict), .value(.none), "hyperparameters that it is given at once")
            ]
        ) { study, args, context in
            do {
                let trial = try study.ask(work: context.work)
                guard case .dict(let given) = args["fixed_distributions"] else { return .thing(trial) }
                for entry in given.entries {
                    guard let name = entry.key.asText, let range = entry.value.asThing(RangeValue.self) else {
                        throw args.mistake(
                            "fixed_distributions", "\(entry.key.brief): \(entry.value.brief)",
                            expected: "a name and Float(…), Int(…) or Choice([…])")
                    }
                    _ = try trial.suggest(name, range.domain)
                }
                return .thing(trial)
            } catch is Stopped {
                throw Interrupted(partial: .thing(study))
            }
        },
        .method(
            "tell", of: Study.self, returns: Trial.kind, "ends a trial that was begun by hand",
            [
                Parameter(
                    "trial", .oneOf([.thing([OpenTrial.kind]), .int(.atLeast(0))]), "what ask() gave, or its number"),
                Parameter("values", .any, .value(.none), "the objective's value, or several"),
                Parameter(
                    "state", .optional(.oneOf([.int(.init(0, 4)), .thing([TrialState.kind])])),
                    "such as optuna.trial.TrialState.PRUNED"),
                Parameter(
                    "skip_if_finished", .bool, false, "whether a trial that has ended is left as it is in silence"),
            ]
        ) { study, args, _ in
            let isQuiet = try args.bool("skip_if_finished")
            guard let number = args["trial"].asInt else {
                let trial = try args.thing("trial", as: OpenTrial.self)
                if isQuiet, trial.record.state.isFinished { return .thing(trial.record) }
                return .thing(try study.tell(trial, try outcome(args, of: study)))
            }
            if let trial = study.asked(number) { return .thing(try study.tell(trial, try outcome(args, of: study))) }
            let trials = try study.trials()
            guard trials.indices.contains(number) else {
                throw Mistake(
                    "no trial has the number \(number)", expected: "the number of study.ask()", argument: "trial"
                )
                .raised(
                    as: "ValueError",
                    "Cannot tell for trial with number \(number) since it has not been created.")
            }
            guard isQuiet, trials[number].state.isFinished else { throw trials[number].endedAlready }
            return .thing(trials[number])
        },
        .method(
            "step", of: Study.self, returns: BayesianStep.kind,
            "the next of the six steps of Bayesian optimisation, with what is believed then: of a study of tune with GPSampler",
            []
        ) { study, _, context in .thing(try BayesianStepWords.step(of: study, context)) },
        .method(
            "add_trials", of: Study.self, "takes trials over from another study, whose results are then seen",
            [Parameter("trials", .list(of: .thing([Trial.kind])), "such as other.trials")]
        ) { study, args, _ in
            let trials = try args.things("trials", as: Trial.self).filter(\.state.isFinished)
            for trial in trials { try refuseStranger(trial, of: study) }
            for trial in trials { try study.add(trial) }
            return .none
        },
        .method(
            "add_trial", of: Study.self, "takes a trial over: one of another study, or of optuna.create_trial",
            [Parameter("trial", .thing([Trial.kind]), "such as other.trials[0]")]
        ) { study, args, _ in
            let trial = try args.thing("trial", as: Trial.self)
            try refuseStranger(trial, of: study)
            try study.add(trial)
            return .none
        },
        .method(
            "set_user_attr", of: Study.self, "a note on the study, which lasts as long as the session",
            [Parameter("key", .text, "its name"), Parameter("value", .any, "a number or a string")]
        ) { study, args, _ in
            study.note(try JSON(note: args["value"], "value"), try args.text("key"))
            return .none
        },
        .method("stop", of: Study.self, "ends optimize after the trial that is running", []) { study, _, _ in
            study.stop()
            return .none
        },
        .method(
            "get_trials", of: Study.self, "all trials, by number",
            [
                Parameter("deepcopy", .any, .value(.none), "has no effect: trials are values"),
                Parameter(
                    "states", .optional(.list(of: .any)), .value(.none),
                    "only those of these states: [TrialState.COMPLETE]"),
            ]
        ) { study, args, context in
            let trials = try study.trials()
            guard !args["states"].isNone else { return Value(trials) }
            let wanted = try args["states"].elements(in: context).compactMap(TrialState.init)
            return Value(trials.filter { wanted.contains(TrialState($0.state)) })
        },
        .method(
            "refine", of: Study.self,
            "the next space: each range half as long, around the best, further where the best lies on its border; conditions stay, constraints are for tune to be told again",
            []
        ) { study, _, _ in
            // A study without a best trial has nothing to be refined around, and says why.
            _ = try best(study)
            guard let space = try study.refined((study.companion as? WatchedSearch)?.space) else { return .none }
            return .dict(
                Value.Dictionary(
                    space.parameters.map {
                        (.text($0.name), .thing(RangeValue(domain: $0.domain, condition: $0.condition)))
                    }))
        },
        .method(
            "refit", of: Study.self, returns: TrainedNetworks.kind,
            "networks of the best configuration, or another, trained on all rows of the search's data",
            [Parameter("params", .optional(.dict), "a configuration; None for the best trial's")]
        ) { study, args, context in
            guard let models = (study.companion as? WatchedSearch)?.models else {
                throw Mistake(
                    "this study does not know how to make a model", expected: "a study of tune with data",
                    try: "tune(build, space, data=house(), n=20)", argument: "study")
            }
            guard case .dict(let params) = args["params"] else {
                let best = try best(study)
                return .thing(try models.trained(best.configuration, number: best.number, context))
            }
            return .thing(
                try models.trained(Configuration(params, "params"), number: try study.trials().count, context))
        },
        .method(
            "smallest_within_error", of: Study.self, returns: Trial.kind,
            "the one-standard-error choice of a study of tune with data: of the trials within one standard error of the best, the network with the fewest parameters",
            []
        ) { study, _, _ in
            guard try best(study).foldScores != nil else {
                throw Mistake(
                    "nobody knows the standard error of this study's trials", expected: "a study of tune with data",
                    try: "tune(build, space, data=house(), n=20)", argument: "study")
            }
            return .thing(try study.smallestWithinError() ?? best(study))
        },
        .method(
            "hypervolume", of: Study.self, "the volume that the front dominates",
            [Parameter("reference", .list(of: .number()), "a point that is worse in every objective")]
        ) { study, args, context in
            let reference = try args.values("reference").compactMap(\.asDouble)
            return .number(try study.hypervolume(reference: reference, work: context.work))
        },
    ]

    /// - Throws: `Mistake` (Optuna's ValueError) for a trial with values of other objectives than the study has.
    private static func refuseStranger(_ trial: Trial, of study: Study) throws {
        let (own, wanted) = (trial.values.count, study.directions.count)
        guard own != 0, own != wanted else { return }
        throw Mistake(
            "\(Phrase.count(own, "value")) for \(Phrase.count(wanted, "objective"))",
            expected: "one for each objective", argument: "trial"
        ).raised(
            as: "ValueError",
            "The added trial has \(own) values, which is different from the number of objectives \(wanted) in the study "
                + "(determined by Study.directions).")
    }

    /// What `tell` says of a trial, as Optuna takes it: without a state the values decide, and without values it has failed.
    private static func outcome(_ args: Arguments, of study: Study) throws -> Study.Outcome {
        let values = args["values"].asNumber.map { [$0] } ?? args["values"].doubles
        let isGiven = !args["values"].isNone
        func refusal(_ problem: String, _ expected: String, _ message: String) -> Mistake {
            Mistake(problem, expected: expected, argument: isGiven ? "values" : "state").raised(
                as: "ValueError", message)
        }
        switch TrialState(args["state"])?.number {
        case nil:
            if let values { return .complete(values) }
            return .failed(isGiven ? "the value is \(args["values"].brief)" : "no value was told")
        case 1?:
            guard let values else {
                throw refusal(
                    "a complete trial without values", "a number, or one for each objective",
                    "No values were told. Values are required when state is TrialState.COMPLETE.")
            }
            guard values.count == study.directions.count else {
                throw refusal(
                    "\(Phrase.count(values.count, "value")) for \(Phrase.count(study.directions.count, "objective"))",
                    "one for each objective",
                    "The number of the values \(values.count) did not match the number of the objectives "
                        + "\(study.directions.count)")
            }
            guard !values.contains(where: \.isNaN) else {
                throw refusal("the value is nan", "a number", "The value nan is not acceptable")
            }
            return .complete(values)
        case let state? where state == 2 || state == 3:
            guard !isGiven else {
                throw refusal(
                    "a value for a trial that is \(state == 2 ? "pruned" : "to fail")",
                    "no values; of a pruned trial the last report counts",
                    "Values were told. Values cannot be specified when state is TrialState.PRUNED or TrialState.FAIL.")
            }
            return state == 2 ? .pruned : .failed("told so")
        case let state?:
            let name = state == 0 ? "RUNNING" : "WAITING"
            throw Mistake(
                "a trial cannot be told to be \(name.lowercased())", expected: "COMPLETE, PRUNED or FAIL",
                argument: "state"
            ).raised(as: "ValueError", "Cannot tell with state TrialState.\(name).")
        }
    }
}
