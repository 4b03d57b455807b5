import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `jax.grad` and its kin: functions that make derivatives of functions, on the tape that every tensor here is recorded on.
enum JaxDerivativeWords {
    static let words: [Word] = [
        word(
            "jax.grad", "a function that gives the gradient of another at its arguments", hasAux: true,
            example: "jax.grad(lambda x: x ** 2)(3.0)"
        ) { try gradient($0, $1, $2, $3, withValue: false) },
        word(
            "jax.value_and_grad", "a function that gives another's value and its gradient", hasAux: true,
            example: "jax.value_and_grad(lambda x: x ** 2)(3.0)"
        ) { try gradient($0, $1, $2, $3, withValue: true) },
        word(
            "jax.jacobian", aliases: ["jax.jacrev", "jax.jacfwd"],
            "a function that gives all derivatives of another: [*outputs, *inputs]", hasAux: false,
            example: "jax.jacobian(lambda x: x ** 2)(jax.numpy.array([1.0, 2.0]))"
        ) { try jacobian($0, $1, $2, $3) },
        word(
            "jax.hessian", "a function that gives all second derivatives of another", hasAux: false,
            example: "jax.hessian(lambda x: (x ** 3).sum())(jax.numpy.array([1.0, 2.0]))"
        ) { asked, values, keywords, context in
            var second = asked
            second.function = .callable("grad") { try gradient(asked, $0, $1, $2, withValue: false) }
            return try jacobian(second, values, keywords, context)
        },
    ]

    /// What is differentiated, and by which of its arguments.
    private struct Asked: Sendable {
        var function: Value
        /// By place.
        var places: [Int]
        /// Whether one place was named, not a tuple of them.
        var isSingle: Bool
        var hasAux: Bool
    }

    private typealias Body =
        @Sendable (Asked, [Value], [(name: String, value: Value)], Context) throws -> Value

    private static func word(
        _ name: String, aliases: [String] = [], _ summary: String, hasAux: Bool, example: String, _ body: @escaping Body
    ) -> Word {
        Word(
            name, aliases: aliases, family: "jax", summary: summary,
            details:
                "It runs as often as it is called; `jax.jit` around it changes nothing. Parameters may be an array, or "
                + "dicts, lists and tuples of them.",
            parameters: [
                Parameter("fun", .any, .required, "a function that gives one number"),
                Parameter("argnums", .any, .value(.int(0)), "by which arguments: a place, or a tuple of them"),
            ]
                + (hasAux
                    ? [
                        Parameter(
                            "has_aux", .bool, false, "whether it gives a pair, of which the first is differentiated")
                    ]
                    : []),
            returns: "function", examples: ["import jax\n\(example)"],
            seeAlso: ["jax.grad", "jax.value_and_grad", "optax.apply_updates"],
            meaning: .call { args, _ in
                let places = args["argnums"].asInt.map { [$0] } ?? args["argnums"].elements?.compactMap(\.asInt)
                guard let places, !places.isEmpty else {
                    throw args.mistake(
                        "argnums", "argnums = \(args["argnums"].brief)", expected: "a place, or a tuple of places")
                }
                let asked = Asked(
                    function: args["fun"], places: places, isSingle: args["argnums"].elements == nil,
                    hasAux: hasAux ? try args.bool("has_aux") : false)
                return .callable(name) { try body(asked, $0, $1, $2) }
            })
    }

    // MARK: What is differentiated by

    /// The function's arguments with variables in place of those that are differentiated by.
    private struct Variables {
        var arguments: [Value]
        /// The trees at the places, with what they are made of.
        var trees: [(tree: Value, leaves: [Tensor])]

        var all: [Tensor] { trees.flatMap(\.leaves) }
    }

    private static func variables(_ asked: Asked, _ values: [Value], _ context: Context) throws -> Variables {
        var out = Variables(arguments: values, trees: [])
        for place in asked.places.map({ $0 < 0 ? $0 + values.count : $0 }) {
            guard values.indices.contains(place) else {
                throw Mistake(
                    "the gradient by argument \(place) of \(values.count)",
                    expected: "an argument that is given by its place", try: "argnums=0"
                ).raised(
                    as: "TypeError",
                    "differentiating with respect to argnums=\(place) requires at least \(place == .max ? place : place + 1) "
                        + "positional arguments to be passed by the caller, but got only \(values.count) positional arguments."
                )
            }
            let leaves = try ParameterTree.leaves(values[place], context).map { try variable($0, context) }
            out.trees.append((values[place], leaves))
            out.arguments[place] = try ParameterTree.rebuilt(values[place], leaves.map { .thing($0) }, context)
        }
        return out
    }

    /// A tensor of its own whose operations are recorded; within another derivative it is a copy that leads back there.
    private static func variable(_ value: Value, _ context: Context) throws -> Tensor {
        let given = try context.jaxArray(value)
        guard given.dtype.isFloat else {
            throw Mistake(
                "the gradient by \(given.dtype.name): \(value.brief)", expected: "floating-point numbers",
                try: "3.0 for 3, or x.astype(jnp.float32)"
            ).raised(
                as: "TypeError",
                "grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got "
                    + "\(given.dtype.name). If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int "
                    + "to True.")
        }
        if given.requiresGrad { return try given.cloned() }
        let leaf = context.jax.tensor(given.array)
        try leaf.requireGrad()
        return leaf
    }

    /// Runs the body one derivative deeper.
    ///
    /// - Parameter body: is told whether another derivative is being taken around this one, which needs the record of it.
    private static func deeper<Result>(_ context: Context, _ body: (Bool) throws -> Result) rethrows -> Result {
        let desk = context.jaxDesk
        desk.depth += 1
        defer { desk.depth -= 1 }
        return try desk.recorder.recording(true) { try body(desk.depth > 1) }
    }

    private static func rebuilt(
        _ asked: Asked, _ variables: Variables, _ derivatives: [Tensor], _ context: Context
    ) throws -> Value {
        var start = 0
        let trees = try variables.trees.map { tree, leaves in
            defer { start += leaves.count }
            return try ParameterTree.rebuilt(
                tree, derivatives[start..<start + leaves.count].map { .thing($0) }, context)
        }
        return asked.isSingle ? trees[0] : .tuple(trees)
    }

    // MARK: Gradients

    private static func gradient(
        _ asked: Asked, _ values: [Value], _ keywords: [(name: String, value: Value)], _ context: Context,
        withValue: Bool
    ) throws -> Value {
        try deeper(context) { isInner in
            let variables = try variables(asked, values, context)
            var given = try context.call(asked.function, variables.arguments, keywords)
            var aux = Value.none
            if asked.hasAux {
                guard let pair = given.elements, pair.count == 2 else {
                    throw Mistake("the function gives \(given.brief)", expected: "a pair, as has_aux=True says").raised(
                        as: "TypeError",
                        "expected output of function to be a two-element tuple, but got type \(given.typeName)")
                }
                given = pair[0]
                aux = try kept(pair[1], isInner, context)
            }
            let loss = try loss(given, context)
            let all = variables.all
            let found =
                loss.requiresGrad && !all.isEmpty
                ? try Tensor.gradients(of: [loss], [], by: all, keepsGraph: isInner, createsGraph: isInner)
                : all.map { _ in nil }
            let gradients = try zip(all, found).map { variable, slope in
                try slope ?? context.jax.full(variable.shape, 0, variable.dtype)
            }
            let tree = try rebuilt(asked, variables, gradients, context)
            guard withValue else { return asked.hasAux ? .tuple([tree, aux]) : tree }
            let value = Value.thing(isInner ? loss : loss.detached())
            return .tuple([asked.hasAux ? .tuple([value, aux]) : value, tree])
        }
    }

    /// What the function gives beside its loss, about which nothing is recorded any longer.
    private static func kept(_ tree: Value, _ isInner: Bool, _ context: Context) throws -> Value {
        guard !isInner else { return tree }
        return try ParameterTree.map([tree], context) { leaf, _ in
            leaf[0].asThing(Tensor.self).map { .thing($0.detached()) } ?? leaf[0]
        }
    }

    private static func loss(_ value: Value, _ context: Context) throws -> Tensor {
        guard value.arrayNumber != nil || value.asThing(Tensor.self) != nil || value.asThing(NDArray.self) != nil else {
            throw Mistake(
                "the function that is differentiated gives \(value.brief)", expected: "one number",
                try: "return jnp.mean((y - t) ** 2)"
            ).raised(
                as: "TypeError",
                value.elements != nil
                    ? "Gradient only defined for scalar-output functions. Output was \(value.brief)."
                    : "Argument '\(value.brief)' of type <class '\(value.typeName)'> is not a valid JAX type")
        }
        let loss = try context.jaxArray(value)
        guard loss.shape.isEmpty else {
            throw Mistake(
                "the function that is differentiated gives shape \(loss.shape.shapeText)", expected: "one number",
                try: "jnp.mean(…) or jnp.sum(…) of it; jax.jacobian for all derivatives"
            ).raised(
                as: "TypeError",
                "Gradient only defined for scalar-output functions. Output had shape: \(loss.shape.shapeText).")
        }
        guard loss.dtype.isFloat else {
            throw Mistake(
                "the function that is differentiated gives \(loss.dtype.name)", expected: "a floating-point number"
            ).raised(
                as: "TypeError",
                "grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got "
                    + "\(loss.dtype.name). For holomorphic differentiation, pass holomorphic=True. For differentiation of "
                    + "non-holomorphic functions involving complex outputs, or functions with integer outputs, use jax.vjp "
                    + "directly.")
        }
        return loss
    }

    // MARK: All derivatives

    private static func jacobian(
        _ asked: Asked, _ values: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        try deeper(context) { isInner in
            let variables = try variables(asked, values, context)
            let outputs = try context.call(asked.function, variables.arguments, keywords)
            let all = variables.all
            return try ParameterTree.map([outputs], context) { leaf, _ in
                let y = try context.jaxArray(leaf[0])
                let size = Double(y.count) * Double(all.reduce(0) { $0 + $1.count })
                let inputs = Int(saturating: size / Double(max(1, y.count)))
                try MemoryRoom.check(8 * size, for: "\(y.count) × \(inputs) derivatives") { _ in
                    "fewer inputs"
                }
                let flat = try y.reshaped([-1])
                var rows = all.map { _ in [Tensor]() }
                for place in 0..<y.count {
                    if context.work.isCancelled { throw Stopped() }
                    let found =
                        y.requiresGrad
                        ? try Tensor.gradients(
                            of: [flat.selected(0, place)], [], by: all, keepsGraph: true, createsGraph: isInner)
                        : all.map { _ in nil }
                    for (number, slope) in found.enumerated() {
                        rows[number].append(try slope ?? context.jax.full(all[number].shape, 0, all[number].dtype))
                    }
                }
                let derivatives = try zip(all, rows).map { variable, slopes in
                    slopes.isEmpty
                        ? try context.jax.full(y.shape + variable.shape, 0, variable.dtype)
                        : try Tensor.stacked(slopes, along: 0).reshaped(y.shape + variable.shape)
                }
                return try rebuilt(asked, variables, derivatives, context)
            }
        }
    }
}
