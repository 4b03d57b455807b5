// The U-curve of a sweep and the schedule of an optimizer: pictures of the learning rate.

public import Experiments
public import Figures
import Landscapes
public import Numbers
public import Optimizers

extension Sweep: Drawable {
    /// Loss after the run against the rate, with the border of stability where the best run ended.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = runs.first else { throw Mistake("the sweep holds no run", expected: "at least one run") }
        let name = first.optimizer?.name ?? first.method.summary
        // A rate of 0 leaves the start where it is and has no place on a log axis.
        let pairs = zip(rates, runs).filter { $0.0 > 0 || rates.count == 1 }
        var figure = Figure.sweep(
            rates: pairs.map(\.0), losses: pairs.map { $0.1.diverged ? .infinity : $0.1.loss }, border: border(work),
            title: "\(name) on \(first.objective.name) at \(runs.count) learning rates",
            caption: Pictures.setting(of: runs), options: options)
        if runs.count < rates.count { figure.caption.append("interrupted after \(runs.count) of \(rates.count) rates") }
        return figure
    }

    /// The largest stable rate of the rule, with the memory it has then, where the best run ended.
    private func border(_ work: Work) -> Double? {
        guard let best, best.steps <= 20_000, let rates = try? stableRates(best, work: work) else { return nil }
        return rates.last?.largest
    }
}

extension Optimizer: Drawable {
    /// The rate it takes at each step.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure =
            switch rate {
            case .schedule(let schedule): Pictures.schedules([schedule], options)
            case .constant(let rate):
                Figure.curves(
                    [Series("learning rate", [Point(0, rate), Point(100, rate)])], title: summary, x: "step",
                    y: "learning rate", sentence: "The rate is \(rate.short(6)) at every step.", options: options)
            }
        figure.title = options.title ?? "Learning rate of \(summary)"
        return figure
    }
}

extension Pictures {
    /// What all runs of an experiment share and a person needs to do it again.
    static func setting(of runs: [Run]) -> [String] {
        guard let first = runs.first else { return [] }
        var facts = [first.objective.name]
        if let landscape = first.objective as? Landscape { facts += landscape.ownFacts }
        if runs.allSatisfy({ $0.start == first.start }) {
            facts.append("start \(first.start.short(dimension: first.objective.dimension))")
        }
        facts.append("\(first.requestedSteps) steps\(runs.count > 1 ? " each" : "")")
        if let optimizer = first.optimizer {
            facts.append(optimizer.gradientStage.isEmpty ? "no clipping" : optimizer.gradientStage.summary)
        }
        return facts + ["seed \(first.seed)"]
    }
}
