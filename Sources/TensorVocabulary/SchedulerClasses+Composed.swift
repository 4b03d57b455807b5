import Answers
import Cards
import Language
import Optimizers

/// Schedules of schedules, and the one that goes by a metric.
extension SchedulerClasses {
    static let sequential: Word = {
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

    static let chained: Word = {
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

    static let plateau: Word = {
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
}
