public import Datasets
public import Networks
public import Answers
internal import Optimizers

/// The inputs of a model: one array of samples for each, row i of all of them being example i.
extension [Samples] {
    /// The addresses of the first numbers, valid within `body`.
    func withPointers<Result>(_ body: ([UnsafePointer<Float>]) throws -> Result) rethrows -> Result? {
        func open(_ index: Int, _ pointers: [UnsafePointer<Float>]) throws -> Result? {
            guard index < count else { return try body(pointers) }
            return try self[index].values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return nil }
                return try open(index + 1, pointers + [base])
            }
        }
        return try open(0, [])
    }
}

extension Network {
    /// The output for each sample, one array for each input; for the first ones only when the work is cancelled.
    ///
    /// - Throws: `Mistake` when the samples are not what the network reads, or there is no memory for a batch.
    public func predict(_ x: [Samples], batchSize: Int = 32, work: Work = Work()) throws -> Samples {
        try check(inputs: x)
        let values = try predict(x.map(\.values), count: x[0].count, batchSize: batchSize, work: work)
        let rows = values.count / Swift.max(1, outputShape.reduce(1, *))
        return try Samples(shape: [rows] + outputShape, values: values)
    }

    /// Names, shapes and places of the parameters, as an optimizer asks for them.
    var layout: ParameterLayout {
        ParameterLayout(
            tensors: entries.map { ParameterLayout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
    }

    /// - Throws: `Mistake` when there are not as many inputs as the model reads, or they differ in their rows.
    func check(inputs x: [Samples]) throws {
        guard x.count == inputShapes.count else {
            throw Mistake(
                "the model has \(inputShapes.count) input\(inputShapes.count == 1 ? "" : "s") and is given \(x.count)",
                expected: inputShapes.count == 1 ? "one array" : "a list of \(inputShapes.count) arrays",
                try: inputShapes.count == 1 ? nil : "model.predict([a, b])", argument: "x")
        }
        if let odd = x.firstIndex(where: { $0.count != x[0].count }) {
            throw Mistake(
                "input 1 has \(x[0].count) rows and input \(odd + 1) has \(x[odd].count)",
                expected: "the same number of rows in every input", argument: "x")
        }
        for (number, samples) in x.enumerated() { try checkClasses(samples.values, input: number) }
    }
}

/// The shape of one sample; a list of single numbers counts as one feature each.
func exampleShape(_ samples: Samples) -> [Int] {
    samples.shape.count > 1 ? Array(samples.shape.dropFirst()) : [1]
}
