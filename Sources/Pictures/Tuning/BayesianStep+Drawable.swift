public import Answers
public import Figures
import Numbers
public import Tuning

/// One of the six steps of Bayesian optimisation: what is believed, what has been seen, and where to look next. All steps have the
/// same frames under the same headings.
extension BayesianStep: Drawable {
    /// Over one hyperparameter belief and acquisition one above the other, over two the belief's mean, its deviation and the
    /// acquisition side by side.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard axes.allSatisfy({ !$0.isEmpty }) else {
            throw Mistake(
                "the space has no points to draw", expected: "hyperparameters with a range", argument: "study")
        }
        let scales = parameters.map { ParameterAxis($0.name, $0.domain) }
        var figure = Figure(
            title: options.title ?? "Step \(phase.rawValue) of 6: \(phase.title)",
            caption: ["\(Phrase.count(observations.count, "trial")) seen", remark], sentence: sentence,
            panels: parameters.count == 1 ? line(scales[0], options) : plane(scales))
        figure.columns = parameters.count == 1 ? 1 : 3
        return figure
    }

    /// What is measured, and in which unit.
    private var unit: String { isInItsUnit ? "objective" : "objective, standardised" }

    /// Chosen configurations as places of the frame.
    private func places(_ codes: [Double], _ scales: [ParameterAxis]) -> [Double] {
        zip(codes, scales).map { $1.domain.unit($0) }
    }

    // MARK: One hyperparameter

    private func line(_ scale: ParameterAxis, _ options: PlotOptions) -> [Panel] {
        let x = axes[0].map { scale.domain.unit($0) }
        let low = zip(means, deviations).map { $0 - 2 * $1 }
        let high = zip(means, deviations).map { $0 + 2 * $1 }
        var belief: [PanelLayer] = [
            .band(Band(x: x, low: low, high: high, name: "mean ± 2 deviations", color: 3)),
            .curve(CurveLayer(zip(x, means).map { Point($0, $1) }, name: "mean", color: 3)),
        ]
        let seen = observations.map { Point(places($0.codes, [scale])[0], $0.value) }
        if !seen.isEmpty { belief.append(.points(Points(seen, name: "seen", color: 2))) }
        let next = chosen.map { places($0, [scale])[0] }
        let guides = next.map { place -> PanelLayer in
            var line = GuideLine(.vertical, at: place, name: next.count == 1 ? "next" : "")
            line.color = 0
            return .guide(line)
        }
        let ends = low + high + seen.map(\.y)
        let (least, most) = (ends.min() ?? -1, ends.max() ?? 1)
        let air = max((most - least) * 0.05, 1e-12)
        let across = scale.axis
        var acquisition: [PanelLayer] = []
        if improvements.isEmpty {
            acquisition.append(.note(BayesianStep.nothingYet))
        } else {
            acquisition.append(.curve(CurveLayer(zip(x, improvements).map { Point($0, $1) }, color: 0)))
        }
        let top = improvements.max() ?? 1
        return [
            Panel(
                title: "belief", x: across, y: Axis(unit, options.y ?? (least - air)...(most + air)),
                layers: belief + guides),
            Panel(
                title: "expected improvement", x: across,
                y: Axis(unit, 0...(top > 0 ? top * 1.08 : 1)), layers: acquisition + guides),
        ]
    }

    private static var nothingYet: Note {
        var note = Note("no posterior yet", at: Point(0.5, 0.5))
        (note.isOfFrame, note.across) = (true, 0.5)
        return note
    }

    // MARK: Two hyperparameters

    private func plane(_ scales: [ParameterAxis]) -> [Panel] {
        let (across, up) = (axes[0].count, axes[1].count)
        func ends(_ axis: Int) -> ClosedRange<Double> {
            let places = [axes[axis][0], axes[axis][axes[axis].count - 1]].map { scales[axis].domain.unit($0) }
            return min(places[0], places[1])...max(places[0], places[1])
        }
        let seen = observations.map { observation -> Point in
            let place = places(observation.codes, scales)
            return Point(place[0], place[1])
        }
        let next = chosen.map { codes -> Point in
            let place = places(codes, scales)
            return Point(place[0], place[1])
        }
        func panel(_ title: String, _ values: [Double], _ label: String) -> Panel {
            // The second hyperparameter changes fastest; a grid is told row by row.
            let rows = (0..<up).flatMap { row in (0..<across).map { values.isEmpty ? .nan : values[$0 * up + row] } }
            let grid = ValueGrid(columns: across, rows: up, x: ends(0), y: ends(1), values: rows)
            let finite = rows.filter(\.isFinite)
            let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
            let scale = ColorScale(
                .linear, low < high ? low...high : (low - 1)...(low + 1), label: label, palette: .ink)
            var layers: [PanelLayer] =
                values.isEmpty
                ? [.note(BayesianStep.nothingYet)] : [.field(Field(grid, hasContours: low < high))]
            layers += [(seen, "seen", 2, 1.5), (next, "next", 0, 2.0)].compactMap { places, name, color, size in
                guard !places.isEmpty else { return nil }
                var signs = Points(places, name: name, color: color, symbol: name == "next" ? .diamond : .dot)
                (signs.size, signs.edge) = (size, Color(0xffffff))
                return .points(signs)
            }
            return Panel(title: title, x: scales[0].axis, y: scales[1].axis, colors: scale, layers: layers)
        }
        return [
            panel("belief: mean", means, unit), panel("belief: deviation", deviations, unit),
            panel("improvement", improvements, unit),
        ]
    }
}
