// A race as a table of colours, and performance profiles as stairs.

public import Experiments
public import Figures
public import Answers
import Numbers
public import Optimizers

extension Race: OnLandscape {
    /// All runs, landscape by landscape.
    public var runs: [Run] { entries.map(\.run) }

    /// Methods by landscapes: evaluations until the target, dark for few, grey for never.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !entries.isEmpty else { throw Mistake("the race holds no run", expected: "at least one run") }
        let table = methods.indices.map { m in
            landscapes.indices.map { l in entry(l, m)?.evaluationsToTarget.map(Double.init) ?? .nan }
        }
        var figure = Figure.heatMap(
            table, rowNames: methods, columnNames: landscapes,
            title: options.title ?? "Evaluations until the loss is within \(target.short()) of the minimum",
            label: "evaluations to target", caption: caption)
        figure.sentence = sentence
        figure.panels[0].layers = figure.panels[0].layers.map { layer in
            guard case .regions(var regions) = layer, !regions.texts.isEmpty else { return layer }
            // The cells stand row by row from the bottom, the methods from the top.
            regions.texts = methods.indices.reversed().flatMap { m in landscapes.indices.map { text($0, m) } }
            return .regions(regions)
        }
        return figure
    }

    private func text(_ landscape: Int, _ method: Int) -> String {
        guard let entry = entry(landscape, method) else { return "" }
        let cost = entry.evaluationsToTarget.map(String.init) ?? (entry.run.diverged ? "diverged" : "never")
        return entry.globalShare.map { "\(cost) (\((100 * $0).short()) %)" } ?? cost
    }

    private var caption: [String] {
        var facts = ["the landscapes' own starts", "at most \(evaluations) evaluations", "seed \(seed)"]
        if entries.contains(where: { $0.globalShare != nil }) {
            facts.append("in brackets: random starts that reach the global minimum")
        }
        if entries.count < methods.count * landscapes.count { facts.append("interrupted") }
        return facts
    }
}

extension PerformanceProfile: Drawable {
    /// ρ(τ): the share of problems that each method solves within τ times the cost of the best.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let last = max(2, (ratios.joined().max() ?? 1) * 1.2)
        let series = methods.indices.map { m in
            var points = [Point(1, share(m, within: 1))]
            for ratio in ratios[m] where ratio > 1 {
                points += [Point(ratio, points[points.count - 1].y), Point(ratio, share(m, within: ratio))]
            }
            return DataSeries(methods[m], points + [Point(last, points[points.count - 1].y)])
        }
        var figure = Figure.curves(
            series, title: options.title ?? "Performance profiles on \(problems) problems",
            x: "cost over the cost of the best, τ", y: "share of problems solved within τ",
            caption: ["cost: evaluations to target", "Dolan & Moré 2002"], isLog: false, sentence: sentence,
            options: PlotOptions(x: options.x, y: options.y ?? -0.02...1.04))
        figure.panels[0].x.isLog = figure.panels[0].x.range.lowerBound > 0
        figure.panels[0].layers = figure.panels[0].layers.map { layer in
            guard case .curve(var curve) = layer else { return layer }
            curve.hasDots = false
            return .curve(curve)
        }
        return figure
    }
}
