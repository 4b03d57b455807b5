import Answers
import Datasets
import Language
import Training
import ArrayVocabulary

/// Batches that a generator of the learner's makes, `(x, y)` or `(x, y, weights)`, put together to the rows of one epoch after the
/// other: what `fit` takes under Keras's name of a generator.
final class BatchStream {
    private let iterator: Value
    /// Batches of one epoch; nil for all that there are.
    private let steps: Int?
    private let context: Context
    /// Puts the arrays of a dict into the order of a model's inputs.
    typealias Named = (Value) throws -> [Samples]?
    private let named: Named?
    /// Rows of one batch, as the first one has them.
    private(set) var batchSize = 0

    init(_ iterator: Value, steps: Int?, _ context: Context, _ named: Named? = nil) {
        (self.iterator, self.steps, self.context, self.named) = (iterator, steps, context, named)
    }

    /// The rows of the next epoch; nil where there are no more.
    ///
    /// - Throws: `Mistake` for what is no batch, batches of different shapes, and more rows than there is room for.
    func rows() throws -> FreshRows.Rows? {
        guard let found = try gathered() else { return nil }
        guard let y = found.y else {
            throw Mistake(
                "the batches have no targets", expected: "a tuple of arrays for each batch: (x, y)", argument: "x")
        }
        return (found.x, y, found.weights)
    }

    /// Those of the inputs alone, whether there are targets or not.
    func inputs() throws -> [Samples]? { try gathered()?.x }

    private func gathered() throws -> (x: [Samples], y: Samples?, weights: [Float]?)? {
        var (inputs, targets, weights): ([[Samples]], [Samples], [[Float]]) = ([], [], [])
        var numbers = 0.0
        while steps.map({ inputs.count < $0 }) ?? true, let batch = try iterator.next(in: context) {
            let (x, y, own) = try parts(batch)
            let rows = x.first?.count ?? 0
            if let first = inputs.first?.first?.count, let last = inputs.last?.first?.count,
                last != first || rows > first
            {
                throw Mistake(
                    "the generator gives batches of \(first) rows, then one of \(last == first ? rows : last)",
                    expected: "batches of one size, the last one of an epoch perhaps smaller", argument: "x")
            }
            numbers += x.reduce(Double(y?.values.count ?? 0)) { $0 + Double($1.values.count) }
            try MemoryRoom.check(8 * numbers, for: "the batches of an epoch") { _ in "steps_per_epoch=100" }
            inputs.append(x)
            if let y { targets.append(y) }
            if let own { weights.append(own) }
            guard weights.isEmpty || weights.count == inputs.count, targets.isEmpty || targets.count == inputs.count
            else {
                throw Mistake(
                    "some batches of the generator have \(targets.count == inputs.count ? "weights" : "targets") and some "
                        + "have none", expected: "(x, y) or (x, y, weights) in all of them", argument: "x")
            }
        }
        guard let first = inputs.first, let rows = first.first?.count else { return nil }
        guard inputs.allSatisfy({ $0.count == first.count }) else {
            throw Mistake(
                "some batches of the generator have \(first.count) inputs and some another number",
                expected: "as many in all", argument: "x")
        }
        if batchSize == 0 { batchSize = rows }
        return (
            try first.indices.map { number in try joined(inputs.map { $0[number] }) },
            targets.isEmpty ? nil : try joined(targets), weights.isEmpty ? nil : weights.flatMap { $0 }
        )
    }

    private func parts(_ batch: Value) throws -> (x: [Samples], y: Samples?, weights: [Float]?) {
        if let x = try named?(batch) { return (x, nil, nil) }
        if case .thing = batch, let x = try samples(batch) { return ([x], nil, nil) }
        guard let parts = batch.elements, (1...3).contains(parts.count),
            let x = try named?(parts[0]) ?? ArrayWords.several(parts[0]) ?? samples(parts[0]).map({ [$0] })
        else { throw strange(batch) }
        guard parts.count > 1, !parts[1].isNone else { return (x, nil, nil) }
        guard let y = try samples(parts[1]) else { throw strange(batch) }
        return (x, y, try parts.count == 3 ? samples(parts[2])?.values : nil)
    }

    private func strange(_ batch: Value) -> Mistake {
        Mistake(
            "the generator gives \(batch.brief)", expected: "a tuple of arrays for each batch: yield x, y",
            argument: "x")
    }

    private func samples(_ value: Value) throws -> Samples? { try ArrayWords.samples(value, work: context.work) }

    private func joined(_ parts: [Samples]) throws -> Samples {
        let shape = Array(parts[0].shape.dropFirst())
        if let odd = parts.first(where: { Array($0.shape.dropFirst()) != shape }) {
            throw Mistake(
                "the generator gives rows of shape \(shape), then of \(Array(odd.shape.dropFirst()))",
                expected: "batches of one shape", argument: "x")
        }
        let values = try Array(joining: parts.map(\.values), stoppedBy: context.work)
        return try Samples(shape: [parts.reduce(0) { $0 + $1.count }] + shape, values: values)
    }
}
