public import Answers
import Numbers
import RealModule
import Synchronization

/// Bayesian optimisation with a Gaussian process: the configuration with the largest expected improvement is proposed (Mockus
/// 1975; Jones, Schonlau & Welch 1998, with the logarithm of Ament et al. 2023).
///
/// The recipe is that of Optuna 5: Matérn 5/2 with a length scale for each hyperparameter, fitted by its posterior density, log EI,
/// 2048 scrambled Sobol points and the incumbent, local searches from ten of them. Running trials are believed to give what is
/// expected of them; trials that failed count as the worst value. Several objectives are put into one by a Chebyshev sum with weights
/// that each trial draws (Knowles 2006, ParEGO). From 50 trials on the kernel is fitted to a prefix whose length changes every
/// n/25 trials. Of more than 500 trials the 240 best, the newest, and those of the last twenty count.
public struct GPSampler: Sampler {
    /// Trials with values before the first proposal; until then values are drawn at random.
    public let startup: Int
    /// Whether the objective gives the same value again: no noise is fitted.
    public let isDeterministic: Bool
    private let fits = FitMemory()
    /// Trials that a process is made of, at most: its cost grows with their third power.
    private static let most = 500

    /// - Throws: `Mistake` for a negative number of start-up trials.
    public init(startup: Int = 10, deterministic: Bool = false) throws {
        try Interval.atLeast(0).whole.check(startup, "n_startup_trials", standard: 10)
        self.startup = startup
        isDeterministic = deterministic
    }

    /// `GPSampler(deterministic_objective=True)`
    public var name: String {
        Phrase.call(
            "GPSampler",
            [
                startup == 10 ? nil : "n_startup_trials=\(startup)",
                isDeterministic ? "deterministic_objective=True" : nil,
            ])
    }

    /// The place with the largest expected improvement.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        guard request.history.informative >= max(startup, 1),
            let surrogate = try surrogate(request.history, request.parameters, key: request, request.work)
        else { return nil }
        var search = AcquisitionSearch(surrogate, request.stream("acquisition"), request.work)
        let place = try search.best()
        return zip(request.parameters, place).map { $0.domain.isCategorical ? $1 : $0.domain.code(unit: $1) }
    }

    /// What the process believes after these trials; nil where too little is known.
    ///
    /// - Parameter parameters: all in force in the trials that count.
    /// - Throws: `Stopped`.
    public func surrogate(_ history: TrialHistory, _ parameters: [SearchParameter], work: Work = Work()) throws
        -> Surrogate?
    {
        try surrogate(history, parameters, key: nil, work)
    }

    private func surrogate(
        _ history: TrialHistory, _ parameters: [SearchParameter], key: SuggestionRequest?, _ work: Work
    ) throws -> Surrogate? {
        let columns = parameters.compactMap(history.column)
        guard columns.count == parameters.count else { return nil }
        let losses = history.directions.count == 1 ? history.imputedLosses : chebyshev(history, key)
        var units: [[Double]] = []
        var known: [Double] = []
        var trials: [Trial] = []
        for place in history.finished.indices {
            guard let loss = losses[place] else { continue }
            let unit = zip(parameters, columns).map { parameter, column in
                parameter.domain.isCategorical
                    ? column.places[place]
                    : parameter.domain.unitOfScaled(column.places[place])
            }
            guard unit.allSatisfy(\.isFinite) else { continue }
            units.append(unit)
            known.append(loss)
            trials.append(history.finished[place])
        }
        if known.count > GPSampler.most {
            let kept = GPSampler.kept(known)
            units = kept.map { units[$0] }
            trials = kept.map { trials[$0] }
            known = kept.map { known[$0] }
        }
        guard known.count >= 2 else { return nil }
        let running = history.running.compactMap { trial -> [Double]? in
            let unit = parameters.compactMap { parameter in
                trial.configuration[parameter.name].flatMap(parameter.domain.code).map {
                    parameter.domain.isCategorical ? $0 : parameter.domain.unit($0)
                }
            }
            return unit.count == parameters.count ? unit : nil
        }
        let isCategorical = parameters.map(\.domain.isCategorical)
        func fit(_ values: [Double]) throws -> GaussianProcess.Kernel {
            let prefix = GPSampler.prefix(of: values.count)
            return try fits.kernel(
                Array(units.prefix(prefix)), Standardised(Array(values.prefix(prefix))).values, isCategorical,
                isNoisy: !isDeterministic, work)
        }
        let names = Set(trials.flatMap(\.constraints.keys)).sorted()
        let limits = try names.map { name in
            let worst = trials.compactMap { $0.constraints[name] }.max() ?? 0
            let values = trials.map { $0.constraints[name] ?? worst }
            return (values: values, kernel: try fit(values))
        }
        return try Surrogate(
            parameters, units: units, losses: known, running: running,
            feasible: trials.map { $0.state == .complete && $0.violation <= 0 }, constraints: limits,
            kernel: fit(known.map { -$0 }), work: work)
    }

    /// How many of n trials the kernel is fitted to.
    static func prefix(of count: Int) -> Int {
        let step = max(1, count / 25)
        return count / step * step
    }

    /// Of too many trials the better half of what there is room for, and the newest; both are chosen among a number of trials that
    /// grows in steps, so that the kernel need not be fitted anew for every trial, and those that came since are added.
    private static func kept(_ losses: [Double]) -> [Int] {
        let step = most / 25
        let settled = losses.count / step * step
        let added = losses.count - settled
        let room = most - step
        let best = Set((0..<settled).sorted { (losses[$0], $0) < (losses[$1], $1) }.prefix(room / 2))
        let newest = (0..<settled).reversed().lazy.filter { !best.contains($0) }.prefix(room - best.count)
        return (best + Array(newest)).sorted() + Array(settled..<settled + added)
    }

    /// max wᵢfᵢ + 0.05·Σ wᵢfᵢ of the losses brought to 0…1, with weights that the trial draws.
    private func chebyshev(_ history: TrialHistory, _ key: SuggestionRequest?) -> [Double?] {
        var stream = key?.stream("weights of objectives") ?? RandomStream(seed: 0, purpose: "weights of objectives")
        let raw = history.directions.map { _ in -Double.log(1 - stream.uniform()) }
        let weights = raw.map { $0 / raw.reduce(0, +) }
        return Scalarization.chebyshev(weights, ideal: weights.map { _ in 0 }).losses(history)
    }
}

/// Kernels that were fitted before, by what they were fitted to: the same data give the same kernel, so that remembering them
/// changes nothing but the time.
private final class FitMemory: Sendable {
    private struct Entry {
        let units: [[Double]]
        let values: [Double]
        let kernel: GaussianProcess.Kernel
    }

    private let entries = Mutex<[Entry]>([])

    func kernel(
        _ units: [[Double]], _ values: [Double], _ isCategorical: [Bool], isNoisy: Bool, _ work: Work
    ) throws -> GaussianProcess.Kernel {
        if let known = entries.withLock({ $0.first { $0.values == values && $0.units == units } }) {
            return known.kernel
        }
        let fit = try ProcessFit(units, values, isCategorical: isCategorical, isNoisy: isNoisy, work: work)
        let kernel = try fit.kernel(from: GaussianProcess.Kernel(dimension: isCategorical.count))
        entries.withLock { entries in
            entries.append(Entry(units: units, values: values, kernel: kernel))
            if entries.count > 8 { entries.removeFirst() }
        }
        return kernel
    }
}
