// A figure in words: what the eye would read off the picture, computed from the data.

import Numbers

enum Story {
    static func contour(_ scene: Scene, walks: [Walk], grid: Grid) -> String {
        guard !walks.isEmpty else { return landscape(scene, grid: grid) }
        return walks.map { path($0, scene: scene) }.joined(separator: " ")
    }

    static func landscape(_ scene: Scene, grid: Grid) -> String {
        let finite = grid.values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return "\(scene.name) is undefined everywhere in this frame."
        }
        var text = "\(scene.name) lies between \(number(low)) and \(number(high)) in this frame"
        switch scene.minima.count {
        case 0: break
        case 1: text += ", lowest at \(Tick.text(scene.minima[0]))"
        default: text += ", lowest at \(scene.minima.count) known places"
        }
        return text + "."
    }

    /// Where the path starts and ends, how the loss fell, how far from the minimum it is, whether it zigzags.
    static func path(_ walk: Walk, scene: Scene? = nil, isCurve: Bool = false) -> String {
        guard let start = walk.start, let end = walk.end, let first = walk.losses.first else {
            return "\(walk.name) has no path."
        }
        let last = walk.losses.last { $0.isFinite } ?? first
        var text =
            "\(walk.name) starts at \(Tick.text(start, isCurve: isCurve)) and is at "
            + "\(Tick.text(end, isCurve: isCurve)) after \(walk.steps) step\(walk.steps == 1 ? "" : "s")"
        if walk.hasDiverged {
            return text + "; it diverges: the loss grows from \(number(first)) to \(number(last))."
        }
        text += last < first ? "; the loss falls" : last > first ? "; the loss rises" : "; the loss stays"
        text += last == first ? " at \(number(first))" : " from \(number(first)) to \(number(last))"
        if let minima = scene?.minima, let nearest = minima.min(by: { ($0 - end).norm < ($1 - end).norm }) {
            let distance = isCurve ? abs((nearest - end).x) : (nearest - end).norm
            text += ", \(number(distance)) from the minimum at \(Tick.text(nearest, isCurve: isCurve))"
        }
        let turns = zigzag(walk.points)
        if turns > 0.4 {
            text += "; it zigzags: \(Int((turns * 100).rounded())) % of its steps turn back by more than a right angle"
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
}
