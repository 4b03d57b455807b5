import Answers
import Arrays
import Autograd
import Cards
import Language
import Networks
import Words

/// The laboratory's losses on tensors: one operation of the record.
enum EagerLoss {
    /// The loss of the rows, reduced as the loss says.
    ///
    /// - Parameter weights: factors of the rows, or of the groups of numbers that the loss is taken of; one for all, too.
    /// - Throws: `Mistake` for targets that the loss cannot read, and for weights of another shape.
    static func value(_ loss: Loss, _ target: Tensor, _ output: Tensor, weights: NDArray? = nil) throws -> Tensor {
        let result = try computed(loss, target, output, weights)
        try loss.function?.rethrow()
        return result
    }

    /// The output's shape once both have as many axes, as Keras makes them.
    private static func shape(_ loss: Loss, _ target: Tensor, _ output: Tensor) -> [Int] {
        guard !loss.targetsAreClasses else { return output.shape }
        switch output.ndim - target.ndim {
        case 1 where output.shape.last == 1 && target.ndim != 1: return output.shape.dropLast()
        case -1 where target.shape.last == 1 && output.ndim == 1: return output.shape + [1]
        default: return output.shape
        }
    }

    private static func computed(
        _ given: Loss, _ target: Tensor, _ output: Tensor, _ weights: NDArray?
    ) throws -> Tensor {
        let shape = shape(given, target, output)
        let loss = try given.shaped(Array(shape.dropFirst()))
        let columns = Swift.max(1, shape.last ?? 1)
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
        var slopes = [Float](repeating: 0, count: output.requiresGrad ? y.count : 0)
        func computing<Result>(_ body: (UnsafeMutablePointer<Float>?) -> Result) -> Result {
            slopes.withUnsafeMutableBufferPointer { body($0.count > 0 ? $0.baseAddress : nil) }
        }
        guard weights != nil || loss.reduction == .unreduced else {
            // A mean over the examples: each has as many rows as its inner axes say.
            let share =
                loss.reduction == .batchMean ? Double(rows) / Double(Swift.max(1, output.shape.first ?? 1)) : 1
            let value = computing {
                loss.evaluate(output: y, target: t, rows: rows, columns: columns, gradient: $0)
            }
            return result(try NDArray(.float(share * value), .float32), output, slopes) { gradient in
                { _ in gradient[0] * Float(share) }
            }
        }
        let values = computing { loss.values(output: y, target: t, rows: rows, columns: columns, gradient: $0) }
        let weighted = try Weighted(values, shape: loss.valueShape(shape), weights)
        let examples = Double(Swift.max(1, output.shape.first ?? 1))
        return result(try weighted.reduced(loss.reduction, examples: examples), output, slopes) { gradient in
            let factors = weighted.factors(gradient, loss.reduction, examples: examples)
            return { factors[loss.valuePlace($0, rows: rows, columns: columns)] }
        }
    }

    /// A result whose gradient with respect to the output is `slopes` times a factor of each number.
    private static func result(
        _ array: NDArray, _ output: Tensor, _ slopes: [Float], _ factor: @escaping ([Float]) -> (Int) -> Float
    ) -> Tensor {
        Tensor.foreign("LossBackward", array, of: [output], recorder: output.recorder) { gradient in
            let factor = factor(gradient.array.floats())
            let numbers = slopes.enumerated().map { factor($0.offset) * $0.element }
            return [output.recorder.tensor(try NDArray(numbers, shape: output.shape).converted(to: output.dtype))]
        }
    }

    /// Keras's losses as functions: the loss of each row.
    static let words: [Word] = {
        var taken: Set<String> = []
        return Loss.cards.flatMap { card in
            let settings = card.hyperparameters.filter { $0.name != "reduction" }
            return card.called.filter { taken.insert($0.name).inserted }.map { spelling in
                Word(
                    "keras.losses.\(spelling.name)", aliases: ["keras.metrics.\(spelling.name)"], family: "tensorflow",
                    summary: "the loss of each row: \(card.summary)",
                    parameters: [
                        Parameter("y_true", .any, .required, "the targets, a row for each example"),
                        Parameter("y_pred", .any, .required, "what a model gives"),
                    ] + settings.map { CardWords.parameter($0) }, returns: "tensor",
                    examples: ["import keras; keras.losses.\(spelling.name)(\(example(spelling.name)))"],
                    seeAlso: ["Sequential"],
                    meaning: .call { arguments, context in
                        var loss = try card.make(
                            spelling.given.merging(CardWords.given(settings, arguments)) { $1 })
                        loss.reduction = .unreduced
                        return .thing(
                            try value(
                                loss, context.kerasTensor(arguments["y_true"]),
                                context.kerasTensor(arguments["y_pred"])))
                    })
            }
        }
    }()

    private static func example(_ name: String) -> String {
        name.contains("sparse") ? "[1], [[0.2, 0.8]]" : "[[0.0, 1.0]], [[0.2, 0.8]]"
    }
}

/// The losses of rows times their weights.
private struct Weighted {
    private let values: [Double]
    private let weights: [Float]
    private let shape: [Int]
    /// What a mean by weights divides by.
    private let mass: Double

    /// Keras's rule: both get as many axes, then they are multiplied, whereby a single loss meets every weight.
    init(_ values: [Double], shape: [Int], _ given: NDArray?) throws {
        self.values = values
        guard let given else {
            (weights, self.shape) = ([Float](repeating: 1, count: values.count), shape)
            mass = Double(values.count)
            return
        }
        var (own, theirs) = (shape, given.shape)
        switch theirs.count - own.count {
        case 1 where theirs.last == 1: if own.count == 1 { own.append(1) } else { theirs.removeLast() }
        case -1 where own.last == 1: if theirs.count == 1 { theirs.append(1) } else { own.removeLast() }
        default: break
        }
        guard let joint = try? NDArray.broadcast(own, theirs), joint == own || values.count == 1 else {
            throw Mistake(
                "weights of shape \(given.shape.shapeText) for losses of shape \(shape.shapeText)",
                expected: "one for each, or one for all", argument: "sample_weight")
        }
        weights = try given.reshaped(theirs).broadcast(to: joint).floats()
        self.shape = joint
        // The weights as they were given: one for all is itself the divisor.
        mass = given.floats().reduce(0) { $0 + Double($1) }
    }

    private func value(_ place: Int) -> Double { values.count == 1 ? values[0] : values[place] }

    private func divisor(_ reduction: Loss.Reduction, examples: Double) -> Double {
        // A single number is reduced by nothing.
        if shape.isEmpty { return 1 }
        return switch reduction {
        case .mean: Double(Swift.max(1, weights.count))
        case .meanOfWeights: mass
        case .batchMean: examples
        case .sum, .sumOfRows, .unreduced: 1
        }
    }

    func reduced(_ reduction: Loss.Reduction, examples: Double) throws -> NDArray {
        let products = weights.enumerated().map { value($0.offset) * Double($0.element) }
        if reduction == .unreduced { return try NDArray(products.map { Float($0) }, shape: shape) }
        let divisor = divisor(reduction, examples: examples)
        return try NDArray(.float(divisor == 0 ? 0 : products.reduce(0, +) / divisor), .float32)
    }

    /// What the slope of each value is multiplied by on the way back.
    func factors(_ gradient: [Float], _ reduction: Loss.Reduction, examples: Double) -> [Float] {
        let divisor = Float(divisor(reduction, examples: examples))
        var factors = [Float](repeating: 0, count: values.count)
        for (place, weight) in weights.enumerated() {
            let upstream = reduction == .unreduced ? gradient[place] : divisor == 0 ? 0 : gradient[0] / divisor
            factors[values.count == 1 ? 0 : place] += upstream * weight
        }
        return factors
    }
}
