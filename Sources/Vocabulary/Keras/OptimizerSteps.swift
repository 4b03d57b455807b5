import Answers
import Arrays
import Autograd
import Language
import Networks
import Optimizers
import Training

/// `optimizer.apply_gradients(zip(gradients, variables))`: the laboratory's own rules on the variables of a hand-written loop.
final class VariableMover: @unchecked Sendable {
    /// What moves one list of variables.
    private var movers: [(tensors: [Tensor], mover: TensorOptimizer)] = []
    /// Steps made.
    private(set) var steps = 0
    /// A rate that was set by hand.
    private(set) var rate: Double?
    /// The models that were compiled with the optimizer.
    private var models: [() -> Model?] = []

    /// From here on the model takes its rate from what is set of the optimizer.
    func add(_ model: Model) {
        models.removeAll { $0() == nil }
        models.append { [weak model] in model }
    }

    /// - Throws: `Mistake` where a schedule gives the rate of a model that was compiled with the optimizer.
    func set(rate: Double, _ optimizer: Optimizer) throws {
        if case .schedule(let schedule) = optimizer.rate {
            throw Mistake(
                "the rate of \(optimizer.name) is given by \(schedule.summary)",
                expected: "an optimizer whose rate is a number", try: "\(optimizer.name)(\(rate.short()))"
            ).raised(as: "TypeError")
        }
        for model in models { try model()?.setRate(rate) }
        self.rate = rate
    }

    /// The rate of the next update as a variable, once the optimizer has moved something or was compiled into a model.
    static func rate(of optimizer: Optimizer) -> RateVariable? {
        guard let mover = optimizer.identity.memory as? VariableMover else { return nil }
        return RateVariable(
            read: { [mover] in
                if let known = mover.models.last?()?.currentRate ?? mover.rate { return known }
                // A schedule that has ended gives no further rate.
                return (try? optimizer.rate.checked(at: mover.steps)) ?? .nan
            },
            set: { [mover] in try mover.set(rate: $0, optimizer) })
    }

    /// What an optimizer remembers of the variables that it has moved.
    static func of(_ optimizer: Optimizer) -> VariableMover {
        if let known = optimizer.identity.memory as? VariableMover { return known }
        let made = VariableMover()
        optimizer.identity.memory = made
        return made
    }

    /// One step.
    ///
    /// - Parameter rate: nil for the optimizer's own, or what was set.
    /// - Throws: `Mistake` where no variable has a gradient, shapes differ, or a schedule has ended.
    func step(
        _ optimizer: Optimizer, _ pairs: [(gradient: Tensor?, variable: Tensor)], rate given: Double?,
        _ context: Context
    ) throws {
        let missing = pairs.filter { $0.gradient == nil }
        guard missing.count < pairs.count else {
            throw Mistake(
                pairs.isEmpty ? "no gradients are given" : "all \(pairs.count) gradients are None",
                expected: "gradients of what the loss was computed from, inside the tape's block",
                try: "tape.gradient(loss, model.trainable_variables)"
            ).raised(as: "ValueError", "No gradients provided for any variable.")
        }
        if !missing.isEmpty {
            context.note(
                "no gradient for \(missing.map { $0.variable.variableName ?? "a tensor" }.joined(separator: ", ")): "
                    + "the loss does not depend on it")
        }
        let moved = pairs.filter { $0.gradient != nil }
        let tensors = moved.map(\.variable)
        let slopes = try moved.map { gradient, variable -> NDArray in
            let array = try gradient?.array.converted(to: .float32).contiguous() ?? variable.array
            guard array.shape == variable.shape else {
                throw Mistake(
                    "a gradient of shape \(array.shape.shapeText) for a variable of \(variable.shape.shapeText)",
                    expected: "the same shape"
                ).raised(as: "ValueError")
            }
            return array
        }
        let mover: TensorOptimizer
        if let known = movers.first(where: { $0.tensors.elementsEqual(tensors, by: ===) }) {
            mover = known.mover
        } else {
            let layout = ParameterLayout(tensors.map { ($0.variableName ?? "variable", $0.shape) })
            mover = try TensorOptimizer(optimizer, layout: layout, isDouble: false, seed: context.session.seed)
            movers.append((tensors, mover))
        }
        let rate = try given ?? rate ?? optimizer.rate.checked(at: steps)
        mover.step(
            tensors.map { $0.array.data }, slopes.map { UnsafeRawPointer($0.data) }, rate: rate, loss: .nan)
        for tensor in tensors { tensor.noteChange() }
        steps += 1
    }
}

/// The members of optimizers that hand-written loops use; a model's own optimizer has them too.
enum OptimizerSteps {
    private static let gradients = Parameter(
        "grads_and_vars", .any, .required, "pairs of a gradient and its variable: zip(gradients, variables)")

    static let members: [Member] =
        [
            Member.method(
                "apply_gradients", of: Optimizer.self, "moves each variable by its gradient", [gradients]
            ) { optimizer, args, context in
                let pairs = try args["grads_and_vars"].elements(in: context).map { pair -> (Value, Value) in
                    guard let parts = pair.elements, parts.count == 2 else {
                        throw args.mistake(
                            "grads_and_vars", "\(pair.brief) is no pair",
                            expected: "pairs of a gradient and its variable",
                            try: "zip(gradients, model.trainable_variables)")
                    }
                    return (parts[0], parts[1])
                }
                try apply(optimizer, pairs, context)
                return .int(VariableMover.of(optimizer).steps)
            },
            .method(
                "apply", of: Optimizer.self, "moves each variable by its gradient",
                [
                    Parameter("grads", .any, .required, "gradients"),
                    Parameter("trainable_variables", .any, .required, "the variables, in the same order"),
                ]
            ) { optimizer, args, context in
                let gradients = try args["grads"].elements(in: context)
                let variables = try args["trainable_variables"].elements(in: context)
                guard gradients.count == variables.count else {
                    throw args.mistake(
                        "grads", "\(gradients.count) gradients for \(variables.count) variables", expected: "as many")
                }
                try apply(optimizer, Array(zip(gradients, variables)), context)
                return .none
            },
            .method(
                "build", of: Optimizer.self, "nothing: memory is made when it is needed",
                [Parameter("variables", .any, .required, "the variables")]
            ) { _, _, _ in .none },
            .attribute("iterations", of: Optimizer.self, "steps made by apply_gradients") { optimizer in
                let mover = VariableMover.of(optimizer)
                return RateVariable.count { mover.steps }
            },
        ]

    /// - Throws: `Mistake` for what is no gradient or no variable.
    static func apply(
        _ optimizer: Optimizer, _ pairs: [(Value, Value)], rate: Double? = nil, _ context: Context
    ) throws {
        let known = try pairs.map { gradient, variable -> (gradient: Tensor?, variable: Tensor) in
            guard let tensor = variable.asThing(Tensor.self), tensor.variableName != nil else {
                throw Mistake(
                    "an optimizer moves variables, and this is \(variable.brief)", expected: "a variable",
                    try: "tf.Variable(…)"
                ).raised(as: "ValueError")
            }
            return (gradient.isNone ? nil : try context.kerasTensor(gradient), tensor)
        }
        try VariableMover.of(optimizer).step(optimizer, known, rate: rate, context)
        context.variableDesk.settle(known.map(\.variable))
    }
}

/// Whose variables are among those of a session, so that what an update has to respect is respected.
final class VariableDesk {
    private var owners: [() -> EagerNetwork?] = []

    func add(_ network: EagerNetwork) {
        if owners.contains(where: { $0() === network }) { return }
        owners.removeAll { $0() == nil }
        owners.append { [weak network] in network }
    }

    func settle(_ moved: [Tensor]) { for owner in owners { owner()?.settle(moved) } }
}

extension Context {
    var variableDesk: VariableDesk { session.kept(VariableDesk.self) { VariableDesk() } }
}
