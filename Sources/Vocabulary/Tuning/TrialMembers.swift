import Answers
import Foundation
import Language
import Selection
import Tuning

/// What can be asked of a trial that has ended, and of one that is running: Optuna's names.
enum TrialMembers {
    static let members: [Member] = trial + moments + running

    private static func ranges(_ trial: Trial) -> Value {
        .dict(
            Value.Dictionary(
                zip(trial.configuration.names, trial.domains).map {
                    (.text($0), .thing(RangeValue(domain: $1, condition: nil)))
                }))
    }

    private static func notes(_ trial: Trial) -> Value {
        .dict(Value.Dictionary(trial.notes.sorted { $0.key < $1.key }.map { (.text($0.key), $0.value.asValue) }))
    }

    private static let trial: [Member] = [
        .attribute("number", "counted from 0", \Trial.number),
        .attribute("value", "the objective; None of a trial that has none", \Trial.value),
        .attribute("values", of: Trial.self, "one for each objective; None of a trial that has none") {
            $0.values.isEmpty ? .none : Value($0.values)
        },
        .attribute("params", of: Trial.self, "the hyperparameters, a dict") { $0.configuration.asValue },
        .attribute("distributions", of: Trial.self, "what each hyperparameter might have been, a dict") { ranges($0) },
        .attribute("state", of: Trial.self, "as optuna.trial.TrialState has it") { .thing(TrialState($0.state)) },
        .attribute("reason", of: Trial.self, "why it failed; None where it did not") {
            $0.state.reason.map { .text($0) } ?? .none
        },
        .attribute("user_attrs", of: Trial.self, "its notes, a dict") { notes($0) },
        .attribute("intermediate_values", of: Trial.self, "what was reported, by step") {
            .dict(Value.Dictionary($0.reports.map { (.int($0.step), .number($0.value)) }))
        },
        .attribute("last_step", of: Trial.self, "the step of the last report; None without any") {
            $0.reports.last.map { .int($0.step) } ?? .none
        },
        .attribute("system_attrs", of: Trial.self, "nothing: the laboratory keeps no notes of its own") { _ in
            .dict(Value.Dictionary([]))
        },
        .method("should_prune", of: Trial.self, "False: it has ended", []) { _, _, _ in .bool(false) },
        .attribute("scores", of: Trial.self, "its measure fold by fold, in a study of tune with data; else None") {
            $0.foldScores.map { Value($0.values) } ?? .none
        },
        .attribute(
            "standard_error", of: Trial.self, "of its value over the folds, in a study of tune with data; else None"
        ) { $0.foldScores?.standardError.map { .number($0) } ?? .none },
    ]

    private static let moments: [Member] = [
        time("datetime_start", "when it began, a datetime of this machine's clock") { $0.started },
        time("datetime_complete", "when it ended, a datetime; None before") { $0.ended },
        Member(
            kind: Trial.kind, name: "duration", aliases: [], meaning: "how long it took, a timedelta", parameters: nil
        ) { trial, _, context in
            guard let seconds = (trial as? Trial)?.duration, let word = context.registry.word("datetime.timedelta")
            else { return .none }
            return try context.call(.word(word), [], [(name: "seconds", value: .number(seconds))])
        },
        Member(
            kind: OpenTrial.kind, name: "datetime_start", aliases: [],
            meaning: "when it began, a datetime of this machine's clock", parameters: nil
        ) { trial, _, context in try moment((trial as? OpenTrial)?.record.started, context) },
    ]

    private static func time(_ name: String, _ meaning: String, _ seconds: @escaping @Sendable (Trial) -> Double?)
        -> Member
    {
        Member(kind: Trial.kind, name: name, aliases: [], meaning: meaning, parameters: nil) { trial, _, context in
            try moment((trial as? Trial).flatMap(seconds), context)
        }
    }

    /// A moment as Python's datetime, without a time zone.
    private static func moment(_ seconds: Double?, _ context: Context) throws -> Value {
        guard let seconds, let word = context.registry.word("datetime.datetime") else { return .none }
        let whole = seconds.rounded(.down)
        // Years of four digits.
        guard (0..<2e11).contains(whole) else { return .none }
        let rest = Swift.min(999_999, Int(((seconds - whole) * 1e6).rounded()))
        var (time, parts) = (time_t(whole), tm())
        localtime_r(&time, &parts)
        let numbers = [
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min),
            Int(parts.tm_sec), rest,
        ]
        return try context.call(.word(word), numbers.map { .int($0) })
    }

    private static let name = Parameter("name", .text, "the hyperparameter's name")
    private static let log = Parameter("log", .bool, false, "searched by the exponent", isKeywordOnly: true)

    /// The value of a hyperparameter; what was set by hand outside of the range counts, and is said.
    private static func suggested(
        _ trial: OpenTrial, _ args: Arguments, _ context: Context, _ domain: ParameterDomain
    ) throws -> Value {
        let name = try args.text("name")
        let setting = try trial.suggest(name, domain)
        if domain.code(setting) == nil {
            try FixedTrialWords.check(trial, name, setting, domain)
            context.note("trial \(trial.number): \(name) = \(setting.text) was set by hand outside of \(domain.text)")
        }
        return setting.asValue
    }

    private static func evenly(_ older: String, _ meaning: String, log: Bool) -> Member {
        .method(
            older, of: OpenTrial.self, meaning,
            [name, Parameter("low", .number(), "the lower end"), Parameter("high", .number(), "the upper end")]
        ) { trial, args, context in
            try suggested(
                trial, args, context,
                .float(low: args.number("low"), high: args.number("high"), log: log, step: nil))
        }
    }

    private static let running: [Member] = [
        .attribute("number", "counted from 0", \OpenTrial.number),
        .attribute("params", of: OpenTrial.self, "the values suggested so far, a dict") { $0.configuration.asValue },
        .attribute("distributions", of: OpenTrial.self, "what each hyperparameter might have been, a dict") {
            ranges($0.record)
        },
        .attribute("user_attrs", of: OpenTrial.self, "its notes, a dict") { notes($0.record) },
        .attribute("study", of: OpenTrial.self, "the study that it is a trial of") { .thing($0.study) },
        .method(
            "suggest_float", of: OpenTrial.self, "a number between two ends",
            [
                name, Parameter("low", .number(), "the lower end"), Parameter("high", .number(), "the upper end"),
                Parameter("step", .optional(.number(.positive)), "only low, low + step, …", isKeywordOnly: true), log,
            ]
        ) { trial, args, context in
            try suggested(
                trial, args, context,
                .float(
                    low: args.number("low"), high: args.number("high"), log: args.bool("log"),
                    step: args["step"].asDouble))
        },
        evenly("suggest_uniform", "suggest_float under its older name", log: false),
        evenly("suggest_loguniform", "suggest_float(…, log=True) under its older name", log: true),
        .method(
            "suggest_int", of: OpenTrial.self, "a whole number between two ends, both included",
            [
                name, Parameter("low", .int(), "the lower end"), Parameter("high", .int(), "the upper end"),
                Parameter("step", .int(.atLeast(1)), 1, "only low, low + step, …", isKeywordOnly: true), log,
            ]
        ) { trial, args, context in
            try suggested(
                trial, args, context,
                .int(low: args.int("low"), high: args.int("high"), log: args.bool("log"), step: args.int("step")))
        },
        .method(
            "suggest_categorical", of: OpenTrial.self, "one of some values without an order",
            [name, Parameter("choices", .list(of: .any), "numbers, strings, True, False or None")]
        ) { trial, args, context in
            try suggested(
                trial, args, context, .choice(try args.values("choices").map { try Setting($0, "choices") }))
        },
        .method(
            "report", of: OpenTrial.self, "tells a value on the way",
            [
                Parameter("value", .number(.real), "the objective there"),
                Parameter("step", .int(.atLeast(0)), "such as the epoch"),
            ]
        ) { trial, args, _ in
            try trial.report(args.number("value"), step: args.int("step"))
            return .none
        },
        .method("should_prune", of: OpenTrial.self, "whether the study's pruner would give it up", []) { trial, _, _ in
            .bool(try trial.shouldPrune())
        },
        .method(
            "set_constraint", of: OpenTrial.self, "an outcome that must not be above 0",
            [Parameter("key", .text, "its name"), Parameter("value", .number(), "above 0: violated")]
        ) { trial, args, _ in
            try trial.setConstraint(args.number("value"), args.text("key"))
            return .none
        },
        .method(
            "set_user_attr", of: OpenTrial.self, "a note on the trial",
            [Parameter("key", .text, "its name"), Parameter("value", .any, "a number or a string")]
        ) { trial, args, _ in
            try trial.setAttribute(JSON(note: args["value"], "value"), args.text("key"))
            return .none
        },
    ]
}

extension Trial {
    /// What its person has noted.
    var notes: [String: JSON] { attributes.filter { !$0.key.hasPrefix("optuna:") } }
}
