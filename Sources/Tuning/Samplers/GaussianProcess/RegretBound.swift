public import Answers
import Numbers
import RealModule

/// How much better than the best so far any configuration can still be, as a Gaussian process believes with high probability
/// (Makarova et al. 2022; the confidence of Optuna 5's terminator).
public enum RegretBound {
    private static let points = 1024

    /// The highest believable value of the best tried configuration less the lowest believable one anywhere; nil while too
    /// little is known.
    ///
    /// - Throws: `Stopped`.
    public static func value(_ history: TrialHistory, work: Work = Work()) throws -> Double? {
        guard history.directions.count == 1,
            let parameters = history.common?.filter({ !$0.domain.isSingle }), !parameters.isEmpty,
            parameters.count <= SobolSequence.maximum, history.informative >= 10, let sampler = try? GPSampler()
        else { return nil }
        var finished = history
        finished.running = []
        guard let surrogate = try sampler.surrogate(finished, parameters, work: work) else { return nil }
        let (d, n) = (Double(parameters.count), Double(surrogate.count))
        let width = (2 * Double.log(d * n * n * 16.449340668482264) / 5).squareRoot()
        let sequence = SobolSequence(dimension: parameters.count)
        var lowest = Double.infinity
        for index in 0..<points {
            if work.isCancelled { throw Stopped() }
            let codes = parameters.indices.map { axis in
                parameters[axis].domain.code(unit: sequence.coordinate(UInt32(index), axis))
            }
            let (mean, deviation) = surrogate.posterior(codes)
            lowest = min(lowest, mean - width * deviation)
        }
        var best = Double.infinity
        for observation in surrogate.observations {
            if work.isCancelled { throw Stopped() }
            let (mean, deviation) = surrogate.posterior(observation.codes)
            best = min(best, mean + width * deviation)
            lowest = min(lowest, mean - width * deviation)
        }
        return best - lowest
    }
}
