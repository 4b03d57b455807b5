import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// JAX's transformations that are no derivatives, and the loops of `jax.lax`: what they are given runs as it is, line by line.
enum TransformationWords {
    static let words: [Word] = [
        Word(
            "jax.jit", aliases: ["jax.checkpoint", "jax.remat"], family: "jax",
            summary: "stands as @jax.jit before a def, and changes nothing: every line runs as it is met",
            parameters: [
                Parameter("fun", .any, .value(.none), "the function"),
                Parameter(
                    "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true),
            ], returns: "function",
            examples: ["import jax\n@jax.jit\ndef double(x):\n    return 2*x\ndouble(1.5)"], seeAlso: ["jax.grad"],
            meaning: .call { args, _ in
                if !args["fun"].isNone { return args["fun"] }
                return .callable("decorator") { values, _, _ in values.first ?? .none }
            }),
        Word(
            "jax.vmap", family: "jax", summary: "a function of whole batches, made of a function of one example",
            details:
                "The function is called for each example; whole arrays at once, such as `x @ w + b`, are faster here.",
            parameters: [
                Parameter("fun", .any, .required, "a function of one example"),
                Parameter("in_axes", .any, .value(.int(0)), "along which axis the examples lie; None for all alike"),
                Parameter("out_axes", .int(), .value(.int(0)), "along which axis the results are put together"),
            ], returns: "function",
            examples: ["import jax\njax.vmap(lambda x: x @ x)(jax.numpy.ones((3, 2)))"], seeAlso: ["jax.grad"],
            meaning: .call { args, _ in
                let (function, axes, out) = (args["fun"], args["in_axes"], try args.int("out_axes"))
                return .callable("vmap") { values, keywords, context in
                    try mapped(function, axes, out, values, keywords, context)
                }
            }),
        Word(
            "jax.block_until_ready", aliases: ["jax.device_put", "jax.device_get"], family: "jax",
            summary: "the same: everything is computed when it is asked for, on this machine",
            parameters: [
                Parameter("x", .any, .required, "arrays in any nesting"),
                Parameter("device", .any, .value(.none), "has no effect"),
            ], returns: "any", examples: ["import jax\njax.block_until_ready(jax.numpy.ones(2))"],
            meaning: .call { args, _ in args["x"] }),
        Word(
            "jax.config.update", family: "jax",
            summary: "jax_enable_x64 computes in 64 bits; nothing else has an effect",
            parameters: [
                Parameter("name", .text, .required, "the setting"), Parameter("val", .any, .required, "its value"),
            ], returns: "None", examples: ["import jax\njax.config.update(\"jax_enable_x64\", True)"],
            meaning: .call { args, context in
                if try args.text("name") == "jax_enable_x64" {
                    context.jax.standard = try context.isTrue(args["val"]) ? .float64 : .float32
                }
                return .none
            }),
        Word(
            "jax.Array", aliases: ["jax.numpy.ndarray"], family: "jax", summary: "the type of JAX's arrays",
            returns: "class", examples: ["import jax\nisinstance(jax.numpy.ones(2), jax.Array)"],
            meaning: .type(JaxArray.type)),
        lax("stop_gradient", "the same, through which no gradient flows", ["x"], example: "(2.0)") { args, context in
            try ParameterTree.map([args["x"]], context) { leaf, _ in
                leaf[0].asThing(Tensor.self).map { .thing($0.detached()) } ?? leaf[0]
            }
        },
        lax(
            "fori_loop", "body(i, value) for each i from lower to upper − 1, begun with a value",
            ["lower", "upper", "body_fun", "init_val"], example: "(0, 3, lambda i, x: x + i, 0)"
        ) { args, context in
            let (low, high) = (try whole(args, "lower"), try whole(args, "upper"))
            var value = args["init_val"]
            var place = low
            while place < high {
                if context.work.isCancelled { throw Stopped() }
                value = try context.call(args["body_fun"], [.int(place), value])
                place += 1
            }
            return value
        },
        lax(
            "while_loop", "body(value) as long as a condition of the value holds",
            ["cond_fun", "body_fun", "init_val"],
            example: "(lambda x: x < 9, lambda x: 2 * x, 1)"
        ) { args, context in
            var value = args["init_val"]
            while try context.isTrue(context.call(args["cond_fun"], [value])) {
                if context.work.isCancelled { throw Stopped() }
                value = try context.call(args["body_fun"], [value])
            }
            return value
        },
        lax(
            "cond", "one of two functions of the operands, as the first argument is true or false",
            ["pred", "true_fun", "false_fun", "*operands"], example: "(True, lambda x: x + 1, lambda x: x - 1, 3)"
        ) { args, context in
            let isTrue = try context.isTrue(args["pred"])
            return try context.call(args[isTrue ? "true_fun" : "false_fun"], args.values("operands"))
        },
        lax(
            "scan", "carry, y = f(carry, x) for each x along the first axis; the last carry and all y",
            ["f", "init", "xs=", "length=", "reverse="],
            example: "(lambda c, x: (c + x, c), 0.0, jax.numpy.array([1.0, 2.0]))"
        ) { args, context in try scanned(args, context) },
    ]

    /// - Parameter names: of the parameters; `=` behind one that may be left out, `*` before those that may be many.
    private static func lax(
        _ name: String, _ summary: String, _ names: [String], example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "jax.lax.\(name)", family: "jax", summary: summary,
            parameters: names.map { name in
                let plain = name.filter { $0 != "=" && $0 != "*" }
                return Parameter(
                    plain, .any,
                    name.hasSuffix("=") ? .value(.none) : name.hasPrefix("*") ? .otherwise("none") : .required,
                    "as in JAX", isVariadic: name.hasPrefix("*"))
            }, returns: "any", examples: ["import jax\njax.lax.\(name)\(example)"], seeAlso: ["jax.jit"],
            meaning: .call(body))
    }

    private static func whole(_ args: Arguments, _ name: String) throws -> Int {
        guard let number = args[name].asInt else {
            throw args.mistake(name, "\(name) = \(args[name].brief)", expected: "a whole number")
        }
        return number
    }

    // MARK: Batches

    private static func mapped(
        _ function: Value, _ axes: Value, _ out: Int, _ values: [Value], _ keywords: [(name: String, value: Value)],
        _ context: Context
    ) throws -> Value {
        let places = try values.indices.map { place -> Int? in
            let axis = axes.elements.map { place < $0.count ? $0[place] : .none } ?? axes
            if axis.isNone { return nil }
            guard let number = axis.asInt else {
                throw Mistake(
                    "in_axes has \(axis.brief) for argument \(place)", expected: "an axis, or None for each argument",
                    try: "in_axes=(0, None)")
            }
            return number
        }
        let lengths = try zip(values, places).flatMap { value, axis -> [Int] in
            guard let axis else { return [] }
            return try ParameterTree.leaves(value, context).map { leaf in
                let array = try context.jaxArray(leaf)
                return array.shape[try array.ownAxis(axis)]
            }
        }
        guard let length = lengths.first, length > 0, lengths.allSatisfy({ $0 == length }) else {
            throw Mistake(
                "vmap gets batches of \(lengths.map(String.init).joined(separator: ", ")) examples",
                expected: "as many in each, at least one", try: "in_axes=(0, None) for what is the same for all"
            ).raised(
                as: "ValueError",
                lengths.isEmpty
                    ? "vmap must have at least one non-None value in in_axes"
                    : "vmap got inconsistent sizes for array axes to be mapped: \(lengths)")
        }
        var results: [Value] = []
        for number in 0..<length {
            if context.work.isCancelled { throw Stopped() }
            let example = try zip(values, places).map { value, axis -> Value in
                guard let axis else { return value }
                return try part(of: value, number, axis, context)
            }
            results.append(try context.call(function, example, keywords))
            if number == 0 { try checkRoom(for: length, like: results[0], context) }
        }
        return try joined(results, along: out, context)
    }

    /// - Throws: `Mistake` where so many results as large as the first one do not fit into memory, one by one and together.
    private static func checkRoom(for count: Int, like first: Value, _ context: Context) throws {
        let numbers = try ParameterTree.leaves(first, context).reduce(0.0) { sum, leaf in
            sum + (try context.jaxArray(leaf).shape.reduce(1.0) { $0 * Double($1) })
        }
        try MemoryRoom.check(8 * numbers * Double(count), for: "the results for \(count.grouped) examples") { room in
            "at most \(Int(saturating: Double(room) / (8 * numbers)).grouped) examples at a time"
        }
    }

    /// What stands at a place of an axis, in each leaf.
    private static func part(of tree: Value, _ place: Int, _ axis: Int, _ context: Context) throws -> Value {
        try ParameterTree.map([tree], context) { leaf, _ in
            let array = try context.jaxArray(leaf[0])
            return .thing(try array.selected(array.ownAxis(axis), place))
        }
    }

    /// Trees of one form as one, whose leaves are put together along a new axis.
    private static func joined(_ trees: [Value], along axis: Int, _ context: Context) throws -> Value {
        try ParameterTree.map(trees, context) { leaves, _ in
            .thing(try Tensor.stacked(leaves.map { try context.jaxArray($0) }, along: axis))
        }
    }

    private static func scanned(_ args: Arguments, _ context: Context) throws -> Value {
        let leaves = try ParameterTree.leaves(args["xs"], context)
        let lengths = try leaves.map { try context.jaxArray($0).requireLength() }
        guard let length = args["length"].asInt ?? lengths.first, length >= 0, lengths.allSatisfy({ $0 == length })
        else {
            throw args.mistake(
                "xs", "scan gets xs of \(lengths) rows", expected: "as many rows in each, or length= where xs is None")
        }
        var (carry, all) = (args["init"], [Value]())
        let isReversed = try context.isTrue(args["reverse"])
        for step in 0..<length {
            let place = isReversed ? length - 1 - step : step
            if context.work.isCancelled { throw Stopped() }
            let given = try context.call(args["f"], [carry, part(of: args["xs"], place, 0, context)])
            guard let pair = given.elements, pair.count == 2 else {
                throw args.mistake("f", "f gives \(given.brief)", expected: "a pair: the carry, and what is kept")
            }
            carry = pair[0]
            all.append(pair[1])
        }
        if isReversed { all.reverse() }
        return .tuple([carry, all.isEmpty ? .none : try joined(all, along: 0, context)])
    }
}
