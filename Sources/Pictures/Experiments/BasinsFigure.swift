// Basins as a map: one colour per minimum, paler where the way is longer.

public import Experiments
public import Figures
public import Answers
import Numbers

extension Basins: Drawable {
    /// Each start in the colour of the minimum it reaches.
    ///
    /// - Throws: `Mistake` when no start was run.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard notRun < starts else {
            throw Mistake("no start was run", expected: "basins that were computed", try: "the same line again")
        }
        let cells = self.cells
        let reached = Reached(self, cells)
        let (fewest, most) = Basins.usualSteps(cells)
        let shades = cells.map { cell in
            cell.minimum >= 0 && most > fewest ? Double(cell.steps - fewest) / Double(most - fewest) : 0
        }
        let half = (upper - lower) / Double(2 * count)
        let isCurve = rows == 1
        let regions = Regions(
            columns: count, rows: rows, x: (lower.x + half.x)...(upper.x - half.x),
            y: isCurve ? 0...0 : (lower.y + half.y)...(upper.y - half.y),
            kinds: cells.map { cell in
                switch cell.minimum {
                case -2: -1
                case -1: reached.names.count - 1
                default: reached.kinds[cell.minimum]
                }
            }, names: reached.names, shades: shades, colors: reached.colors,
            shadeMeaning: most > fewest ? "paler: more steps (\(fewest) to \(most))" : "")
        let marks = reached.all.prefix(24).map {
            Mark(.minimum, at: isCurve ? Point(minima[$0].x, 0) : minima[$0], name: "reached minima")
        }
        var figure = Figure.regions(
            regions, title: options.title ?? "Basins of \(method) on \(landscape)", y: isCurve ? "" : "y",
            marks: marks, caption: caption, sentence: sentence)
        if isCurve { figure.panels[0].y.names = [Axis.Name("", at: 0)] }
        return try figure.figure(options, work: work)
    }

    /// The steps of all but the quickest and the slowest twentieth: a start beside a minimum does not set the scale.
    private static func usualSteps(_ cells: [Cell]) -> (fewest: Int, most: Int) {
        let steps = cells.filter { $0.minimum >= 0 }.map(\.steps).sorted()
        guard !steps.isEmpty else { return (0, 0) }
        return (steps[steps.count / 20], steps[steps.count - 1 - steps.count / 20])
    }

    private var caption: [String] {
        var facts = [landscape, method, "\(count) × \(rows) starts", "at most \(steps) steps each", "seed \(seed)"]
        if notRun > 0 {
            facts.append("interrupted: \((100 * Double(notRun) / Double(starts)).short(2)) % were not run")
        }
        return facts
    }
}

/// The minima as the legend has them: the most reached with a colour of their own, the others with one together, then
/// the starts that found none.
private struct Reached {
    /// Of all minima those with a share, in their order.
    var all: [Int]
    /// For each minimum the index of its name.
    var kinds: [Int]
    var names: [String]
    var colors: [Color]

    init(_ basins: Basins, _ cells: [Basins.Cell]) {
        let shares = basins.shares
        let isCurve = basins.rows == 1
        func percent(_ share: Double) -> String { "\((100 * share).short()) %" }
        let reached = basins.minima.indices.filter { shares[$0] > 0 }
        let most = Color.areas.count - 1
        let leading =
            reached.count <= most ? reached : reached.sorted { shares[$0] > shares[$1] }.prefix(most).sorted()
        all = reached
        kinds = basins.minima.indices.map { leading.firstIndex(of: $0) ?? leading.count }
        names = leading.map { "\(basins.minima[$0].short(dimension: isCurve ? 1 : 2)): \(percent(shares[$0]))" }
        colors = Array(Color.areas.prefix(leading.count))
        let rest = reached.filter { !leading.contains($0) }
        if !rest.isEmpty {
            names.append("\(rest.count) other minima: \(percent(rest.reduce(0) { $0 + shares[$1] }))")
            colors.append(Color(0xb5b5b5))
        }
        let lost = cells.count { $0.minimum == -1 }
        names.append(lost > 0 ? "no minimum: \(percent(Double(lost) / Double(cells.count)))" : "")
        colors.append(Color(0x3a3a3a))
    }
}
