internal import Answers
internal import Datasets
internal import Networks
internal import Training

/// Looks at the model after every epoch, with the weights that it would be left with, and writes down what it sees.
struct EpochMeter: Callback {
    let parts: Parts
    let log: MeterLog

    var summary: String { "the measuring of an ablation" }

    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(self) }

    private final class Run: CallbackRun {
        private let meter: EpochMeter
        private let rows: [Float]
        private let count: Int
        private var outputs: [Float]

        init(_ meter: EpochMeter) {
            self.meter = meter
            let isSquared = meter.log.run.isSquared
            rows = isSquared ? meter.parts.validation.x.values + meter.parts.test.x.values : []
            count = isSquared ? meter.parts.validation.y.count + meter.parts.test.y.count : 0
            outputs = [Float](repeating: 0, count: count * meter.parts.test.y.width)
        }

        func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            meter.log.run.rates.append(epoch.rate)
            meter.log.run.clipped.append(epoch.shareClipped)
            guard loop.history.nonFinite == nil else { return }
            try loop.withFinalWeights { try meter.log.run.isSquared ? predict(loop) : evaluate(loop) }
        }

        private func evaluate(_ loop: FitLoop) throws {
            let (watched, test) = (meter.parts.validation, meter.parts.test)
            meter.log.run.losses.append(try loop.pureLoss([watched.x], watched.y))
            meter.log.run.testLosses.append(try loop.pureLoss([test.x], test.y))
        }

        private func predict(_ loop: FitLoop) throws {
            try outputs.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                _ = try loop.network.predict([rows], count: count, batchSize: 128, into: base, work: loop.work)
            }
            let watched = meter.parts.validation.y
            let border = watched.values.count
            let (loss, shared, residual) = Run.squares(outputs[..<border], watched)
            meter.log.run.losses.append(loss)
            meter.log.run.shared.append(shared)
            meter.log.run.residuals.append(residual)
            meter.log.run.testLosses.append(Run.squares(outputs[border...], meter.parts.test.y).loss)
        }

        /// Mean squared error, the part of it that is the outputs' mean residuals, and the mean residual of all.
        private static func squares(_ outputs: ArraySlice<Float>, _ y: Samples) -> (
            loss: Double, shared: Double, residual: Double
        ) {
            let width = y.width
            var (squares, sums) = (0.0, [Double](repeating: 0, count: width))
            y.values.withUnsafeBufferPointer { truth in
                outputs.withUnsafeBufferPointer { outputs in
                    for place in truth.indices {
                        let far = Double(outputs[place]) - Double(truth[place])
                        squares += far * far
                        sums[place % width] += far
                    }
                }
            }
            let rows = Double(y.count)
            let shared = sums.reduce(0) { $0 + ($1 / rows) * ($1 / rows) } / Double(width)
            return (squares / Double(y.values.count), shared, sums.reduce(0, +) / Double(y.values.count))
        }

        func trainingEnded(_ loop: FitLoop) throws {
            guard meter.log.run.isSquared else { return }
            let test = outputs.suffix(meter.parts.test.y.values.count)
            meter.log.run.distinct = Swift.min(4, Set(test).count)
        }
    }
}

/// What one training has shown so far. It belongs to the thread that trains.
final class MeterLog: @unchecked Sendable {
    var run: MeasuredRun

    init(_ run: MeasuredRun) { self.run = run }
}
