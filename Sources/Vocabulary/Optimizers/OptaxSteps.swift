import Answers
import Arrays
import Autograd
import Language
import Optimizers

/// optax's loop by hand: `state = tx.init(params)`, `updates, state = tx.update(grads, state, params)`,
/// `params = optax.apply_updates(params, updates)`.
///
/// The step is taken by the rules that take every other step here, in double precision on a copy of the parameters; the updates are
/// how far it went.
enum OptaxSteps {
    static let tree = Parameter("params", .any, .required, "an array, or a dict, list or tuple of them")
    static let arguments: [Parameter] = [
        Parameter("updates", aliases: ["grads"], .any, .required, "gradients, as jax.grad gives them"),
        Parameter("state", .thing([OptaxState.kind]), .required, "what init or the last update gave"),
        Parameter("params", .any, .value(.none), "the parameters; rules with weight decay need them"),
        Parameter("value", .any, .value(.none), "the loss, for rules that ask for it", isKeywordOnly: true),
        Parameter("extra_args", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true),
    ]

    static let members: [Member] = [
        .method(
            "init", of: Optimizer.self, returns: OptaxState.kind, "the state with which a loop of optax's begins",
            [tree]
        ) { optimizer, args, context in .thing(try OptaxState(optimizer, args["params"], context)) },
        .method(
            "update", of: Optimizer.self, returns: "tuple", "the updates that gradients make, and the next state",
            arguments
        ) { optimizer, args, context in
            let state = try args.thing("state", as: OptaxState.self)
            let loss = args["value"].asDouble ?? .nan
            let (updates, next) = try state.updated(
                optimizer, args["updates"], args["params"], loss: loss, context)
            return .tuple([updates, .thing(next)])
        },
        .method(
            "has_updated", of: Optimizer.self, returns: "bool", "whether the last of several gradients has come",
            [Parameter("state", .thing([OptaxState.kind]), .required, "what update gave")]
        ) { optimizer, args, _ in
            let count = try args.thing("state", as: OptaxState.self).count
            return .bool(count > 0 && count % optimizer.wrappers.accumulation == 0)
        },
        .method("gradient_transformation", of: Optimizer.self, returns: Optimizer.kind, "itself", []) {
            optimizer, _, _ in .thing(optimizer)
        },
    ]

    /// Rules whose update is the same wherever the parameters are, so that optax lets them be left out.
    private static let anywhere: Set<String> = [
        "AdaBelief", "Adagrad", "Adam", "Adamax", "AMSGrad", "NoisySGD", "OptimisticGD", "RAdam", "RMSprop", "Rprop",
        "SGD",
        "SignSGD", "Signum", "SM3", "Yogi", "PolyakSGD", "ADOPT", "GD",
    ]

    static func needsParameters(_ optimizer: Optimizer) -> Bool {
        if case .adaptive? = optimizer.gradientStage.clip { return true }
        let decays = optimizer.weightDecay > 0 || optimizer.gradientStage.l2 > 0 || optimizer.gradientStage.maskedL2 > 0
        return decays || !anywhere.contains(optimizer.name)
    }

    static let words: [Word] = [
        Word(
            "optax.apply_updates", family: "optax",
            summary: "the parameters with the updates added, in their own dtypes",
            parameters: [
                Parameter("params", .any, .required, "an array, or a dict, list or tuple of them"),
                Parameter("updates", .any, .required, "what update gave, of the same form"),
            ], returns: "tree",
            examples: ["import optax\noptax.apply_updates({\"w\": 1.0}, {\"w\": -0.1})"],
            seeAlso: ["jax.grad", "optax.global_norm"],
            meaning: .call { args, context in
                try ParameterTree.map([args["params"], args["updates"]], context) { pair, _ in
                    let parameter = try context.jaxArray(pair[0])
                    return .thing(try (parameter + context.jaxArray(pair[1])).cast(to: parameter.dtype))
                }
            }),
        Word(
            "optax.global_norm", aliases: ["optax.tree.norm", "optax.tree_utils.tree_norm"], family: "optax",
            summary: "√Σx² over all numbers of a tree",
            parameters: [Parameter("updates", aliases: ["tree"], .any, .required, "gradients or parameters")],
            returns: "array", examples: ["import optax\noptax.global_norm({\"w\": 3.0, \"b\": 4.0})"],
            seeAlso: ["optax.clip_by_global_norm"],
            meaning: .call { args, context in
                let squares = try ParameterTree.leaves(args["updates"], context).map {
                    try context.jaxArray($0).square().sum()
                }
                let start = try context.jax.scalar(0, context.jax.standard)
                return .thing(try squares.reduce(start) { try $0 + $1 }.squareRoot())
            }),
        Word(
            "optax.incremental_update", family: "optax", summary: "a share of new parameters, the rest of old ones",
            details: "    step_size · new + (1 − step_size) · old",
            parameters: [
                Parameter("new_tensors", .any, .required, "the new ones"),
                Parameter("old_tensors", .any, .required, "the old ones"),
                Parameter("step_size", .number(.init(0, 1)), .required, "the share of the new ones"),
            ], returns: "tree", examples: ["import optax\noptax.incremental_update({\"w\": 1.0}, {\"w\": 0.0}, 0.1)"],
            seeAlso: ["optax.apply_updates"],
            meaning: .call { args, context in
                let share = try args.number("step_size")
                return try ParameterTree.map([args["new_tensors"], args["old_tensors"]], context) { pair, _ in
                    .thing(try context.jaxArray(pair[0]) * share + context.jaxArray(pair[1]) * (1 - share))
                }
            }),
    ]
}

/// What an optimizer of optax's remembers of a tree of parameters. It does not change: every update gives another one.
struct OptaxState: Presentable {
    static var kind: String { "optax state" }

    /// Moves the parameters of this form, and what the last one who used it left in it.
    private final class Mover: @unchecked Sendable {
        let optimizer: TensorOptimizer
        /// The number of the state whose memory stands in the optimizer.
        var holds = 0
        /// States made so far.
        var made = 1
        /// Whose hyperparameters it has.
        var owner: OptimizerIdentity

        init(_ optimizer: TensorOptimizer, _ owner: OptimizerIdentity) {
            (self.optimizer, self.owner) = (optimizer, owner)
        }
    }

    private let mover: Mover
    private let memory: TensorOptimizer.State
    private let number: Int
    private let name: String
    /// Updates made so far.
    let count: Int

    var summary: String { "the state of \(name) after \(count) update\(count == 1 ? "" : "s")" }

    /// - Throws: `Mistake` for parameters that the rule cannot move.
    init(_ optimizer: Optimizer, _ parameters: Value, _ context: Context) throws {
        let leaves = try OptaxState.leaves(parameters, context)
        for (_, array) in leaves where !array.dtype.isFloat {
            throw Mistake(
                "a parameter is \(array.dtype.name): \(Value.thing(array).brief)", expected: "floating-point numbers",
                try: "jnp.array(1.0)")
        }
        guard leaves.contains(where: { !$0.array.shape.contains(0) }) else {
            throw Mistake(
                "there are no numbers to be moved in \(parameters.brief)", expected: "at least one parameter",
                try: "{\"w\": jnp.zeros(3)}")
        }
        mover = Mover(
            try TensorOptimizer(
                optimizer, layout: ParameterLayout(leaves.map { ($0.name, $0.array.shape) }), isDouble: true,
                seed: context.session.seed), optimizer.identity)
        memory = try mover.optimizer.state(stoppedBy: context.work)
        (number, name, count) = (0, optimizer.name, 0)
    }

    /// The arrays of a tree, with the way to each: `dense/kernel`.
    private static func leaves(_ tree: Value, _ context: Context) throws -> [(name: String, array: Tensor)] {
        var out: [(name: String, array: Tensor)] = []
        _ = try ParameterTree.map([tree], context) { leaf, path in
            let steps = path.compactMap { $0.elements?.first.map { $0.asText ?? $0.brief } }
            out.append((steps.isEmpty ? "params" : steps.joined(separator: "/"), try context.jaxArray(leaf[0])))
            return leaf[0]
        }
        return out
    }

    private init(after state: OptaxState, _ memory: TensorOptimizer.State) {
        (mover, name, count, self.memory) = (state.mover, state.name, state.count + 1, memory)
        number = mover.made
        mover.made += 1
        mover.holds = number
    }

    /// How far a step goes from the parameters, and the state after it.
    ///
    /// - Throws: `Mistake` where the gradients or parameters are not of the form that the state was made of, or parameters are
    ///   missing.
    func updated(
        _ optimizer: Optimizer, _ gradients: Value, _ parameters: Value, loss: Double, _ context: Context
    ) throws -> (updates: Value, next: OptaxState) {
        guard !parameters.isNone || !OptaxSteps.needsParameters(optimizer) else {
            throw Mistake(
                "\(optimizer.name) looks at the parameters, and update gets none", expected: "the parameters",
                try: "updates, state = tx.update(grads, state, params)"
            ).raised(
                as: "ValueError",
                "You are using a transformation that requires the current value of parameters, but you are not passing "
                    + "`params` when calling `update`.")
        }
        let given = try OptaxState.leaves(gradients, context)
        try check(given, "gradients")
        let slopes = given.map(\.array)
        var places = try slopes.map { try NDArray.zeros($0.shape, .float64) }
        if !parameters.isNone {
            let own = try OptaxState.leaves(parameters, context)
            try check(own, "parameters")
            places = try own.map { try $0.array.array.cast(to: .float64).copy(context.work) }
        }
        try take(optimizer)
        let before = try places.map { try $0.copy(context.work) }
        let steps = try slopes.map { try $0.array.cast(to: .float64).contiguous(context.work) }
        if mover.holds != number { try mover.optimizer.restore(memory) }
        mover.holds = -1
        mover.optimizer.step(
            places.map(\.data), steps.map { UnsafeRawPointer($0.data) },
            rate: try optimizer.rate.checked(at: count / optimizer.wrappers.accumulation), loss: loss)
        let next = OptaxState(after: self, try mover.optimizer.state(stoppedBy: context.work))
        let moves = try slopes.indices.map { place -> Value in
            try places[place].update(.subtract, .array(before[place]), work: context.work)
            return .thing(context.jax.tensor(try places[place].converted(to: slopes[place].dtype)))
        }
        return (try ParameterTree.rebuilt(gradients, moves, context), next)
    }

    /// Goes on with the hyperparameters of another optimizer of the same rule.
    ///
    /// - Throws: `Mistake` where what is remembered would mean nothing to it.
    private func take(_ optimizer: Optimizer) throws {
        guard mover.owner !== optimizer.identity else { return }
        guard mover.optimizer.adopt(optimizer) else {
            throw Mistake(
                "the state is one of \(name), and \(optimizer.summary) remembers something else",
                expected: "a state of this optimizer", try: "state = tx.init(params)"
            ).raised(as: "ValueError")
        }
        mover.owner = optimizer.identity
    }

    /// - Throws: `Mistake` (JAX's ValueError) where names or shapes are others than those that the state was made of.
    private func check(_ leaves: [(name: String, array: Tensor)], _ what: String) throws {
        let own = mover.optimizer.layout.tensors
        guard !own.elementsEqual(leaves, by: { $0.name == $1.name && $0.shape == $1.array.shape }) else { return }
        let shapes = Dictionary(leaves.map { ($0.name, $0.array.shape) }) { first, _ in first }
        let differing = own.first { shapes[$0.name] != $0.shape }
        let strange = leaves.first { leaf in !own.contains { $0.name == leaf.name } }
        let found =
            strange.map { "the \(what) have \($0.name) of shape \($0.array.shape.shapeText)" }
            ?? differing.map { tensor in
                shapes[tensor.name].map { "the \(what) have \(tensor.name) of shape \($0.shapeText)" }
                    ?? "the \(what) have no \(tensor.name)"
            } ?? "the \(what) stand in another order"
        throw Mistake(
            "\(found), and the state was made of "
                + own.map { "\($0.name) \($0.shape.shapeText)" }.joined(separator: ", "),
            expected: "trees of the form that init was given", try: "state = tx.init(params) for other parameters"
        ).raised(as: "ValueError")
    }

    static let members: [Member] = [
        .attribute("count", of: OptaxState.self, "updates made so far") { .int($0.count) }
    ]
}
