import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Keras's layers of sequences and images that are made of operations on tensors.
enum SequenceAndImageLayers {
    static let words: [Word] = convolutions + windows + borders

    static let side = ValueType.oneOf([.int(.init(1, 1024)), .tuple(of: .int(.init(1, 1024)))])

    static func borders(_ more: [String] = []) -> Parameter {
        Parameter(
            "padding", .choice(["valid", "same"] + more), .value(.text("valid")),
            "\"same\" keeps the size at stride 1" + (more.isEmpty ? "" : ", \"causal\" looks back alone"))
    }

    private static let borders: [Word] = [
        LayerWords.layer(
            "UpSampling1D", "Every step several times", [Parameter("size", side, .value(.int(2)), "how often")],
            example: "UpSampling1D(2)"
        ) { arguments in
            let size = try arguments.values("size").compactMap(\.asInt).first ?? 2
            return TensorLayer("UpSampling1D", ["\(size)"], name: arguments.optionalText("name")) {
                try $0.x.repeatedAlong(1, size)
            }
        },
        LayerWords.layer(
            "UpSampling2D", "Every pixel several times, downwards and to the right",
            [
                Parameter("size", side, .value(.int(2)), "how often: a number, or (down, right)"),
                Parameter("interpolation", .choice(["nearest"]), .value(.text("nearest")), "pixels are repeated"),
            ], example: "UpSampling2D(2)"
        ) { arguments in
            let size = try arguments.pair("size")
            return TensorLayer(
                "UpSampling2D", ["(\(size.height), \(size.width))"], name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, 3, "UpSampling2D", "images (height, width, channels)")
                    return []
                }
            ) { try $0.x.repeatedAlong(1, size.height).repeatedAlong(2, size.width) }
        },
        frame("ZeroPadding1D", "Zeros before and after a sequence", axes: 1, isAdded: true),
        frame("ZeroPadding2D", "Zeros round an image", axes: 2, isAdded: true),
        frame("Cropping1D", "A sequence without its ends", axes: 1, isAdded: false),
        frame("Cropping2D", "An image without its border", axes: 2, isAdded: false),
        LayerWords.layer(
            "RepeatVector", "A row over and over, as the steps of a sequence",
            [Parameter("n", .int(.init(1, 100_000)), .required, "how often")], example: "RepeatVector(3)"
        ) { arguments in
            let count = try arguments.int("n")
            return TensorLayer(
                "RepeatVector", ["\(count)"], name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, 1, "RepeatVector", "flat examples (features,)")
                    return []
                }
            ) { try $0.x.unsqueezed(1).repeatedAlong(1, count) }
        },
        LayerWords.layer(
            "Permute", "The axes of an example in another order",
            [Parameter("dims", .tuple(of: .int(.atLeast(1))), .required, "which axis comes where, counted from 1")],
            example: "Permute((2, 1))"
        ) { arguments in
            let order = try arguments.values("dims").compactMap(\.asInt)
            guard order.sorted() == Array(1...Swift.max(1, order.count)) else {
                throw arguments.mistake(
                    "dims", "dims = \(arguments["dims"].brief)", expected: "every axis once, counted from 1",
                    try: "Permute((2, 1))")
            }
            return TensorLayer(
                "Permute", ["(" + order.map { "\($0)" }.joined(separator: ", ") + (order.count == 1 ? ",)" : ")")],
                name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, order.count, "Permute", "examples of \(order.count) axes")
                    return []
                }
            ) { try $0.x.permuted([0] + order).contiguous() }
        },
    ]

    private static func frame(_ word: String, _ summary: String, axes: Int, isAdded: Bool) -> Word {
        let name = isAdded ? "padding" : "cropping"
        return LayerWords.layer(
            word, summary,
            [
                Parameter(
                    name, .oneOf([.int(.init(0, 10_000)), .tuple(of: .any)]),
                    .value(.int(isAdded || axes == 1 ? 1 : 0)),
                    axes == 1
                        ? "a number, or (before, after)" : "a number, (down, right), or ((top, bottom), (left, right))")
            ], example: "\(word)(1)"
        ) { arguments in
            let given = arguments[name]
            var sides: [(Int, Int)] = []
            if let number = given.asInt {
                sides = (0..<axes).map { _ in (number, number) }
            } else if axes == 1, let pair = given.wholes, pair.count == 2 {
                sides = [(pair[0], pair[1])]
            } else if let pair = given.wholes, pair.count == 2, axes == 2 {
                sides = [(pair[0], pair[0]), (pair[1], pair[1])]
            } else if let pairs = given.elements?.compactMap(\.wholes), pairs.count == axes {
                sides = pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }
            }
            guard sides.count == axes, sides.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 && $0.0 < 100_000 && $0.1 < 100_000 })
            else {
                throw arguments.mistake(
                    name, "\(name) = \(given.brief)",
                    expected: axes == 1 ? "a number, or (before, after)" : "a number, or ((top, bottom), (left, right))"
                )
            }
            let text = sides.map { "(\($0.0), \($0.1))" }.joined(separator: ", ")
            return TensorLayer(
                word, [axes == 1 ? text : "(\(text))"], name: arguments.optionalText("name"),
                parameters: { [sides] shapes in
                    let shape = try extents(
                        shapes, axes + 1, word, axes == 1 ? "(steps, channels)" : "(height, width, channels)")
                    for (axis, side) in sides.enumerated() where !isAdded && side.0 + side.1 >= shape[axis] {
                        throw Mistake(
                            "\(word) takes \(side.0 + side.1) of \(shape[axis])", expected: "something to be left")
                    }
                    return []
                }
            ) { [sides] call in
                var x = call.x
                for (axis, side) in sides.enumerated() {
                    x =
                        try isAdded
                        ? x.framed(axis + 1, side.0, side.1)
                        : x.narrowed(axis + 1, side.0, x.shape[axis + 1] - side.0 - side.1)
                }
                return x
            }
        }
    }

    /// The one input, which must have so many axes.
    static func extents(_ shapes: [[Int]], _ axes: Int, _ word: String, _ expected: String) throws -> [Int] {
        guard shapes.count == 1, let shape = shapes.first, shape.count == axes else {
            throw Mistake(
                "\(word) is given examples of shape \(shapes.map(\.shapeText).joined(separator: ", "))",
                expected: expected)
        }
        return shape
    }
}
