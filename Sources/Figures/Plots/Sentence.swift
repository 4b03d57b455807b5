// A figure in words: what the eye would read off the picture, computed from the data.

import Answers
import Numbers

enum Sentence {
    static func contour(_ surface: LossSurface, trajectories: [Trajectory], grid: ValueGrid) -> String {
        guard !trajectories.isEmpty else { return landscape(surface, grid: grid) }
        return trajectories.map { path($0, surface: surface) }.joined(separator: " ")
    }

    static func landscape(_ surface: LossSurface, grid: ValueGrid) -> String {
        let finite = grid.values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return "\(surface.name) is undefined everywhere in this frame."
        }
        var text = "\(surface.name) lies between \(number(low)) and \(number(high)) in this frame"
        switch surface.minima.count {
        case 0: break
        case 1: text += ", lowest at \(Tick.text(surface.minima[0]))"
        default: text += ", lowest at \(surface.minima.count) known places"
        }
        return text + "."
    }

    /// Where the path starts and ends, how the loss fell, how far from the minimum it is, whether it zigzags.
    static func path(_ trajectory: Trajectory, surface: LossSurface? = nil, isCurve: Bool = false) -> String {
        guard let start = trajectory.start, let end = trajectory.end, let first = trajectory.losses.first else {
            return "\(trajectory.name) has no path."
        }
        let last = trajectory.losses.last { $0.isFinite } ?? first
        var text =
            "\(trajectory.name) starts at \(Tick.text(start, isCurve: isCurve)) and is at "
            + "\(Tick.text(end, isCurve: isCurve)) after \(trajectory.steps) step\(trajectory.steps == 1 ? "" : "s")"
        if trajectory.hasDiverged {
            return text + "; it diverges: the loss grows from \(number(first)) to \(number(last))."
        }
        text += last < first ? "; the loss falls" : last > first ? "; the loss rises" : "; the loss stays"
        text += last == first ? " at \(number(first))" : " from \(number(first)) to \(number(last))"
        if let minima = surface?.minima, let nearest = minima.min(by: { ($0 - end).norm < ($1 - end).norm }) {
            let distance = isCurve ? abs((nearest - end).x) : (nearest - end).norm
            text += ", \(number(distance)) from the minimum at \(Tick.text(nearest, isCurve: isCurve))"
        }
        let turns = zigzag(trajectory.points)
        if turns > 0.4 {
            text +=
                "; it zigzags: \(Int(saturating: (turns * 100).rounded())) % of its steps turn back by more than a right angle"
        }
        return text + "."
    }

    /// The share of steps that point against the step before.
    static func zigzag(_ points: [Point]) -> Double {
        let finite = points.prefix { $0.isFinite }
        guard finite.count > 3 else { return 0 }
        let steps = zip(finite.dropFirst(), finite).map { $0 - $1 }.filter { $0.norm > 0 }
        guard steps.count > 2 else { return 0 }
        let turns = zip(steps.dropFirst(), steps).count { $0.dot($1) < 0 }
        return Double(turns) / Double(steps.count - 1)
    }

    static func number(_ value: Double) -> String { Tick.text(value, digits: 3) }

    /// `Adam: loss falls from 12.5 to 0.11 over 500 steps, lowest 0.09 at 430.`
    static func curve(_ series: DataSeries, x: String, y: String) -> String {
        let points = series.points.filter(\.isFinite)
        guard let first = points.first, let last = points.last else { return "\(series.name): no finite values." }
        guard points.count > 1 else { return "\(series.name): \(number(first.y)) at \(x) \(number(first.x))." }
        let verb = last.y < first.y ? "falls" : last.y > first.y ? "rises" : "ends where it began,"
        var text = "\(series.name.isEmpty || series.name == y ? y : "\(series.name): \(y)") \(verb) "
        text += last.y == first.y ? "at \(number(last.y))" : "from \(number(first.y)) to \(number(last.y))"
        text += " between \(x) \(number(first.x)) and \(number(last.x))"
        if let lowest = points.min(by: { $0.y < $1.y }), lowest.y < min(first.y, last.y) {
            text += ", lowest \(number(lowest.y)) at \(number(lowest.x))"
        }
        if let highest = points.max(by: { $0.y < $1.y }), highest.y > max(first.y, last.y) {
            text += ", highest \(number(highest.y)) at \(number(highest.x))"
        }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
