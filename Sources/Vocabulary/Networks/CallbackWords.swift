import Language
import Answers
import Optimizers
import Training

/// What watches training, under Keras's names.
enum CallbackWords {
    static let words: [Word] = [
        callback(
            "EarlyStopping", "Ends training when a watched number stops improving",
            [
                monitor, minDelta(0), patience(0), tells, mode,
                Parameter("baseline", .optional(.number()), .value(.none), "what must be beaten within patience"),
                Parameter(
                    "restore_best_weights", .bool, .value(.bool(false)),
                    "go back to the best epoch's weights at the end"),
                Parameter("start_from_epoch", .int(.atLeast(0)), .value(.int(0)), "epochs to wait before watching"),
            ]
        ) { arguments in
            var callback = StopEarly(
                monitor: try arguments.text("monitor"),
                rule: try EarlyStopping(
                    patience: arguments.int("patience"), minDelta: arguments.number("min_delta"),
                    mode: goal(arguments),
                    baseline: arguments["baseline"].asDouble,
                    restoreBestWeights: arguments.bool("restore_best_weights"),
                    startFromEpoch: arguments.int("start_from_epoch")))
            callback.isVerbose = tells(arguments)
            return callback
        },
        callback(
            "ReduceLROnPlateau", "Cuts the rate when a watched number stops improving",
            [
                monitor, Parameter("factor", .number(.share), .value(.number(0.1)), "what the rate is multiplied by"),
                patience(10), tells, mode, minDelta(1e-4),
                Parameter("cooldown", .int(.atLeast(0)), .value(.int(0)), "epochs to wait after a cut"),
                Parameter("min_lr", .number(.nonNegative), .value(.number(0)), "the rate never goes below"),
                Parameter(
                    "dialect", .choice(["keras", "pytorch"]), .value(.text("keras")),
                    "whose counting: PyTorch waits one epoch more, and min_delta is its threshold", isKeywordOnly: true
                ),
                Parameter(
                    "threshold_mode", .choice(["rel", "abs"]), .value(.text("rel")),
                    "in PyTorch's counting: whether min_delta is a share of the best or a number", isKeywordOnly: true),
            ]
        ) { arguments in
            let delta = try arguments.number("min_delta")
            let isKeras = try arguments.text("dialect") == "keras"
            var callback = ReduceRate(
                monitor: try arguments.text("monitor"),
                rule: try ReduceLROnPlateau(
                    factor: arguments.number("factor"), patience: arguments.int("patience"),
                    mode: goal(arguments),
                    cooldown: arguments.int("cooldown"), minimumRate: arguments.number("min_lr"),
                    counting: isKeras
                        ? .keras(minDelta: delta)
                        : .pytorch(
                            threshold: delta, isRelative: try arguments.text("threshold_mode") == "rel", eps: 1e-8)))
            callback.isVerbose = tells(arguments)
            return callback
        },
        callback(
            "TerminateOnNaN", "Ends training at a loss that is not finite; every fit here does so by itself", []
        ) { _ in StopAtNaN() },
        callback(
            "ModelCheckpoint", "Saves the model after each epoch, or after the best so far",
            [
                Parameter(
                    "filepath", .text, .required, "file name; {epoch:02d} and {val_loss:.2f} become the epoch's numbers"
                ), monitor,
                tells,
                Parameter(
                    "save_best_only", .bool, .value(.bool(false)), "only when the watched number is the best so far"),
                Parameter(
                    "save_weights_only", .bool, .value(.bool(false)),
                    "has no effect: files hold the weights and what training needs to go on"),
                keywordMode,
                Parameter(
                    "save_freq", .oneOf([.choice(["epoch"]), .int(.atLeast(1))]), .value(.text("epoch")),
                    "a file after each epoch, or after so many updates", isKeywordOnly: true),
            ], needs: .writingFiles
        ) { arguments in
            var callback = SaveCheckpoint(
                path: try arguments.text("filepath"), monitor: try arguments.text("monitor"),
                savesBestOnly: try arguments.bool("save_best_only"), mode: try goal(arguments),
                everyUpdates: arguments["save_freq"].asInt)
            callback.isVerbose = tells(arguments)
            return callback
        },
        callback(
            "CSVLogger", "Writes a line of numbers after each epoch",
            [
                Parameter("filename", .text, .required, "file name"),
                Parameter("separator", .text, .value(.text(",")), "between two cells"),
                Parameter("append", .bool, .value(.bool(false)), "whether to go on at the end of the file"),
            ], needs: .writingFiles
        ) {
            LogToCSV(path: try $0.text("filename"), separator: try $0.text("separator"), appends: try $0.bool("append"))
        },
        callback(
            "BackupAndRestore", "Keeps the state of a training, so that the next fit goes on where it broke off",
            [
                Parameter("backup_dir", .text, .required, "name of a folder, which is made where there is none"),
                Parameter(
                    "save_freq", .oneOf([.choice(["epoch"]), .int(.atLeast(1))]), .value(.text("epoch")),
                    "after each epoch, or after so many updates"),
                Parameter(
                    "double_checkpoint", .any, .value(.none),
                    "has no effect: a file is replaced once the new one is whole"),
                Parameter(
                    "delete_checkpoint", .bool, .value(.bool(true)), "whether nothing is left of a training that ended"),
            ], needs: .writingFiles
        ) { arguments in
            let folder = try arguments.text("backup_dir")
            guard !folder.isEmpty else {
                throw Mistake("backup_dir is empty", expected: "the name of a folder", argument: "backup_dir")
                    .raised(as: "ValueError", "Empty `backup_dir` argument passed")
            }
            return BackUp(
                folder: folder, everyUpdates: arguments["save_freq"].asInt,
                deletes: try arguments.bool("delete_checkpoint"))
        },
        Word(
            "LearningRateScheduler", family: "networks",
            summary: "Sets the rate of each epoch by a function of epoch, or of epoch and rate",
            parameters: [
                Parameter("schedule", .function, .required, "a function of epoch, or of epoch and rate"), tells,
            ],
            returns: CallbackKind.name,
            examples: [
                "LearningRateScheduler(lambda epoch: 0.1 / (1 + epoch))",
                "LearningRateScheduler(lambda epoch, lr: lr * 0.9)",
            ],
            seeAlso: ["ReduceLROnPlateau"],
            meaning: .call { arguments, context in
                let function = arguments["schedule"]
                let call = Caller(context)
                let takesRate = takes(2, function)
                var callback = ScheduleRate { epoch, rate in
                    let found = try call.call(function, [.int(epoch)] + (takesRate ? [.number(rate)] : []))
                    guard let rate = found.asDouble else {
                        throw Mistake("the schedule gives \(found.brief)", expected: "a number")
                    }
                    return rate
                }
                callback.isVerbose = tells(arguments)
                return .thing(callback)
            }),
        WatchBoundaryWord.word,
    ]

    static let members: [Member] = [
        .attribute("stopped_epoch", of: StopEarly.self, "the epoch that ended training, from 0; 0 where none did") {
            .int($0.record.state?.stoppedEpoch ?? 0)
        },
        .attribute("best_epoch", of: StopEarly.self, "the best epoch, from 0") {
            .int($0.record.state?.bestEpoch ?? 0)
        },
        watched("best", "the best number") { stop in
            stop.record.state?.best.map { .number($0) } ?? .none
        } rate: { reduce in
            reduce.record.state.map { .number($0.best) } ?? .none
        },
        watched("wait", "epochs since the last improvement") {
            .int($0.record.state?.wait ?? 0)
        } rate: {
            .int($0.record.state?.wait ?? 0)
        },
        watched("patience", "epochs without improvement that are allowed") {
            .int($0.rule.patience)
        } rate: {
            .int($0.rule.patience)
        },
        watched("monitor", "what is watched") {
            .text($0.monitor)
        } rate: {
            .text($0.monitor)
        },
        .attribute("factor", of: ReduceRate.self, "what the rate is multiplied by") { .number($0.rule.factor) },
        .attribute("min_lr", of: ReduceRate.self, "the rate never goes below") { .number($0.rule.minimumRate) },
        .attribute("cooldown_counter", of: ReduceRate.self, "epochs that are still let pass after a cut") {
            .int($0.record.state?.cooldown ?? 0)
        },
    ]

    /// What both callbacks that watch a number can be asked for.
    private static func watched(
        _ name: String, _ meaning: String, _ stop: @escaping @Sendable (StopEarly) -> Value,
        rate: @escaping @Sendable (ReduceRate) -> Value
    ) -> Member {
        Member(kind: CallbackKind.name, name: name, aliases: [], meaning: meaning, parameters: nil) { thing, _, _ in
            switch thing {
            case let early as StopEarly: stop(early)
            case let reduce as ReduceRate: rate(reduce)
            default: .none
            }
        }
    }

    /// Whether a function can be called with so many arguments without names.
    private static func takes(_ count: Int, _ function: Value) -> Bool {
        switch function {
        case .function(let function): return function.parameters.count >= count
        case .word(let word): return takes(count, word.parameters)
        case .thing(let thing as any Callable): return takes(count, thing.callParameters)
        default: return false
        }
    }

    private static func takes(_ count: Int, _ parameters: [Parameter]) -> Bool {
        let positional = parameters.filter { !$0.isKeywordOnly }
        return positional.count >= count || positional.contains(where: \.isVariadic)
    }

    private static let monitor = Parameter("monitor", .text, .value(.text("val_loss")), "the number to watch")
    private static let mode = Parameter(
        "mode", .choice(["auto", "min", "max"]), .value(.text("auto")),
        "whether smaller or larger is better; auto knows it of losses and of compiled metrics with a name")

    /// Keras has another parameter in the place where `mode` would stand.
    private static let keywordMode: Parameter = {
        var parameter = mode
        parameter.isKeywordOnly = true
        return parameter
    }()
    /// What Keras prints while it trains; here a bar shows the progress in any case.
    static let verbose = Parameter(
        "verbose", .oneOf([.int(), .text, .bool]), .value(.text("auto")),
        "2 prints two lines for each epoch; with 0, 1 and \"auto\" a bar shows the progress")
    private static let tells = Parameter(
        "verbose", .oneOf([.int(), .bool]), .value(.int(0)), "1 prints what it does, in Keras's words")

    private static func tells(_ arguments: Arguments) -> Bool { (arguments["verbose"].asNumber ?? 0) > 0 }

    private static func minDelta(_ standard: Double) -> Parameter {
        Parameter(
            "min_delta", .number(.nonNegative), .value(.number(standard)),
            "what counts as an improvement, in the number's unit")
    }

    private static func patience(_ standard: Int) -> Parameter {
        Parameter("patience", .int(.atLeast(0)), .value(.int(standard)), "epochs without improvement that are allowed")
    }

    /// nil for `auto`: the fit knows whether what is watched should rise or fall.
    private static func goal(_ arguments: Arguments) throws -> Monitor? {
        Monitor(rawValue: try arguments.text("mode"))
    }

    static func callback(
        _ name: String, _ summary: String, _ parameters: [Parameter], needs: Permission = .computing,
        _ make: @escaping @Sendable (Arguments) throws -> any Callback
    ) -> Word {
        let first = parameters.first.map { if case .required = $0.standard { "\"file\"" } else { "" } } ?? ""
        return Word(
            name, family: "networks", summary: summary, parameters: parameters, returns: CallbackKind.name,
            examples: ["\(name)(\(first))"], seeAlso: ["EarlyStopping", "ReduceLROnPlateau"],
            needs: needs, meaning: .call { arguments, _ in .thing(try make(arguments)) })
    }

    /// The `callbacks=` of fit: callbacks, objects of a class derived from `Callback`, or functions of (epoch, logs) whose True ends
    /// training.
    static func callbacks(of model: Model, _ arguments: Arguments, _ context: Context) throws -> [any Callback] {
        try given(arguments, context).map { value in
            if let callback = value.asThing((any Callback).self) {
                if callback.writesFiles { try context.permission.check(.writingFiles, for: callback.summary) }
                return callback
            }
            if let hooks = hooks(value, context) { return HookedCallback(hooks, model) }
            let caller = LineCaller(context)
            return CallFunction { epoch in
                let logs = Value.dict(
                    .init(
                        epoch.names.compactMap { name in
                            epoch.value(name).map { (.text(name), .number($0)) }
                        }))
                if case .bool(let flag) = try caller.call(value, [.int(epoch.number), logs]) { return flag }
                return false
            }
        }
    }

    /// Those of the `callbacks=` that have a say while a model is evaluated or asked.
    static func hooks(of model: Model, _ arguments: Arguments, _ context: Context) throws -> [any Hooks] {
        try given(arguments, context).compactMap { hooks($0, context) }
    }

    private static func hooks(_ value: Value, _ context: Context) -> (any Hooks)? {
        if let lambda = value.asThing(FunctionHooks.self) {
            return FunctionHooks.Running(owner: lambda, context: context)
        }
        return value.asInstance(of: LearnerCallback.type).map {
            LearnerCallback.Running(instance: $0, context: context)
        }
    }

    private static func given(_ arguments: Arguments, _ context: Context) throws -> [Value] {
        let values = try arguments.values("callbacks")
        for value in values {
            if case .word(let word) = value, word.returns == CallbackKind.name {
                throw arguments.mistake(
                    "callbacks", "\(word.name) without brackets is the word, not a callback",
                    expected: "a callback that it makes", try: "\(word.name)()")
            }
            let isCallback =
                value.asThing((any Callback).self) != nil || hooks(value, context) != nil || value.isFunction
            guard isCallback else {
                throw arguments.mistake(
                    "callbacks", "\(value.brief) is \(Phrase.indefinite(value.kind)), not a callback",
                    expected:
                        "EarlyStopping(…), an object of a class derived from Callback, or a function of (epoch, logs)",
                    try: "class Mine(keras.callbacks.Callback): …")
            }
        }
        return values
    }
}

extension Value {
    /// Whether it is a function of the learner's, or a word.
    fileprivate var isFunction: Bool {
        switch self {
        case .function, .word: true
        case .object: asInstance == nil && !isClass
        default: false
        }
    }
}
