internal import Answers
internal import Datasets
internal import Dispatch
internal import Networks
internal import Training

/// Where the time of a training step goes, measured: the middle of many steps.
public struct StepTime: Sendable, Equatable {
    /// Seconds for gathering the rows of the batch.
    public let load: Double
    /// Seconds forward alone.
    public let forward: Double
    /// Seconds from the loss back to the parameters.
    public let backward: Double
    /// Seconds for the optimizer's move.
    public let move: Double

    /// Seconds of a step: its four parts, each the middle of its own times.
    public var total: Double { load + forward + backward + move }

    /// The parts by name, with their shares of the whole.
    public var shares: [(name: String, share: Double)] {
        [("load", load), ("forward", forward), ("backward", backward), ("update", move)].map { ($0, $1 / total) }
    }

    /// Takes steps for a quarter of a second, at least five.
    init(_ step: GradientStep, _ x: Samples, _ y: Samples, _ order: [Int], work: Work) {
        var times: [[Double]] = [[], [], [], []]
        func clock() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
        x.values.withUnsafeBufferPointer { x in
            order.withUnsafeBufferPointer { order in
                y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return }
                    let begin = clock()
                    while !work.isCancelled, times[0].count < 5 || clock() - begin < 250_000_000 {
                        let start = clock()
                        step.load(order, inputs: [x], targets: y)
                        let loaded = clock()
                        _ = step.tape.evaluate(batch: order.count, work: work)
                        let evaluated = clock()
                        guard let slope = step.differentiate(work: work), slope.loss.isFinite else { break }
                        let differentiated = clock()
                        guard (try? step.move(rate: 0)) != nil else { break }
                        let forward = evaluated - loaded
                        let both = differentiated - evaluated
                        let parts = [
                            loaded - start, forward, both > forward ? both - forward : 0, clock() - differentiated,
                        ]
                        for (place, part) in parts.enumerated() { times[place].append(Double(part) * 1e-9) }
                    }
                }
            }
        }
        func middle(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
        (load, forward, backward, move) = (middle(times[0]), middle(times[1]), middle(times[2]), middle(times[3]))
    }
}
