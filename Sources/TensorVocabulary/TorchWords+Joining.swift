import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Several tensors become one: side by side, stacked, chosen from, or by Einstein's sums.
extension TorchWords {
    static let parts = Parameter("tensors", .any, .required, "a list or tuple of tensors")

    private static let dim0 = Parameter("dim", aliases: ["axis"], .int(), 0, "an axis")

    static func tensors(_ args: Arguments, _ context: Context) throws -> [Tensor] {
        try args["tensors"].elements(in: context).map { try context.requireTensor($0, "cat") }
    }

    static let joining: [Word] =
        ["cat", "concat", "concatenate"].map { name in
            word(
                name, "tensors one after the other along an axis", [parts, dim0],
                example: "([torch.ones(2), torch.zeros(1)])"
            ) {
                args, context in .thing(try Tensor.joined(tensors(args, context), along: args.int("dim")))
            }
        } + [
            word(
                "stack", "tensors side by side along a new axis", [parts, dim0],
                example: "([torch.ones(2), torch.zeros(2)])"
            ) {
                args, context in .thing(try Tensor.stacked(tensors(args, context), along: args.int("dim")))
            },
            word("hstack", "tensors side by side", [parts], example: "((torch.ones(2), torch.ones(2)))") {
                args, context in
                let all = try tensors(args, context)
                return .thing(try Tensor.joined(all, along: (all.first?.ndim ?? 1) > 1 ? 1 : 0))
            },
            word("vstack", "tensors below each other", [parts], example: "((torch.ones(2), torch.ones(2)))") {
                args, context in
                let all = try tensors(args, context).map { $0.ndim < 2 ? try $0.reshaped([1, $0.count]) : $0 }
                return .thing(try Tensor.joined(all, along: 0))
            },
            word(
                "where", "the elements of one tensor where a condition holds, else those of another",
                [
                    Parameter("condition", .any, .required, "a bool tensor"),
                    Parameter("input", .any, .value(.none), "where it holds"),
                    Parameter("other", .any, .value(.none), "where it does not"),
                ], example: "(torch.tensor([True, False]), 1.0, 0.0)"
            ) { args, context in
                let condition = try args.tensor("condition", context)
                if args["input"].isNone {
                    let found = try condition.places()
                    return .tuple(try (0..<condition.ndim).map { .thing(try found.selected(1, $0)) })
                }
                func side(_ name: String, _ other: Value) throws -> Tensor {
                    _ = try other.asThing(Tensor.self)?.plain(args[name], as: .exact)
                    let dtype = args[name].arrayNumber.flatMap { number -> DType? in
                        guard let tensor = other.asThing(Tensor.self) else { return nil }
                        if case .float = number, !tensor.dtype.isFloat { return nil }
                        return tensor.dtype
                    }
                    return try context.tensor(args[name], dtype: dtype)
                }
                return .thing(
                    try Tensor.choose(condition, side("input", args["other"]), side("other", args["input"])))
            },
            word(
                "meshgrid", "coordinates of a grid",
                [
                    Parameter("tensors", .any, .otherwise("none"), "vectors", isVariadic: true),
                    Parameter("indexing", .choice(["ij", "xy"]), "ij", "which axis comes first", isKeywordOnly: true),
                ], returns: "tuple", example: "(torch.arange(2), torch.arange(3), indexing=\"ij\")"
            ) { args, context in
                let given = try args.values("tensors")
                let items = given.count == 1 && given[0].elements != nil ? given[0].elements ?? [] : given
                let axes = try items.map { try context.requireTensor($0, "meshgrid") }
                let isTurned = try args.text("indexing") == "xy" && axes.count > 1
                let shape = axes.map(\.count)
                return .tuple(
                    try axes.enumerated().map { place, axis in
                        var lengths = [Int](repeating: 1, count: axes.count)
                        lengths[place] = axis.count
                        let grid = try axis.reshaped(lengths).expanded(shape)
                        return .thing(isTurned ? try grid.transposed(0, 1) : grid)
                    })
            },
            word(
                "einsum", "sums of products over named axes: \"ij,jk->ik\" is a product of matrices",
                [
                    Parameter("equation", .text, .required, "a letter for each axis, and those that stay"),
                    Parameter("operands", .any, .otherwise("none"), "tensors", isVariadic: true),
                ], example: "(\"ij,jk->ik\", torch.eye(2), torch.ones(2, 2))"
            ) { args, context in
                .thing(
                    try einsum(
                        args.text("equation"), args.values("operands").map { try context.requireTensor($0, "einsum") }))
            },
            word(
                "is_tensor", "whether a value is a tensor", [Parameter("obj", .any, .required, "anything")],
                returns: "bool",
                example: "(torch.ones(1))"
            ) { args, _ in .bool(args["obj"].asThing(Tensor.self) != nil) },
            word(
                "numel", "how many elements there are", [TensorFunction.input], returns: "number",
                example: "(torch.ones(2, 3))"
            ) {
                args, context in .int(try args.tensor("input", context).count)
            },
        ]

    /// Every operand is seen with all axes, multiplied, and summed over those that do not stay.
    private static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
        let sides = equation.filter { $0 != " " }.split(separator: "->", omittingEmptySubsequences: false)
        let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
        let letters = Set(inputs.joined()).sorted()
        let once = letters.filter { letter in inputs.joined().count { $0 == letter } == 1 }
        let output = sides.count > 1 ? Array(sides[1]) : once
        let isFit =
            inputs.count == operands.count && !operands.isEmpty && output.allSatisfy(letters.contains)
            && zip(inputs, operands).allSatisfy { $0.count == $1.ndim && Set($0).count == $0.count }
        guard isFit else {
            throw Mistake(
                "einsum \(equation) for shapes " + operands.map(\.shape.listText).joined(separator: ", "),
                expected: "one letter for each axis, and each once in a tensor",
                try: "torch.einsum(\"ij,jk->ik\", a, b)"
            ).raised(as: "RuntimeError")
        }
        let order = output + letters.filter { !output.contains($0) }
        var product: Tensor?
        for (names, operand) in zip(inputs, operands) {
            let present = order.filter(names.contains)
            var x = try operand.permuted(present.compactMap { names.firstIndex(of: $0) })
            for (place, letter) in order.enumerated() where !names.contains(letter) { x = try x.unsqueezed(place) }
            product = try product.map { try $0 * x } ?? x
        }
        let gone = Array(output.count..<order.count)
        let whole = product ?? operands[0]
        return gone.isEmpty ? whole : try whole.sum(gone)
    }
}
