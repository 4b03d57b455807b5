// Stability as a picture: the limit of the rate along the path, and where on the landscape the rate is stable.

public import Experiments
public import Figures
public import Answers
import Numbers
public import Optimizers

extension Stability: OnLandscape {
    /// The run that was looked at.
    public var runs: [Run] { [run] }

    /// The limit of the rate over the steps, beside the path over the region where the rate is stable.
    ///
    /// - Throws: `Mistake` when the run has no steps.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !rates.isEmpty else { throw Mistake("the run has no steps", expected: "at least one step") }
        let map = run.objective.dimension == 2 ? try self.map(work) : try run.figure(PlotOptions(), work: work)
        var figure = Figure.sideBySide([curves, map], PlotOptions())
        figure.title = options.title ?? "Stability of \(run.method.summary) on \(run.objective.name)"
        figure.caption = [run].setting + map.caption.filter { $0.hasPrefix("a dot every") }
        figure.sentence = sentence
        return figure
    }

    /// Limit and rate over the steps; gaps where no direction curves upwards.
    private var curves: Figure {
        let limit = rates.map { Point(Double($0.step), $0.largest ?? .nan) }
        let used = rates.map { Point(Double($0.step), $0.rate) }
        let isPositive = rates.allSatisfy { $0.rate > 0 && ($0.largest ?? 1) > 0 }
        return Figure.curves(
            [DataSeries("largest stable rate", limit), DataSeries("rate used", used, isDashed: true)],
            title: "Limit along the path", x: "step", y: "learning rate", isLog: isPositive ? true : nil)
    }

    /// The path over the region where the rate is stable; for a rule whose limit depends on its memory there is no such
    /// region, and the steps above their limit are marked on the landscape instead.
    private func map(_ work: Work) throws -> Figure {
        var figure = try run.figure(PlotOptions(), work: work)
        guard var panel = figure.panels.first else { return figure }
        panel.title = "Where the steps were taken"
        if let factor, let rate = rates.last?.rate {
            panel.colors = nil
            panel.layers = panel.layers.map { layer in
                guard case .field(let field) = layer else { return layer }
                return .regions(region(field.grid, factor: factor, rate: rate, work))
            }
            panel.title = "Where a rate of \(rate.short(4)) is stable"
        } else {
            let outside = rates.filter { $0.ratio > 1 }.map(\.point)
            if !outside.isEmpty {
                let points = Points(outside, name: "step above its limit", color: 4, symbol: .cross)
                panel.layers.append(.points(points))
            }
        }
        figure.panels = [panel]
        return figure
    }

    /// c with limit = c/λmax, when it is the same at all steps: 2 for plain descent, 2(1 + μ) with heavy-ball momentum.
    private var factor: Double? {
        let factors = rates.compactMap { entry in entry.largest.map { $0 * entry.sharpness } }
        guard let low = factors.min(), let high = factors.max(), low > 0, high < low * 1.001 else { return nil }
        return (low + high) / 2
    }

    private func region(_ grid: ValueGrid, factor: Double, rate: Double, _ work: Work) -> Regions {
        let sharpness = ValueGrid(columns: 160, rows: 160, x: grid.x, y: grid.y, work: work) {
            run.objective.curvature(at: $0).hessian.eigenvalues.larger
        }
        let kinds = sharpness.values.map { λ in λ.isNaN ? -1 : λ <= 0 ? 2 : rate * λ <= factor ? 0 : 1 }
        let names = ["stable", "unstable: rate above \(factor.short(4))/λmax", "curves upwards nowhere"]
        return Regions(
            columns: sharpness.columns, rows: sharpness.rows, x: grid.x, y: grid.y, kinds: kinds,
            names: names.enumerated().map { kinds.contains($0.offset) ? $0.element : "" },
            colors: [Color(0xbfe0cf), Color(0xf3cfae), Color(0xe4e4e4)])
    }
}
