import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// One tensor made of several.
extension FeatureLayers {
    static let joining: [Word] = [
        merge("Average", "The mean of tensors of one shape") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try $0 + $1 } / Double(inputs.count)
        },
        merge("Maximum", "The largest of the numbers in the same place") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try Tensor.extremum(.maximum, $0, $1) }
        },
        merge("Minimum", "The smallest of the numbers in the same place") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try Tensor.extremum(.minimum, $0, $1) }
        },
        merge("Subtract", "The first tensor less the second", exactly: 2) { try $0[0] - $0[1] },
        LayerWords.layer(
            "Dot", "The products of two tensors, added up along an axis of each",
            [
                Parameter(
                    "axes", .oneOf([.int(), .tuple(of: .int())]), .required,
                    "the axis of both, or of each; the rows are axis 0"),
                Parameter(
                    "normalize", .bool, .value(.bool(false)), "whether both are given length 1 first: the cosine"),
            ], takes: [], example: "Dot(axes=1)"
        ) { arguments in
            let axes = try arguments.values("axes").compactMap(\.asInt)
            let isNormal = try arguments.bool("normalize")
            guard let first = axes.first, let last = axes.last, axes.count <= 2 else {
                throw arguments.mistake(
                    "axes", "axes = \(arguments["axes"].brief)", expected: "an axis, or one of each")
            }
            return TensorLayer(
                "Dot",
                [axes.count == 1 ? "axes=\(first)" : "axes=(\(first), \(last))"] + (isNormal ? ["normalize=True"] : []),
                name: arguments.optionalText("name"),
                parameters: { shapes in
                    guard shapes.count == 2 else {
                        throw Mistake("Dot is given \(shapes.count) inputs", expected: "two")
                    }
                    let places = zip([first, last], shapes).map { $0 < 0 ? $0 + $1.count + 1 : $0 }
                    guard zip(places, shapes).allSatisfy({ $0 >= 1 && $0 <= $1.count }),
                        shapes[0][places[0] - 1] == shapes[1][places[1] - 1], shapes.allSatisfy({ $0.count <= 2 })
                    else {
                        throw Mistake(
                            "Dot(axes=\(first)) is given shapes \(shapes.map(\.shapeText).joined(separator: " and "))",
                            expected: "axes of one length in examples of one or two axes")
                    }
                    return []
                }
            ) { call in
                func turned(_ x: Tensor, _ axis: Int, toLast: Bool) throws -> Tensor {
                    let place = axis < 0 ? axis + x.ndim : axis
                    var x = x
                    if isNormal {
                        let square = try x.square().sum([place], keepsAxes: true)
                        x = try x * square.clamped(1e-12, nil).reciprocalRoot()
                    }
                    if x.ndim == 2 { return try x.unsqueezed(toLast ? 1 : 2) }
                    return (place == 2) == toLast ? x : try x.transposed(1, 2)
                }
                let (a, b) = (call.inputs[0], call.inputs[1])
                let product = try turned(a, first, toLast: true).matmul(turned(b, last, toLast: false))
                let rest = (a.ndim == 3 ? [product.shape[1]] : []) + (b.ndim == 3 ? [product.shape[2]] : [])
                return try product.reshaped([call.rows] + (rest.isEmpty ? [1] : rest))
            }
        },
    ]

    private static func merge(
        _ word: String, _ summary: String, exactly count: Int? = nil,
        _ body: @escaping @Sendable ([Tensor]) throws -> Tensor
    ) -> Word {
        LayerWords.layer(word, summary, [], takes: [], example: "\(word)()") { arguments in
            TensorLayer(
                word, [], name: arguments.optionalText("name"),
                parameters: { shapes in
                    guard shapes.count > 1, count.map({ $0 == shapes.count }) ?? true else {
                        throw Mistake(
                            "\(word) is given \(Phrase.count(shapes.count, "input"))",
                            expected: count == nil ? "at least two" : "two")
                    }
                    guard Set(shapes).count == 1 else {
                        throw Mistake(
                            "\(word) is given shapes \(shapes.map(\.shapeText).joined(separator: ", "))",
                            expected: "one shape")
                    }
                    return []
                }
            ) { try body($0.inputs) }
        }
    }
}
