import Answers
import Cards
import Language
import Optimizers

/// The optimizers of `torch.optim`, with their settings in PyTorch's order; the laboratory's other rules with those of their cards.
extension OptimizerClass {
    /// PyTorch's settings of a rule with their defaults, in its order.
    struct Declaration: Sendable {
        var name: String
        var settings: [(name: String, value: Value)]
        /// What PyTorch calls the numbers that the rule keeps for each coordinate, in the rule's order.
        var memory: [String] = []
        /// Whether `torch.optim` has it; the laboratory's other rules are in `descent.optim`.
        var isPyTorchs = true
    }

    private static let common: [(name: String, value: Value)] = [
        ("maximize", .bool(false)), ("foreach", .none), ("capturable", .bool(false)), ("differentiable", .bool(false)),
    ]

    /// Settings that change nothing in what is computed.
    private static let idle: Set<String> = ["foreach", "capturable", "differentiable", "fused"]

    /// What stands in a group for schedules.
    private static let scheduled: Set<String> = [
        "params", "lr", "initial_lr", "swa_lr", "max_lr", "min_lr", "max_momentum", "base_momentum",
    ]

    private static let betas = ("betas", Value.tuple([.number(0.9), .number(0.999)]))

    static let declared: [Declaration] = [
        .init(
            name: "SGD",
            settings: [
                ("lr", .number(0.001)), ("momentum", .int(0)), ("dampening", .int(0)), ("weight_decay", .int(0)),
                ("nesterov", .bool(false)), ("maximize", .bool(false)), ("foreach", .none),
                ("differentiable", .bool(false)),
                ("fused", .none),
            ], memory: ["momentum_buffer"]),
        .init(
            name: "Adam",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("amsgrad", .bool(false)),
            ] + common + [("fused", .none), ("decoupled_weight_decay", .bool(false))],
            memory: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]),
        .init(
            name: "AdamW",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .number(0.01)),
                ("amsgrad", .bool(false)),
            ] + common + [("fused", .none), ("decoupled_weight_decay", .bool(true))],
            memory: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]),
        .init(
            name: "RMSprop",
            settings: [
                ("lr", .number(0.01)), ("alpha", .number(0.99)), ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("momentum", .int(0)), ("centered", .bool(false)),
            ] + common, memory: ["momentum_buffer", "square_avg", "grad_avg"]),
        .init(
            name: "Adagrad",
            settings: [
                ("lr", .number(0.01)), ("lr_decay", .int(0)), ("weight_decay", .int(0)),
                ("initial_accumulator_value", .int(0)), ("eps", .number(1e-10)), ("maximize", .bool(false)),
                ("foreach", .none),
                ("differentiable", .bool(false)), ("fused", .none),
            ], memory: ["sum"]),
        .init(
            name: "Adadelta",
            settings: [
                ("lr", .number(1)), ("rho", .number(0.9)), ("eps", .number(1e-6)), ("weight_decay", .int(0)),
            ] + common, memory: ["square_avg", "acc_delta"]),
        .init(
            name: "Adamax",
            settings: [
                ("lr", .number(0.002)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
            ] + common, memory: ["exp_avg", "exp_inf"]),
        .init(
            name: "NAdam",
            settings: [
                ("lr", .number(0.002)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("momentum_decay", .number(0.004)), ("decoupled_weight_decay", .bool(false)),
            ] + common, memory: ["exp_avg", "exp_avg_sq"]),
        .init(
            name: "RAdam",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("decoupled_weight_decay", .bool(false)),
            ] + common, memory: ["exp_avg", "exp_avg_sq"]),
        .init(
            name: "Rprop",
            settings: [
                ("lr", .number(0.01)), ("etas", .tuple([.number(0.5), .number(1.2)])),
                ("step_sizes", .tuple([.number(1e-6), .number(50)])),
            ] + common, memory: ["prev", "step_size"]),
        .init(
            name: "ASGD",
            settings: [
                ("lr", .number(0.01)), ("lambd", .number(1e-4)), ("alpha", .number(0.75)), ("t0", .number(1e6)),
                ("weight_decay", .int(0)),
            ] + common, memory: ["ax"]),
    ]

    /// The laboratory's other rules of first order, with the settings of their cards.
    static let others: [Declaration] = {
        let taken = Set(declared.flatMap { [$0.name, $0.name.lowercased()] })
        return RuleCatalog.cards.filter { card in
            ([card.name] + card.aliases).allSatisfy { !taken.contains($0) && !taken.contains($0.lowercased()) }
        }.map { card in
            var settings: [(name: String, value: Value)] = [("lr", .number(card.rate[.pytorch]))]
            for hyperparameter in card.hyperparameters {
                guard case .number(let standard) = hyperparameter.standard else { continue }
                settings.append(
                    (
                        hyperparameter.name,
                        hyperparameter.isFlag ? .bool(standard[.pytorch] == 1) : .number(standard[.pytorch])
                    ))
            }
            settings.append(("weight_decay", .number(card.weightDecay[.pytorch])))
            return Declaration(
                name: card.name, settings: settings, isPyTorchs: ["Adafactor", "Muon"].contains(card.name))
        }
    }()

    /// Settings that the rule's word knows.
    static func known(_ name: String) -> Bool {
        !idle.contains(name) && !scheduled.contains(name)
    }
}

extension Hyperparameter {
    fileprivate var isFlag: Bool { if case .flag = kind { true } else { false } }
}
