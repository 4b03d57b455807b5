import Answers
import Cards
import Language
import Optimizers
import Words

/// `torch.optim.lr_scheduler`: the laboratory's schedules, put into the parameter groups of an optimizer.
///
/// A rate that somebody else has changed in between is multiplied by the schedule's own change, as PyTorch's recursions do.
enum SchedulerClasses {
    static let base = NativeClass(
        "LRScheduler", module: "torch.optim.lr_scheduler",
        methods: [
            .init("__init__", [optimizer, lastEpoch]) { object, args, context in
                try begin(object, args, context)
                return .none
            }
        ] + shared)

    private static let optimizer = Parameter("optimizer", .any, .required, "an optimizer of torch.optim")
    private static let lastEpoch = Parameter("last_epoch", .int(.init(-1, 1e9)), -1, "where it goes on; −1 begins")
    private static let verbose = Parameter(
        "verbose", .any, .value(.none), "has no effect any more", isKeywordOnly: true)

    // MARK: What all share

    private static func optimizer(of object: Instance) throws -> Instance {
        guard let found = object["optimizer"]?.asInstance(of: OptimizerClass.base) else {
            throw Mistake(
                "the scheduler has no optimizer", expected: "an optimizer of torch.optim",
                try: "super().__init__(optimizer)"
            ).raised(as: "TypeError")
        }
        return found
    }

    static func groups(_ object: Instance) throws -> [Value.Dictionary] { try Groups.of(optimizer(of: object)) }

    private static func begin(_ object: Instance, _ args: Arguments, _ context: Context) throws {
        guard args["optimizer"].asInstance(of: OptimizerClass.base) != nil else {
            throw args.mistake(
                "optimizer", "\(args["optimizer"].brief) is \(Phrase.indefinite(args["optimizer"].kind))",
                expected: "an optimizer of torch.optim", try: "torch.optim.SGD(model.parameters(), lr=0.1)")
        }
        object.set("optimizer", args["optimizer"])
        for group in try groups(object) where group["initial_lr"] == nil {
            try group.set(.text("initial_lr"), group["lr"] ?? .number(0))
        }
        object.set("base_lrs", .list(try groups(object).map { $0["initial_lr"] ?? .number(0) }))
        object.set("last_epoch", args["last_epoch"])
        object.set("_step_count", .int(0))
        _ = try context.call(method: "step", of: object, [])
    }

    private static func place(_ rates: [Value], _ object: Instance, _ context: Context) throws {
        for (group, rate) in zip(try groups(object), rates) {
            try group.set(.text("lr"), rate.asDouble.map { .number($0) } ?? rate)
        }
        object.set("_last_lr", .list(try groups(object).map { $0["lr"] ?? .none }))
    }

    private static let shared: [NativeClass.Method] = [
        .init("step", [Parameter("epoch", .optional(.int(.init(0, 1e9))), .value(.none), "an epoch to go to")]) {
            object, args, context in
            let count = object.int("_step_count") &+ 1
            object.set("_step_count", .int(count))
            if count == 2, let memory = try optimizer(of: object).payload as? OptimizerMemory, memory.steps == 0 {
                context.noteOnce(
                    "lr_scheduler.step() before optimizer.step(): the first rate of the schedule is left out; "
                        + "call optimizer.step() first")
            }
            let next = args["epoch"].asInt ?? object.int("last_epoch") &+ 1
            object.set("last_epoch", .int(next))
            if args["epoch"].asInt != nil { object.set("_last_lr", .none) }
            let rates = try context.call(method: "get_lr", of: object, []).elements(in: context)
            try place(rates, object, context)
            return .none
        },
        .init("get_lr") { object, _, _ in
            throw Mistake(
                "\(object.className) has no get_lr", expected: "a method get_lr(self) that gives a list of rates"
            ).raised(as: "NotImplementedError")
        },
        .init("get_last_lr") { object, _, _ in object["_last_lr"] ?? .list([]) },
        .init("state_dict") { object, _, _ in
            .dict(
                Value.Dictionary(
                    object.attributes.filter { $0.name != "optimizer" }.map { (.text($0.name), $0.value) }))
        },
        .init("load_state_dict", [Parameter("state_dict", .dict, .required, "what state_dict() gave")]) {
            object, args, _ in
            guard case .dict(let state) = args["state_dict"] else { return .none }
            for entry in state.entries { if let name = entry.key.asText { object.set(name, entry.value) } }
            return .none
        },
    ]

    // MARK: Schedules with a card

    private static func word(
        _ native: NativeClass, _ summary: String, _ parameters: [Parameter], _ arguments: String
    ) -> Word {
        // Of the base alone nothing is made: a class of one's own says the rates.
        let example =
            native === base
            ? """
            class Halving(torch.optim.lr_scheduler.LRScheduler):
                def get_lr(self): return [rate / 2**self.last_epoch for rate in self.base_lrs]
            Halving(opt)
            """ : "torch.optim.lr_scheduler.\(native.name)(\(arguments))"
        return Word(
            "torch.optim.lr_scheduler.\(native.name)",
            aliases: native === base ? ["torch.optim.lr_scheduler._LRScheduler"] : [], family: "torch",
            summary: summary, parameters: parameters, returns: "scheduler",
            examples: [
                "import torch\nopt = torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=0.1, momentum=0.9)\n"
                    + example
            ], meaning: .type(native))
    }

    private static func carded(_ name: String, _ example: String) -> Word? {
        guard let card = Schedule.cards.first(where: { $0.name == name }) else { return nil }
        let settings = card.hyperparameters.filter { $0.name != "learning_rate" }
        let parameters =
            [optimizer]
            + settings.flatMap { setting in
                let parameter = CardWords.parameter(setting)
                guard name == "OneCycleLR", setting.name == "total_steps" else { return [parameter] }
                // Its length may be given as epochs times batches.
                return [Parameter("total_steps", .optional(parameter.type), .value(.none), parameter.meaning)] + length
            } + extra(name) + [lastEpoch, verbose]
        let native = NativeClass(
            name, module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    for parameter in parameters.dropFirst() where !["last_epoch", "verbose"].contains(parameter.name) {
                        object.set(parameter.name, args[parameter.name])
                    }
                    if name == "OneCycleLR" { try prepareCycle(object, args) }
                    object.payload = Formulas(card, settings)
                    try begin(object, args, context)
                    return .none
                },
                .init("get_lr") { object, _, context in
                    guard let formulas = object.payload as? Formulas else { return .list([]) }
                    return .list(try formulas.rates(object, context).map { .number($0) })
                },
            ])
        return word(native, card.summary, parameters, "opt" + (example.isEmpty ? "" : ", ") + example)
    }

    private static let length = [
        Parameter("epochs", .optional(.int(.init(1, 1e9))), .value(.none), "times steps_per_epoch: total_steps"),
        Parameter("steps_per_epoch", .optional(.int(.init(1, 1e9))), .value(.none), "batches of an epoch"),
    ]

    /// What PyTorch's scheduler takes and the card does not.
    private static func extra(_ name: String) -> [Parameter] {
        switch name {
        case "OneCycleLR", "CyclicLR":
            [Parameter("cycle_momentum", .bool, true, "whether the momentum moves, too")]
        default: []
        }
    }

    private static func prepareCycle(_ object: Instance, _ args: Arguments) throws {
        guard args["total_steps"].asInt == nil else { return }
        guard let epochs = args["epochs"].asInt, let steps = args["steps_per_epoch"].asInt else {
            throw Mistake(
                "OneCycleLR does not know its length", expected: "total_steps, or epochs and steps_per_epoch",
                try: "total_steps=100"
            ).raised(
                as: "ValueError",
                "You must define either total_steps OR (epochs AND steps_per_epoch)")
        }
        object.set("total_steps", .int(epochs * steps))
    }

    /// The schedules of the groups, each with the group's own rate.
    private final class Formulas {
        let card: ScheduleCard
        let settings: [Hyperparameter]
        var made: [(base: Double, schedule: Schedule)] = []

        init(_ card: ScheduleCard, _ settings: [Hyperparameter]) {
            self.card = card
            self.settings = settings
        }

        private func schedule(_ index: Int, _ base: Double, _ object: Instance) throws -> Schedule {
            if index < made.count, made[index].base == base { return made[index].schedule }
            var given: [String: Hyperparameter.Value] = [:]
            for setting in settings {
                guard let value = object[setting.name], !value.isNone else { continue }
                switch setting.kind {
                case .flag: given[setting.name] = .flag(object.flag(setting.name))
                case .choice: given[setting.name] = .text(value.asText ?? "")
                case .numbers: given[setting.name] = .numbers(value.doubles ?? [])
                default:
                    if let number = value.asDouble { given[setting.name] = .number(number) }
                    // One for each group.
                    if let numbers = value.doubles, index < numbers.count {
                        given[setting.name] = .number(numbers[index])
                    }
                }
            }
            if card.hyperparameters.contains(where: { $0.name == "learning_rate" }) {
                given["learning_rate"] = .number(base)
            }
            let schedule = try card.make(given)
            if index < made.count { made[index] = (base, schedule) } else { made.append((base, schedule)) }
            return schedule
        }

        func rates(_ object: Instance, _ context: Context) throws -> [Double] {
            let step = Swift.max(0, object.int("last_epoch"))
            let bases = object["base_lrs"]?.doubles ?? []
            return try SchedulerClasses.groups(object).enumerated().map { index, group in
                let schedule = try schedule(index, index < bases.count ? bases[index] : 0, object)
                if let end = schedule.end, step > end {
                    throw Mistake(
                        "\(object.className) ends with step \(end), and this is step \(step)",
                        expected: "a longer schedule", try: "total_steps=\(2 &* step)"
                    ).raised(
                        as: "ValueError",
                        "Tried to step \(step) times. The specified number of total steps is \(end)")
                }
                if object.flag("cycle_momentum"), let momentum = schedule.momentum(at: step) {
                    try cycle(momentum, group, object)
                }
                if object["_last_lr"]?.isNone != true, let now = group["lr"]?.asDouble,
                    let next = ChainedRate.next(card.name, now, index < bases.count ? bases[index] : now, step, object)
                {
                    return next
                }
                let own = schedule.rate(at: step)
                // A rate that is not this schedule's is multiplied by its change: several can go together.
                let isRelative = card.hyperparameters.contains { $0.name == "learning_rate" }
                guard isRelative, object["_last_lr"]?.isNone != true, let now = group["lr"]?.asDouble else {
                    return own
                }
                let before =
                    object["_last_lr"] == nil
                    ? (index < bases.count ? bases[index] : own) : schedule.rate(at: Swift.max(1, step) - 1)
                return now == before || before == 0 ? own : now * (own / before)
            }
        }

        private func cycle(_ momentum: Double, _ group: Value.Dictionary, _ object: Instance) throws {
            if group["momentum"] != nil {
                try group.set(.text("momentum"), .number(momentum))
            } else if let betas = group["betas"]?.doubles, betas.count == 2 {
                try group.set(.text("betas"), .tuple([.number(momentum), .number(betas[1])]))
            } else {
                throw Mistake(
                    "\(object.className) moves the momentum, and the optimizer has none",
                    expected: "SGD with momentum, or Adam", try: "cycle_momentum=False"
                ).raised(
                    as: "ValueError",
                    "optimizer must support momentum or beta1 with `cycle_momentum` option enabled")
            }
        }
    }

    // MARK: Schedules of one's own

    private static func lambda(_ name: String, _ summary: String, isFactorOfLast: Bool) -> Word {
        let parameters = [
            optimizer, Parameter("lr_lambda", .any, .required, "a function of the epoch, or one for each group"),
            lastEpoch, verbose,
        ]
        let native = NativeClass(
            name, module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    object.set("lr_lambdas", args["lr_lambda"])
                    try begin(object, args, context)
                    return .none
                },
                .init("get_lr") { object, _, context in
                    let functions = object["lr_lambdas"]?.elements
                    let bases = object["base_lrs"]?.elements ?? []
                    let epoch = object["last_epoch"] ?? .int(0)
                    return .list(
                        try groups(object).enumerated().map { index, group in
                            let function =
                                functions.map { index < $0.count ? $0[index] : .none } ?? object["lr_lambdas"] ?? .none
                            if isFactorOfLast, epoch.asInt == 0 { return group["lr"] ?? .none }
                            let from = isFactorOfLast ? group["lr"] ?? .none : bases[index]
                            return try context.operate(.multiply, from, context.call(function, [epoch]))
                        })
                },
            ])
        return word(native, summary, parameters, "opt, lr_lambda=lambda epoch: 0.9 ** epoch")
    }

    // MARK: Schedules of schedules

    private static let sequential: Word = {
        let parameters = [
            optimizer, Parameter("schedulers", .any, .required, "one after the other"),
            Parameter("milestones", .any, .required, "the epochs at which the next one begins"), lastEpoch, verbose,
        ]
        let native = NativeClass(
            "SequentialLR", module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    let inner = try args["schedulers"].elements(in: context)
                    let milestones = args["milestones"].wholes ?? []
                    guard !inner.isEmpty, milestones.count == inner.count - 1 else {
                        throw args.mistake(
                            "milestones", "\(milestones.count) milestones for \(inner.count) schedulers",
                            expected: "one less than there are schedulers")
                    }
                    object.set("optimizer", args["optimizer"])
                    object.set("_schedulers", .list(inner))
                    object.set("_milestones", .list(milestones.map { .int($0) }))
                    object.set("last_epoch", .int(0))
                    for group in try groups(object) { try group.set(.text("lr"), group["initial_lr"] ?? .none) }
                    // Each made one step when it was made, which is taken back.
                    for scheduler in inner { scheduler.asInstance?.set("_step_count", .int(0)) }
                    for scheduler in inner.dropFirst() {
                        scheduler.asInstance?.set(
                            "last_epoch", .int((scheduler.asInstance?.int("last_epoch") ?? 0) &- 1))
                    }
                    if let first = inner[0].asInstance {
                        _ = try context.call(method: "step", of: first, [.int(0)])
                        object.set("_last_lr", first["_last_lr"] ?? .none)
                    }
                    return .none
                },
                .init("step") { object, _, context in
                    let epoch = object.int("last_epoch") &+ 1
                    object.set("last_epoch", .int(epoch))
                    let milestones = object["_milestones"]?.wholes ?? []
                    let index = milestones.prefix { $0 <= epoch }.count
                    guard let scheduler = object["_schedulers"]?.elements?[index].asInstance else { return .none }
                    let isFirst = index > 0 && milestones[index - 1] == epoch
                    _ = try context.call(method: "step", of: scheduler, isFirst ? [.int(0)] : [])
                    object.set("_last_lr", scheduler["_last_lr"] ?? .none)
                    return .none
                },
            ])
        return word(
            native, "one scheduler after the other", parameters,
            "opt, [torch.optim.lr_scheduler.ConstantLR(opt), torch.optim.lr_scheduler.ExponentialLR(opt, 0.9)], milestones=[2]"
        )
    }()

    private static let chained: Word = {
        let parameters = [
            Parameter("schedulers", .any, .required, "all of them step"),
            Parameter("optimizer", .any, .value(.none), "theirs"),
        ]
        let native = NativeClass(
            "ChainedScheduler", module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    let inner = try args["schedulers"].elements(in: context)
                    object.set("_schedulers", .list(inner))
                    object.set("optimizer", inner.first?.asInstance?["optimizer"] ?? .none)
                    object.set("_last_lr", .list(try groups(object).map { $0["lr"] ?? .none }))
                    return .none
                },
                .init("step") { object, _, context in
                    for scheduler in object["_schedulers"]?.elements ?? [] {
                        if let scheduler = scheduler.asInstance {
                            _ = try context.call(method: "step", of: scheduler, [])
                        }
                    }
                    object.set("_last_lr", .list(try groups(object).map { $0["lr"] ?? .none }))
                    return .none
                },
            ])
        return word(
            native, "schedulers that all change the rate", parameters,
            "[torch.optim.lr_scheduler.ExponentialLR(opt, 0.9)]")
    }()

    // MARK: By a metric

    private static let plateau: Word = {
        let parameters = [
            optimizer, Parameter("mode", .choice(["min", "max"]), "min", "which way is better"),
            Parameter("factor", .number(), 0.1, "of a cut, below 1"),
            Parameter("patience", .int(.atLeast(0)), 10, "epochs that are borne"),
            Parameter("threshold", .number(.nonNegative), 1e-4, "what counts as better"),
            Parameter("threshold_mode", .choice(["rel", "abs"]), "rel", "as a share of the best, or absolute"),
            Parameter("cooldown", .int(.atLeast(0)), 0, "epochs after a cut that do not count"),
            Parameter("min_lr", .any, .value(.int(0)), "the lowest rate, or one for each group"),
            Parameter("eps", .number(.nonNegative), 1e-8, "cuts as small as this are not made"), verbose,
        ]
        let native = NativeClass(
            "ReduceLROnPlateau", module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    guard args["optimizer"].asInstance(of: OptimizerClass.base) != nil else {
                        throw args.mistake(
                            "optimizer", "\(args["optimizer"].brief)", expected: "an optimizer of torch.optim")
                    }
                    for parameter in parameters where parameter.name != "verbose" {
                        object.set(parameter.name, args[parameter.name])
                    }
                    guard try args.number("factor") < 1 else {
                        throw args.mistake(
                            "factor", "factor = \(args["factor"].brief) would raise the rate",
                            expected: "a number below 1")
                    }
                    let rates = try groups(object).map { $0["lr"] ?? .none }
                    object.set("min_lrs", .list(args["min_lr"].elements ?? rates.map { _ in args["min_lr"] }))
                    object.set("best", .number(try args.text("mode") == "max" ? -.infinity : .infinity))
                    object.set("num_bad_epochs", .int(0))
                    object.set("cooldown_counter", .int(0))
                    object.set("last_epoch", .int(0))
                    object.set("_last_lr", .list(rates))
                    return .none
                },
                .init(
                    "step",
                    [
                        Parameter("metrics", .any, .required, "the value to watch, such as the validation loss"),
                        Parameter("epoch", .optional(.int(.init(0, 1e9))), .value(.none), "an epoch to go to"),
                    ]
                ) { object, args, _ in
                    guard let value = args["metrics"].asDouble else {
                        throw args.mistake(
                            "metrics",
                            "metrics = \(args["metrics"].brief) is \(Phrase.indefinite(args["metrics"].kind))",
                            expected: "one number, such as the validation loss")
                    }
                    try observe(value, object)
                    return .none
                },
            ])
        return word(native, "cuts the rate when a metric no longer improves", parameters, "opt, patience=2")
    }()

    private static func observe(_ value: Double, _ object: Instance) throws {
        let isRelative = object["threshold_mode"]?.asText != "abs"
        let minima = object["min_lrs"]?.doubles ?? []
        var counters: ReduceLROnPlateau.State?
        for (index, group) in try groups(object).enumerated() {
            let plateau = try ReduceLROnPlateau(
                factor: object.number("factor"), patience: object.int("patience"),
                mode: object["mode"]?.asText == "max" ? .max : .min, cooldown: object.int("cooldown"),
                minimumRate: index < minima.count ? minima[index] : 0,
                counting: .pytorch(
                    threshold: object.number("threshold"), isRelative: isRelative, eps: object.number("eps")))
            guard
                var state = ReduceLROnPlateau.State(numbers: [
                    group["lr"]?.asDouble ?? 0, object.number("best"), object.number("num_bad_epochs"),
                    object.number("cooldown_counter"),
                ])
            else { continue }
            if plateau.observe(value, &state) { try group.set(.text("lr"), .number(state.rate)) }
            counters = state
        }
        if let counters {
            object.set("best", .number(counters.best))
            object.set("num_bad_epochs", .int(counters.wait))
            object.set("cooldown_counter", .int(counters.cooldown))
        }
        object.set("last_epoch", .int(object.int("last_epoch") &+ 1))
        object.set("_last_lr", .list(try groups(object).map { $0["lr"] ?? .none }))
    }

    static let words: [Word] =
        [
            ("StepLR", "step_size=3"), ("MultiStepLR", "milestones=[2, 4]"), ("ConstantLR", ""), ("LinearLR", ""),
            ("ExponentialLR", "gamma=0.9"), ("PolynomialLR", "total_iters=5"), ("CosineAnnealingLR", "T_max=10"),
            ("CosineAnnealingWarmRestarts", "T_0=5"), ("CyclicLR", "base_lr=0.01, max_lr=0.1"),
            ("OneCycleLR", "max_lr=0.1, total_steps=10"),
        ].compactMap { carded($0, $1) } + [
            lambda("LambdaLR", "the first rate times a function of the epoch", isFactorOfLast: false),
            lambda("MultiplicativeLR", "each rate times a function of the epoch", isFactorOfLast: true), sequential,
            chained,
            plateau,
            word(
                base, "what schedulers are derived from: get_lr(self) gives the rates", [optimizer, lastEpoch], "opt"),
        ]
}
