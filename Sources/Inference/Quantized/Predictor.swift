public import Answers
public import Datasets
internal import Networks
public import Training

/// Something that answers rows: a model, or what was made of one.
///
/// It is used by one thread at a time.
public protocol Predictor: Presentable {
    /// The model whose layers answer, where that is what computes.
    var underlying: Model { get }
    /// The answers to `count` rows, one after the other, into memory of the caller's; without allocating once it has answered as many
    /// before.
    ///
    /// - Returns: rows that were answered: all of them, unless the work was cancelled.
    @discardableResult
    func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Int
    /// What its numbers take in a file.
    func storedSize() throws -> StoredSize
}

extension Predictor {
    /// The shapes of one row and of its answer.
    ///
    /// - Throws: `Mistake` for a model of several inputs, or one that does not know its input yet.
    public func shapes() throws -> (input: [Int], output: [Int]) {
        let network = try underlying.build()
        guard network.inputShapes.count == 1, let input = network.inputShapes.first else {
            throw Mistake(
                "the model has \(network.inputShapes.count) inputs", expected: "a model of one input", argument: "model"
            )
        }
        return (input, network.outputShape)
    }

    /// The answers to samples; to the first ones only when the work is cancelled.
    ///
    /// - Throws: `Mistake` for samples of another shape, and where there is no memory.
    public func answers(_ x: Samples, batchSize: Int = 256, work: Work = Work()) throws -> Samples {
        let network = try underlying.build(inputShape: x.shape.count > 1 ? Array(x.shape.dropFirst()) : [1])
        guard network.inputShapes.count == 1 else { _ = try shapes(); return x }
        let width = network.outputShape.reduce(1, *)
        let inputs = x.width
        try MemoryRoom.check(4 * Double(x.count) * Double(width), for: "the answers to \(x.count) rows") { _ in
            "fewer rows"
        }
        var out = [Float](repeating: 0, count: x.count * width)
        var done = 0
        try out.withUnsafeMutableBufferPointer { out in
            guard let base = out.baseAddress else { return }
            while done < x.count, !work.isCancelled {
                let batch = Swift.min(batchSize, x.count - done)
                let rows = Array(x.values[done * inputs..<(done + batch) * inputs])
                let answered = try answer(rows, count: batch, into: base + done * width, work: work)
                done += answered
                if answered < batch { break }
            }
        }
        return try Samples(shape: [done] + network.outputShape, values: Array(out.prefix(done * width)))
    }
}

extension Model: Predictor {
    /// Itself.
    public var underlying: Model { self }

    /// The network's own answers.
    @discardableResult
    public func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Int
    { try build().predict([rows], count: count, batchSize: count, into: answers, work: work) }

    /// Four bytes for each number, less where many are 0.
    public func storedSize() throws -> StoredSize { try build().storedSize() }
}
