import Answers
import Autograd
import Language
import TensorVocabulary

/// Keras's operations of order and places, each the one that PyTorch has under its own name, so that the same gradient flows.
enum KerasOrderOperations {
    static let words: [Word] = [
        word("sort", "numbers in order along an axis", [last], "[3.0, 1.0, 2.0]") { x, args, context in
            try context.attribute("values", of: torch("sort", [x], [("dim", args["axis"])], context))
        },
        word("argsort", "the places of the numbers in order", [last], "[3.0, 1.0, 2.0]") { x, args, context in
            try torch("argsort", [x], [("dim", args["axis"])], context)
        },
        word(
            "top_k", "the k largest along the last axis, and their places",
            [Parameter("k", .int(.init(1, 1e9)), .required, "how many"), sorted], "[3.0, 1.0, 2.0], 2"
        ) { x, args, context in
            let found = try torch("topk", [x, args["k"]], [], context)
            return .tuple([
                try context.attribute("values", of: found), try context.attribute("indices", of: found),
            ])
        },
        word("flip", "the other way round along axes, all for None", [KerasOperation.axis], "[1.0, 2.0]") {
            x, args, context in
            let axes = args["axis"].isNone ? (try tensor(x, context).shape.indices).map { Value.int($0) } : nil
            let given = args["axis"].elements ?? [args["axis"]]
            return try torch("flip", [x, .list(axes ?? given)], [], context)
        },
        word(
            "roll", "moved along an axis, what falls off comes in again",
            [Parameter("shift", .int(), .required, "how far"), KerasOperation.axis], "[1.0, 2.0, 3.0], 1"
        ) { x, args, context in
            try torch("roll", [x, args["shift"]] + (args["axis"].isNone ? [] : [args["axis"]]), [], context)
        },
        word("trace", "the sum of the diagonal", [], "[[1.0, 2.0], [3.0, 4.0]]") { x, _, context in
            try torch("trace", [x], [], context)
        },
        word("diag", "the diagonal of a matrix, or a matrix of one", [offset], "[1.0, 2.0]") { x, args, context in
            try torch("diag", [x, args["k"]], [], context)
        },
        word("tril", "the lower triangle, 0 above", [offset], "[[1.0, 2.0], [3.0, 4.0]]") { x, args, context in
            try torch("tril", [x, args["k"]], [], context)
        },
        word("triu", "the upper triangle, 0 below", [offset], "[[1.0, 2.0], [3.0, 4.0]]") { x, args, context in
            try torch("triu", [x, args["k"]], [], context)
        },
        word("outer", "all products of two vectors", [KerasOperation.other], "[1.0, 2.0], [3.0, 4.0]") {
            x, args, context in
            try torch("outer", [x, .thing(context.kerasTensor(args["x2"]))], [], context)
        },
        word("dot", "the product of vectors or matrices", [KerasOperation.other], "[1.0, 2.0], [3.0, 4.0]") {
            x, args, context in
            .thing(try tensor(x, context).matmul(context.kerasTensor(args["x2"])))
        },
        word("mod", "what division leaves, with the divisor's sign", [KerasOperation.other], "[5.0, -5.0], 3") {
            x, args, context in
            try torch("remainder", [x, .thing(context.kerasTensor(args["x2"]))], [], context)
        },
        word("floor_divide", "x/y rounded down", [KerasOperation.other], "[7.0, -7.0], 2") { x, args, context in
            try torch("floor_divide", [x, .thing(context.kerasTensor(args["x2"]))], [], context)
        },
        word(
            "swapaxes", "two axes in each other's place",
            [
                Parameter("axis1", .int(), .required, "one of them"),
                Parameter("axis2", .int(), .required, "the other"),
            ], "[[1.0, 2.0]], 0, 1"
        ) { x, args, context in try torch("swapaxes", [x, args["axis1"], args["axis2"]], [], context) },
        word("ravel", "all numbers in a row", [], "[[1.0, 2.0]]") { x, _, context in
            .thing(try tensor(x, context).reshaped([-1]))
        },
        word(
            "broadcast_to", "the same numbers over and over to a shape",
            [Parameter("shape", .tuple(of: .int(.init(0, 1e6))), .required, "the shape")], "[1.0, 2.0], (2, 2)"
        ) { x, args, context in
            .thing(try tensor(x, context).expanded(args["shape"].elements?.compactMap(\.asInt) ?? []))
        },
        word(
            "repeat", "each element several times",
            [Parameter("repeats", .int(.init(0, 1e6)), .required, "how often"), KerasOperation.axis], "[1.0, 2.0], 2"
        ) { x, args, context in
            let named = args["axis"].isNone ? [] : [(name: "dim", value: args["axis"])]
            return try torch("repeat_interleave", [x, args["repeats"]], named, context)
        },
        word(
            "split", "pieces of one length along an axis, or cut at places",
            [
                Parameter(
                    "indices_or_sections", .oneOf([.int(.init(1, 1e6)), .list(of: .int(.atLeast(0)))]), .required,
                    "how many pieces, or where they begin"),
                Parameter("axis", .int(), 0, "the axis"),
            ], "[1.0, 2.0, 3.0, 4.0], 2"
        ) { x, args, context in
            let whole = try tensor(x, context)
            guard !whole.shape.isEmpty else {
                throw args.mistake("x", "a single number has no axis to be split along", expected: "a tensor with axes")
            }
            let axis = try whole.axis(args.int("axis"))
            let length = whole.shape[axis]
            var cuts = args["indices_or_sections"].elements?.compactMap(\.asInt) ?? []
            if let pieces = args["indices_or_sections"].asInt {
                guard length % pieces == 0 else {
                    throw args.mistake(
                        "indices_or_sections", "\(length) numbers along axis \(axis) in \(pieces) pieces",
                        expected: "a number that divides them")
                }
                cuts = (1..<pieces).map { $0 * length / pieces }
            }
            let ends = cuts.map { Swift.min($0, length) } + [length]
            let starts = [0] + ends.dropLast()
            return .list(
                try zip(starts, ends).map { start, end in
                    .thing(try whole.narrowed(axis, start, Swift.max(0, end - start)))
                })
        },
        word(
            "unstack", "the parts along an axis, without it",
            [
                Parameter("num", .optional(.int()), .value(.none), "how many: has no effect"),
                Parameter("axis", .int(), 0, "the axis"),
            ], "[[1.0, 2.0], [3.0, 4.0]]"
        ) { x, args, context in
            .list(try torch("unbind", [x, args["axis"]], [], context).elements ?? [])
        },
        Word(
            "keras.ops.einsum", family: "tensorflow", summary: "sums of products by their indices",
            parameters: [
                Parameter("subscripts", .text, .required, "the indices: 'ij,jk->ik'"),
                Parameter("operands", .any, .otherwise("nothing"), "tensors", isVariadic: true),
            ], returns: "tensor",
            examples: ["import keras; keras.ops.einsum('i,i->', [1.0, 2.0], [3.0, 4.0])"],
            seeAlso: ["keras.ops.matmul"],
            meaning: .call { args, context in
                let tensors = try args.values("operands").map { Value.thing(try context.kerasTensor($0)) }
                return try torch("einsum", [args["subscripts"]] + tensors, [], context)
            }),
    ]

    private static let last = Parameter("axis", .int(), .value(.int(-1)), "the axis: the last")
    private static let offset = Parameter("k", .int(), 0, "which diagonal: 0 the main one, above it positive")
    private static let sorted = Parameter("sorted", .any, .value(.none), "has no effect: they are sorted")

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], _ example: String,
        _ body: @escaping @Sendable (Value, Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "keras.ops.\(name)", family: "tensorflow", summary: summary,
            parameters: [KerasOperation.input] + parameters, returns: "tensor",
            examples: ["import keras; keras.ops.\(name)(\(example))"], seeAlso: ["keras.ops.reshape"],
            meaning: .call { args, context in
                try body(.thing(context.kerasTensor(args["x"])), args, context)
            })
    }

    private static func tensor(_ value: Value, _ context: Context) throws -> Tensor {
        try context.kerasTensor(value)
    }

    private static func torch(
        _ name: String, _ arguments: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        guard let word = context.registry.word("torch.\(name)") else {
            throw Mistake("torch.\(name) is not here", expected: "a word")
        }
        return try context.call(.word(word), arguments, keywords)
    }
}
