import Numbers
public import Experiments
public import Figures
public import Answers
import Optimizers

extension Sweep: OnLandscape {
    /// Loss after the run against the rate, with the border of stability where the best run ended.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = runs.first else { throw Mistake("the sweep holds no run", expected: "at least one run") }
        let name = first.optimizer?.name ?? first.method.summary
        // A rate of 0 leaves the start where it is and has no place on a log axis.
        let pairs = zip(rates, runs).filter { $0.0 > 0 || rates.count == 1 }
        var figure = Figure.sweep(
            rates: pairs.map(\.0), losses: pairs.map { $0.1.diverged ? .infinity : $0.1.loss }, border: border(work),
            title: "\(name) on \(first.objective.name) at \(runs.count) learning rates",
            caption: runs.setting, options: options)
        if runs.count < rates.count { figure.caption.append("interrupted after \(runs.count) of \(rates.count) rates") }
        return figure
    }

    /// The largest stable rate of the rule, with the memory it has then, where the best run ended.
    private func border(_ work: Work) -> Double? {
        guard let best, best.steps <= 20_000, let rates = try? stableRates(best, work: work) else { return nil }
        return rates.last?.largest
    }
}
