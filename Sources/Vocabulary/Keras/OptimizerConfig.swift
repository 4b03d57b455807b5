import Answers
import Cards
import Language
import Networks
import Optimizers
import Training

/// Optimizers, schedules and losses as the dicts that Keras's `get_config` gives.
enum OptimizerConfig {
    /// - Parameter rate: what the optimizer's own rate has become in a training; nil for its own.
    static func config(of optimizer: Optimizer, rate: Double? = nil) throws -> Value.Dictionary {
        func given(_ name: String) -> Value { optimizer.given(name).map { value($0, name, like: .none) } ?? .none }
        let learningRate: Value =
            switch optimizer.rate {
            case .schedule(let schedule): try object(schedule)
            case .constant(let own): .number(Double(Float(rate ?? own)))
            }
        let decay = given("weight_decay")
        let common: [(String, Value)] = [
            ("name", .text(KerasName.snake(optimizer.name))), ("learning_rate", learningRate),
            ("weight_decay", decay.isNone && optimizer.weightDecay != 0 ? .number(optimizer.weightDecay) : decay),
            ("clipnorm", given("clipnorm")), ("global_clipnorm", given("global_clipnorm")),
            ("clipvalue", given("clipvalue")),
            ("use_ema", given("use_ema").isNone ? .bool(false) : given("use_ema")),
            ("ema_momentum", given("ema_momentum").isNone ? .number(0.99) : given("ema_momentum")),
            ("ema_overwrite_frequency", given("ema_overwrite_frequency")), ("loss_scale_factor", .none),
            ("gradient_accumulation_steps", given("gradient_accumulation_steps")),
        ]
        let card = RuleCatalog.cards.first { $0.name == optimizer.name }
        let standards =
            KerasConfigTable.entries(of: optimizer.name).map { $0.map { ($0.key, $0.standard) } }
            ?? card?.hyperparameters.map { ($0.name, standard($0)) } ?? []
        return KerasConfig.dictionary(
            common
                + standards.map { key, standard in
                    (key, optimizer.given(key).map { value($0, key, like: standard) } ?? standard)
                })
    }

    private static func standard(_ hyperparameter: Hyperparameter) -> Value {
        switch hyperparameter.standard {
        case .number(let number):
            if case .flag = hyperparameter.kind { return .bool(number[.keras] != 0) }
            return .number(number[.keras])
        case .text(let text): return .text(text)
        case .required, .absent: return .none
        }
    }

    static func object(_ schedule: Schedule) throws -> Value {
        guard let name = name(of: schedule) else {
            throw Mistake(
                "\(schedule.summary) is a formula, which a configuration cannot hold",
                expected: "a schedule that a word has made", try: "ExponentialDecay(0.1, 100, 0.9)"
            ).raised(as: "NotImplementedError")
        }
        return KerasConfig.object("keras.optimizers.schedules", name, try config(of: schedule))
    }

    private static func name(of schedule: Schedule) -> String? {
        schedule.settings == nil ? nil : String(schedule.summary.prefix { $0 != "(" })
    }

    static func config(of schedule: Schedule) throws -> Value.Dictionary {
        guard let settings = schedule.settings, let name = name(of: schedule) else { return .init([]) }
        let card = Schedule.cards.first { $0.name == name }
        let keys =
            KerasConfigTable.entries(of: name) ?? card?.hyperparameters.map { ($0.name, standard($0)) } ?? []
        return KerasConfig.dictionary(
            keys.map { key, standard in
                guard settings.isGiven(key), let given = settings.setting(key) else { return (key, standard) }
                return (key, value(given, key, like: standard))
            })
    }

    /// A loss: its name and reduction, then what it was made with.
    static func config(of loss: Loss) -> Value.Dictionary {
        let card = Loss.cards.first { $0.called.contains { $0.name == loss.name } }
        let own = (card?.hyperparameters ?? []).filter { $0.name != "reduction" }.map { hyperparameter in
            let (name, standard) = (hyperparameter.name, standard(hyperparameter))
            guard let settings = loss.settings, settings.isGiven(name), let given = settings.setting(name) else {
                return (name, standard)
            }
            return (name, value(given, name, like: standard))
        }
        let reduction =
            switch loss.reduction {
            case .sum, .sumOfRows: "sum"
            case .unreduced, .meanOfWeights: loss.reduction.rawValue
            case .mean, .batchMean: "sum_over_batch_size"
            }
        let name = loss.givenName ?? (loss.name == "huber" ? "huber_loss" : loss.name)
        return KerasConfig.dictionary([("name", .text(name)), ("reduction", .text(reduction))] + own)
    }

    static func object(_ loss: Loss) -> Value {
        let card = Loss.cards.first { $0.called.contains { $0.name == loss.name } }
        return KerasConfig.object("keras.losses", card?.name ?? loss.name, config(of: loss))
    }

    /// Numbers that count are whole; Keras keeps the others as they are.
    private static let counts: Set<String> = [
        "boundaries", "ema_overwrite_frequency", "gradient_accumulation_steps", "axis",
    ]

    private static func value(_ given: Hyperparameter.Value, _ name: String, like standard: Value) -> Value {
        switch given {
        case .number(let number):
            standard.asInt != nil && !standard.isFloat || counts.contains(name)
                ? Int(exactly: number).map { .int($0) } ?? .number(number) : .number(number)
        case .flag(let flag): .bool(flag)
        case .text(let text): .text(text)
        case .numbers(let numbers): .list(numbers.map { value(.number($0), name, like: .none) })
        case .texts(let texts): .list(texts.map { .text($0) })
        case .thing(let thing): .thing(thing)
        case .things(let things): .list(things.map { .thing($0) })
        case .corners(let lower, let upper): .list([Value(lower), Value(upper)])
        case .absent: .none
        }
    }

    static let members: [Member] =
        [
            .method("get_config", of: Optimizer.self, "a dict of what it was made with", []) { optimizer, _, _ in
                .dict(try config(of: optimizer, rate: VariableMover.rate(of: optimizer)?.read()))
            },
            .method("get_config", of: CompiledOptimizer.self, "a dict of what it was made with", []) {
                compiled, _, _ in
                .dict(try config(of: compiled.optimizer, rate: compiled.model.currentRate))
            },
            .method("get_config", of: Schedule.self, "a dict of what it was made with", []) { schedule, _, _ in
                .dict(try config(of: schedule))
            },
            .method("get_config", of: Loss.self, "a dict of what it was made with", []) { loss, _, _ in
                .dict(config(of: loss))
            },
        ]
        + [Optimizer.kind, Schedule.kind, Loss.kind].map { kind in
            Member(
                kind: "\(kind) class", name: "from_config", aliases: [],
                meaning: "the \(kind) of a dict that get_config gave", parameters: [KerasConfig.parameter]
            ) { thing, arguments, context in
                guard let word = (thing as? WordClass)?.word else { return .none }
                return try KerasConfig.called(word, KerasConfig.entries(arguments), custom: .none, context)
            }
        }
}

extension Value {
    fileprivate var isFloat: Bool { if case .number = self { true } else { false } }
}
