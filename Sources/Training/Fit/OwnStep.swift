public import Answers

/// A step of a training that somebody wrote, in the place of loss, gradient and update: Keras's `train_step`.
///
/// The loop around it, its callbacks and its history are those of every fit. It belongs to the thread of the line that called `fit`.
public final class OwnStep: @unchecked Sendable {
    /// Trains on the rows of those numbers and tells what it measured, as far as the epoch has come.
    public typealias Body = (_ rows: [Int]) throws -> [History.Metric]

    let train: Body
    /// The same for rows of the validation data, without training; nil where the fit measures them itself.
    let test: Body?
    /// Before an epoch, and before its validation: what was gathered is forgotten.
    let reset: () throws -> Void

    /// A step of these functions.
    public init(train: @escaping Body, test: Body?, reset: @escaping () throws -> Void) {
        self.train = train
        self.test = test
        self.reset = reset
    }

    /// One step on these rows alone.
    public func trained(rows: Range<Int>) throws -> [History.Metric] { try train(Array(rows)) }

    /// All validation rows, batch by batch: what the last of them told, which has gathered that of the others.
    public func tested(rows: Range<Int>, batchSize: Int, work: Work) throws -> [History.Metric] {
        guard let test else { return [] }
        try reset()
        var found: [History.Metric] = []
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: batchSize) {
            if work.isCancelled { return found }
            found = try test(Array(first..<Swift.min(first + batchSize, rows.upperBound)))
        }
        return found
    }
}
