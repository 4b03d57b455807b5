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

    static let optimizer = Parameter("optimizer", .any, .required, "an optimizer of torch.optim")
    static let lastEpoch = Parameter("last_epoch", .int(.init(-1, 1e9)), -1, "where it goes on; −1 begins")
    static let verbose = Parameter(
        "verbose", .any, .value(.none), "has no effect any more", isKeywordOnly: true)

    // MARK: What all share

    static func optimizer(of object: Instance) throws -> Instance {
        guard let found = object["optimizer"]?.asInstance(of: OptimizerClass.base) else {
            throw Mistake(
                "the scheduler has no optimizer", expected: "an optimizer of torch.optim",
                try: "super().__init__(optimizer)"
            ).raised(as: "TypeError")
        }
        return found
    }

    static func groups(_ object: Instance) throws -> [Value.Dictionary] { try Groups.of(optimizer(of: object)) }

    /// - Parameter mark: writes into the groups before their first rates are read.
    private static func begin(
        _ object: Instance, _ args: Arguments, _ context: Context, mark: () throws -> Void = {}
    ) throws {
        guard args["optimizer"].asInstance(of: OptimizerClass.base) != nil else {
            throw Mistake(
                "\(args["optimizer"].brief) is \(Phrase.indefinite(args["optimizer"].kind))",
                expected: "an optimizer of torch.optim", try: "torch.optim.SGD(model.parameters(), lr=0.1)",
                argument: "optimizer"
            ).raised(
                as: "TypeError",
                "\(args["optimizer"].asInstance?.className ?? args["optimizer"].typeName) is not an Optimizer")
        }
        object.set("optimizer", args["optimizer"])
        if args["last_epoch"].asInt == -1 { try mark() }
        for group in try groups(object) where group["initial_lr"] == nil {
            try group.set(.text("initial_lr"), group["lr"] ?? .number(0))
        }
        object.set("base_lrs", .list(try groups(object).map { $0["initial_lr"] ?? .number(0) }))
        object.set("last_epoch", args["last_epoch"])
        object.set("_step_count", .int(0))
        _ = try context.call(method: "step", of: object, [])
    }

    /// Those that go by the groups as they were when the schedule was made; the others go on with each group's own rate.
    private static let refusesLateGroups = ["OneCycleLR", "CyclicLR", "CosineAnnealingWarmRestarts"]

    /// - Throws: `Mistake` where the optimizer has got another group since.
    private static func refuseLateGroups(_ object: Instance) throws {
        let (known, count) = (object["base_lrs"]?.elements?.count ?? 0, try groups(object).count)
        guard count > known else { return }
        let isMissing = object.className == "OneCycleLR"
        throw Mistake(
            "\(object.className) was made for \(Phrase.count(known, "parameter group")), and the optimizer has \(count)",
            expected: "all groups before the schedule is made", try: "a new \(object.className) after add_param_group"
        ).raised(
            as: isMissing ? "KeyError" : "ValueError",
            isMissing ? "'max_lr'" : "zip() argument 2 is shorter than argument 1")
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

    static func word(
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
        let parameters = [optimizer] + settings.map { CycleGroups.parameter($0, name) } + [lastEpoch, verbose]
        let native = NativeClass(
            name, module: "torch.optim.lr_scheduler", base: base,
            methods: [
                .init("__init__", parameters) { object, args, context in
                    for parameter in parameters.dropFirst() where !["last_epoch", "verbose"].contains(parameter.name) {
                        object.set(parameter.name, args[parameter.name])
                    }
                    if name == "OneCycleLR" { try prepareCycle(object, args) }
                    object.payload = Formulas(card, settings)
                    try begin(object, args, context) { try CycleGroups.mark(name, object, groups(object)) }
                    return .none
                },
                .init("get_lr") { object, _, context in
                    if refusesLateGroups.contains(name) { try refuseLateGroups(object) }
                    guard let formulas = object.payload as? Formulas else { return .list([]) }
                    return .list(try formulas.rates(object, context).map { .number($0) })
                },
            ])
        return word(native, card.summary, parameters, "opt" + (example.isEmpty ? "" : ", ") + example)
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
        let (total, isTooLong) = epochs.multipliedReportingOverflow(by: steps)
        object.set("total_steps", .int(isTooLong ? Int.max : total))
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
                    try refuseLateGroups(object)
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

    // MARK: By a metric

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
