import Answers
import Arrays
import Autograd
import Language

/// optax's losses: one number for each example, or for each element, before they are averaged.
enum OptaxLosses {
    static let words: [Word] = [
        loss("squared_error", "(y − t)²", predictions, example: "jnp.array([1.0, 3.0]), jnp.array([1.0, 1.0])") {
            try error($0, $1).square()
        },
        loss("l2_loss", "½(y − t)²", predictions, example: "jnp.array([1.0, 3.0]), jnp.array([1.0, 1.0])") {
            try error($0, $1).square() * 0.5
        },
        loss(
            "huber_loss", "½e² where the error e is below delta, delta·(|e| − ½·delta) above",
            predictions + [Parameter("delta", .number(.positive), 1, "where it becomes straight")],
            example: "jnp.array([1.0, 3.0]), jnp.array([1.0, 1.0])"
        ) { args, context in
            let delta = try args.number("delta")
            let size = try error(args, context).absolute()
            let near = try size.clamped(nil, delta)
            return try near.square() * 0.5 + (size - near) * delta
        },
        loss(
            "sigmoid_binary_cross_entropy", "−t·ln σ(y) − (1 − t)·ln(1 − σ(y))", logits,
            example: "jnp.array([0.5, -1.0]), jnp.array([1.0, 0.0])"
        ) { args, context in
            let (y, t) = (try context.jaxArray(args["logits"]), try context.jaxArray(args["labels"]))
            return try -(t * y.logSigmoid()) - (1 - t) * (-y).logSigmoid()
        },
        loss(
            "softmax_cross_entropy", "−Σ t·ln softmax(y)", logits + [axis],
            example: "jnp.array([[2.0, 0.0]]), jnp.array([[1.0, 0.0]])"
        ) { args, context in
            let (y, t) = (try context.jaxArray(args["logits"]), try context.jaxArray(args["labels"]))
            let axis = try args.int("axis")
            return try -(t * y.logSoftmax(axis)).sum([axis])
        },
        loss(
            "softmax_cross_entropy_with_integer_labels", "−ln softmax(y) at the label", logits + [axis],
            example: "jnp.array([[2.0, 0.0]]), jnp.array([1])"
        ) { args, context in
            let (y, axis) = (try context.jaxArray(args["logits"]), try args.int("axis"))
            let places = try context.jaxArray(args["labels"]).cast(to: .int64).unsqueezed(axis)
            return try -y.logSoftmax(axis).gathered(y.axis(axis), places).squeezed([axis])
        },
    ]

    private static let predictions = [
        Parameter("predictions", .any, .required, "y"), Parameter("targets", .any, .value(.none), "t; 0 where None"),
    ]
    private static let logits = [
        Parameter("logits", .any, .required, "y, before a sigmoid or softmax"),
        Parameter("labels", .any, .required, "t"),
    ]
    private static let axis = Parameter("axis", .int(), .value(.int(-1)), "the axis of the classes")

    private static func loss(
        _ name: String, _ formula: String, _ parameters: [Parameter], example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Tensor
    ) -> Word {
        Word(
            "optax.\(name)", aliases: ["optax.losses.\(name)"], family: "optax", summary: "a loss: \(formula)",
            parameters: parameters, returns: "array",
            examples: ["import jax.numpy as jnp, optax\ny, t = \(example)\noptax.\(name)(y, t).mean()"],
            seeAlso: ["jax.value_and_grad", "optax.apply_updates"],
            meaning: .call { args, context in .thing(try body(args, context)) })
    }

    private static func error(_ args: Arguments, _ context: Context) throws -> Tensor {
        let y = try context.jaxArray(args["predictions"])
        return args["targets"].isNone ? y : try y - context.jaxArray(args["targets"])
    }
}
