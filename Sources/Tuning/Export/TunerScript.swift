internal import Answers

/// A search written down as a script of another tool, which asks for configurations, tells their values, and runs as it stands: in the place of a
/// training stands a look at the nearest trial that was made here.
public struct TunerScript: Sendable {
    /// Whose words the script uses.
    public enum Tool: String, Sendable, CaseIterable {
        /// Optuna's `ask` and `tell`, with the trials that are known.
        case optuna
        /// scikit-learn's `ParameterSampler`.
        case sklearn
        /// Keras Tuner's oracle.
        case kerasTuner = "keras-tuner"
    }

    /// The program, as it can be written to a file and run.
    public let text: String

    /// - Parameters:
    ///   - space: nil where nobody knows it, as of a study that was made by hand: then it is that of the trials.
    ///   - count: trials that the script makes.
    /// - Throws: `Mistake` for a study without complete trials, of several objectives, or with a choice that the tool cannot have.
    public init(_ study: Study, _ space: SearchSpace?, _ tool: Tool, count: Int = 20) throws {
        guard study.directions.count == 1 else {
            throw Mistake("the study has \(study.directions.count) objectives", expected: "one", argument: "study")
        }
        let complete = try study.trials().filter { $0.state == .complete && $0.value?.isFinite == true }
        guard let first = complete.first else {
            throw Mistake(
                "the study has no complete trial", expected: "at least one, which tells the space", argument: "study")
        }
        let known =
            try space ?? SearchSpace(zip(first.configuration.names, first.domains).map { SearchParameter($0, $1) })
        let trials = complete.filter { trial in
            trial.configuration.names.allSatisfy { name in
                guard let own = known.parameters.first(where: { $0.name == name }),
                    let value = trial.configuration[name]
                else { return false }
                return own.domain.code(value) != nil
            }
        }
        guard !trials.isEmpty else {
            throw Mistake("no trial lies in the study's space", expected: "at least one", argument: "study")
        }
        text = try TunerLines(space: known, trials: trials, isSmall: study.directions[0] == .minimize).script(
            tool, count: count)
    }
}

/// The lines of a script, part by part.
private struct TunerLines {
    let space: SearchSpace
    let trials: [Trial]
    let isSmall: Bool

    func script(_ tool: TunerScript.Tool, count: Int) throws -> String {
        let body =
            switch tool {
            case .optuna: optuna(count)
            case .sklearn: sklearn(count)
            case .kerasTuner: try keras(count)
            }
        return head(tool) + "\n\n\n" + body
    }

    // MARK: What all have

    private func head(_ tool: TunerScript.Tool) -> String {
        let rows = trials.map { trial in
            let settings = trial.configuration.names.compactMap { name in
                trial.configuration[name].map { "\(quoted(name)): \($0.source)" }
            }
            return "    ({\(settings.joined(separator: ", "))}, \(trial.value ?? 0)),"
        }
        let spans = space.parameters.map { parameter in
            switch parameter.domain {
            case .float(let low, let high, let log, _):
                "    \(quoted(parameter.name)): (\(low), \(high), \(python(log))),"
            case .int(let low, let high, let log, _):
                "    \(quoted(parameter.name)): (\(low), \(high), \(python(log))),"
            case .choice: "    \(quoted(parameter.name)): None,"
            }
        }
        return """
            # A search by \(tool.rawValue): it asks for settings and is told their value.
            # Known are \(Phrase.count(trials.count, "trial")) of the search that this script was made of.
            import math

            TRIALS = [
            \(rows.joined(separator: "\n"))
            ]
            SPANS = {
            \(spans.joined(separator: "\n"))
            }


            def distance(a, b):
                total = 0.0
                for name, span in SPANS.items():
                    if (name in a) != (name in b):
                        total += 1
                    elif name in a and span is None:
                        total += a[name] != b[name]
                    elif name in a:
                        low, high, log = span
                        place = math.log if log else float
                        width = (place(high) - place(low)) or 1
                        total += abs(place(a[name]) - place(b[name])) / width
                return total


            def objective(params):
                # Put a training of your own here. As it stands it answers with the value of the nearest known trial.
                return min(TRIALS, key=lambda trial: distance(params, trial[0]))[1]
            """
    }

    private func python(_ flag: Bool) -> String { flag ? "True" : "False" }

    private func quoted(_ name: String) -> String { JSON.string(name).text }

    /// `params.get("optimizer") in ["sgd"]`; nil for one that is always in force.
    private func condition(_ parameter: SearchParameter) -> String? {
        parameter.condition.map { condition in
            "params.get(\(quoted(condition.parent))) in [\(condition.settings.map(\.source).joined(separator: ", "))]"
        }
    }

    /// Lines that take away what is not in force.
    private var forced: String {
        let lines = space.parameters.compactMap { parameter in
            condition(parameter).map {
                "    if not (\($0)):\n        params.pop(\(quoted(parameter.name)), None)\n"
            }
        }
        return "def in_force(params):\n" + lines.joined() + "    return params\n"
    }

    // MARK: The tools

    private func optuna(_ count: Int) -> String {
        var (suggestions, distributions) = ("", "")
        for parameter in space.parameters {
            let name = quoted(parameter.name)
            let (suggest, distribution) =
                switch parameter.domain {
                case .float(let low, let high, let log, let step):
                    (
                        "float",
                        "\(low), \(step == nil ? "\(high)" : high.short(12)), \(step.map { "step=\($0)" } ?? "log=\(python(log))")"
                    )
                case .int(let low, let high, let log, let step):
                    ("int", "\(low), \(high), \(step == 1 ? "log=\(python(log))" : "step=\(step)")")
                case .choice(let settings):
                    ("categorical", "[\(settings.map(\.source).joined(separator: ", "))]")
                }
            let line = "params[\(name)] = trial.suggest_\(suggest)(\(name), \(distribution))\n"
            suggestions += condition(parameter).map { "    if \($0):\n        \(line)" } ?? "    \(line)"
            let kind = suggest == "categorical" ? "Categorical" : suggest.prefix(1).uppercased() + suggest.dropFirst()
            distributions += "    \(name): optuna.distributions.\(kind)Distribution(\(distribution)),\n"
        }
        return """
            import optuna

            DISTRIBUTIONS = {
            \(distributions)}


            def suggested(trial):
                params = {}
            \(suggestions)    return params


            study = optuna.create_study(
                direction="\(isSmall ? "minimize" : "maximize")", sampler=optuna.samplers.TPESampler(seed=0))
            for params, value in TRIALS:
                study.add_trial(
                    optuna.trial.create_trial(
                        params=params, distributions={name: DISTRIBUTIONS[name] for name in params}, value=value))
            for number in range(\(count)):
                trial = study.ask()
                study.tell(trial, objective(suggested(trial)))
            print("best", study.best_params, study.best_value)

            """
    }

    private func sklearn(_ count: Int) -> String {
        var whole: [String] = []
        var lines = ""
        for parameter in space.parameters {
            let range: String
            switch parameter.domain {
            case .float(let low, let high, _, _) where low == high: range = "[\(low)]"
            case .float(let low, let high, let log, nil):
                range = log ? "loguniform(\(low), \(high))" : "uniform(\(low), \(high - low))"
            case .float(let low, let high, _, let step?):
                range = "[\(low) + k * \(step) for k in range(\(Int(saturating: ((high - low) / step).rounded()) + 1))]"
            case .int(let low, let high, _, _) where low == high: range = "[\(low)]"
            case .int(let low, let high, true, _):
                whole.append(parameter.name)
                range = "loguniform(\(low), \(high))"
            case .int(let low, let high, false, let step): range = "range(\(low), \(high + 1), \(step))"
            case .choice(let settings): range = "[\(settings.map(\.source).joined(separator: ", "))]"
            }
            lines += "    \(quoted(parameter.name)): \(range.hasPrefix("range") ? "list(\(range))" : range),\n"
        }
        return """
            from scipy.stats import loguniform, uniform
            from sklearn.model_selection import ParameterSampler

            SPACE = {
            \(lines)}
            WHOLE = [\(whole.map(quoted).joined(separator: ", "))]


            \(forced)

            told = list(TRIALS)
            for params in ParameterSampler(SPACE, n_iter=\(count), random_state=0):
                params = in_force({name: int(round(value)) if name in WHOLE else value for name, value in params.items()})
                told.append((params, objective(params)))
            print("best", *\(isSmall ? "min" : "max")(told, key=lambda trial: trial[1]))

            """
    }

    private func keras(_ count: Int) throws -> String {
        var lines = ""
        for parameter in space.parameters {
            let name = quoted(parameter.name)
            switch parameter.domain {
            case .float(let low, let high, let log, let step):
                let more = step.map { ", step=\($0)" } ?? (log ? ", sampling=\"log\"" : "")
                lines += "hp.Float(\(name), \(low), \(step == nil ? "\(high)" : high.short(12))\(more))\n"
            case .int(let low, let high, let log, let step):
                let more = step > 1 ? ", step=\(step)" : log ? ", sampling=\"log\"" : ""
                lines += "hp.Int(\(name), \(low), \(high)\(more))\n"
            case .choice(let settings):
                guard settings.allSatisfy({ $0 != .none }) else {
                    throw Mistake(
                        "\(parameter.name) may be None, which Keras Tuner cannot choose",
                        expected: "numbers, strings or flags of one type", try: "export_tuner(study, \"optuna\")",
                        argument: "tool")
                }
                lines += "hp.Choice(\(name), [\(settings.map(\.source).joined(separator: ", "))])\n"
            }
        }
        return """
            import tempfile

            import keras_tuner

            hp = keras_tuner.HyperParameters()
            \(lines)

            \(forced)

            class Search(keras_tuner.Tuner):
                def run_trial(self, trial, *args, **kwargs):
                    value = objective(in_force(dict(trial.hyperparameters.values)))
                    return {"value": value}


            tuner = Search(
                oracle=keras_tuner.oracles.BayesianOptimizationOracle(
                    objective=keras_tuner.Objective("value", "\(isSmall ? "min" : "max")"), max_trials=\(count),
                    hyperparameters=hp, seed=0),
                directory=tempfile.mkdtemp(), project_name="search")
            tuner.search()
            best = tuner.oracle.get_best_trials(1)[0]
            print("best", in_force(dict(best.hyperparameters.values)), best.score)

            """
    }
}
