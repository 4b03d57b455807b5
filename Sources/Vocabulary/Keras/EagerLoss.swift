import Answers
import Arrays
import Autograd
import Cards
import Language
import Networks

/// The laboratory's losses on tensors: one operation of the record.
enum EagerLoss {
    /// The loss of the rows, reduced as in training, or of each row.
    ///
    /// - Parameters:
    ///   - weights: a factor of each row; the divisor stays the number of rows, as in Keras.
    ///   - perRow: whether the last axis alone goes, as in Keras's functions.
    /// - Throws: `Mistake` for targets that the loss cannot read.
    static func value(
        _ loss: Loss, _ target: Tensor, _ output: Tensor, weights: [Float]? = nil, perRow: Bool = false
    ) throws -> Tensor {
        if let function = loss.function {
            return try rethrowing(function) { try computed(loss, target, output, weights, perRow) }
        }
        return try computed(loss, target, output, weights, perRow)
    }

    private static func rethrowing(_ function: LossFunction, _ body: () throws -> Tensor) throws -> Tensor {
        let result = try body()
        try function.rethrow()
        return result
    }

    private static func computed(
        _ loss: Loss, _ target: Tensor, _ output: Tensor, _ weights: [Float]?, _ perRow: Bool
    ) throws -> Tensor {
        let columns = Swift.max(1, output.ndim > 1 || perRow ? output.shape.last ?? 1 : 1)
        let rows = output.count / columns
        let width = loss.targetColumns(outputs: columns)
        guard target.count == rows * width, rows > 0 else {
            throw Mistake(
                "the targets have shape \(target.shape.shapeText), the outputs \(output.shape.shapeText)",
                expected: "\(width) target\(width == 1 ? "" : "s") for each row of outputs", argument: "y_true"
            ).raised(
                as: "ValueError",
                "Arguments `target` and `output` must have the same shape up until the last dimension: target.shape="
                    + "\(target.shape.shapeText), output.shape=\(output.shape.shapeText)")
        }
        let (y, t) = (output.array.floats(), target.array.floats())
        try loss.check(targets: t, columns: width, classes: columns)
        let loss = loss.settled(for: t)
        let wantsGradient = output.requiresGrad
        var slopes = [Float](repeating: 0, count: wantsGradient ? y.count : 0)
        func evaluate(_ first: Int, _ count: Int) -> Double {
            y.withUnsafeBufferPointer { y in
                t.withUnsafeBufferPointer { t in
                    slopes.withUnsafeMutableBufferPointer { slopes in
                        guard let y = y.baseAddress, let t = t.baseAddress else { return 0 }
                        return loss.evaluate(
                            output: y + first * columns, target: t + first * width, rows: count, columns: columns,
                            gradient: slopes.baseAddress.flatMap { wantsGradient ? $0 + first * columns : nil })
                    }
                }
            }
        }
        let recorder = output.recorder
        guard perRow || weights != nil else {
            let value = evaluate(0, rows)
            return result(try NDArray(.float(value), .float32), output, slopes) { gradient, _ in gradient[0] }
        }
        var values: [Float] = []
        for row in 0..<rows {
            if recorder.work.isCancelled { throw Stopped() }
            values.append(Float(evaluate(row, 1)))
        }
        if perRow {
            let shape = Array(output.shape.dropLast())
            return result(try NDArray(values, shape: shape), output, slopes) { gradient, place in
                gradient[place / columns]
            }
        }
        let factors = weights ?? []
        guard factors.count == rows else {
            throw Mistake(
                "\(factors.count) weights for \(rows) rows", expected: "one for each", argument: "sample_weight")
        }
        let share = loss.reduction == .mean ? Float(rows) : 1
        let sum = zip(values, factors).reduce(Float(0)) { $0 + $1.0 * $1.1 } / share
        return result(try NDArray(.float(Double(sum)), .float32), output, slopes) { gradient, place in
            gradient[0] * factors[place / columns] / share
        }
    }

    /// A result whose gradient with respect to the output is `slopes` times a factor of each number.
    private static func result(
        _ array: NDArray, _ output: Tensor, _ slopes: [Float], _ factor: @escaping ([Float], Int) -> Float
    ) -> Tensor {
        Tensor.foreign("LossBackward", array, of: [output], recorder: output.recorder) { gradient in
            let upstream = gradient.array.floats()
            let numbers = slopes.enumerated().map { factor(upstream, $0.offset) * $0.element }
            return [output.recorder.tensor(try NDArray(numbers, shape: output.shape).converted(to: output.dtype))]
        }
    }

    /// Keras's losses as functions: the loss of each row.
    static let words: [Word] = {
        var taken: Set<String> = []
        return Loss.cards.flatMap { card in
            card.called.map(\.name).filter { taken.insert($0).inserted }.map { name in
                Word(
                    "keras.losses.\(name)", aliases: ["keras.metrics.\(name)"], family: "tensorflow",
                    summary: "the loss of each row: \(card.summary)",
                    parameters: [
                        Parameter("y_true", .any, .required, "the targets, a row for each example"),
                        Parameter("y_pred", .any, .required, "what a model gives"),
                        Parameter("from_logits", .bool, false, "whether outputs are logits", isKeywordOnly: true),
                    ], returns: "tensor",
                    examples: ["import keras; keras.losses.\(name)(\(example(name)))"], seeAlso: ["Sequential"],
                    meaning: .call { arguments, context in
                        guard let made = Loss(name: name) else { return .none }
                        let loss =
                            try arguments.bool("from_logits")
                            ? try Loss(card.name, ["from_logits": .number(1)]) : made
                        return .thing(
                            try value(
                                loss, context.kerasTensor(arguments["y_true"]),
                                context.kerasTensor(arguments["y_pred"]),
                                perRow: true))
                    })
            }
        }
    }()

    private static func example(_ name: String) -> String {
        name.contains("sparse") ? "[1], [[0.2, 0.8]]" : "[[0.0, 1.0]], [[0.2, 0.8]]"
    }
}
