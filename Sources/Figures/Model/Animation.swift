import Answers
import Numbers

/// A moving picture: one figure per frame.
public struct Animation: Sendable, Equatable {
    /// In the order in which they are shown; the GIF begins again after the last.
    public var frames: [Figure]
    /// Between frames, in hundredths of a second.
    public var delay: Int

    /// - Parameter delay: hundredths of a second; gnuplot takes at least 2.
    public init(frames: [Figure], delay: Int = 6) {
        self.frames = frames
        self.delay = delay
    }

    /// A figure whose paths grow to their full length over the frames, then stay a while; on a function of one variable the
    /// steps.
    public init(growing figure: Figure, frames count: Int = 60, delay: Int = 6) {
        let most = figure.panels.flatMap(\.layers).map(\.growth).max() ?? 0
        let number = max(2, min(count, max(2, most)))
        let growing = (0..<number).map { index in
            // The square shows the fast beginning slowly.
            let share = Double(index) / Double(number - 1)
            return figure.grown(to: max(1, Int(saturating: (share * share * Double(most)).rounded(.up))))
        }
        self.init(frames: growing + [Figure](repeating: figure, count: 12), delay: delay)
    }
}

extension PanelLayer {
    /// The points that are drawn one after the other: those of a path, and of a curve that is no background.
    fileprivate var growth: Int {
        switch self {
        case .path(let path): path.points.count
        case .curve(let curve): curve.isBackground ? 0 : curve.points.count
        default: 0
        }
    }
}

extension Figure {
    /// The figure with at most so many points of each path drawn.
    func grown(to count: Int) -> Figure {
        var figure = self
        for (index, panel) in panels.enumerated() {
            // The end of a curve is where it has come to.
            var ends: [Int: Point] = [:]
            for case .curve(let curve) in panel.layers where !curve.isBackground {
                ends[curve.color] = curve.points.prefix(count).last { $0.isFinite }
            }
            figure.panels[index].layers = panel.layers.map { layer in
                switch layer {
                case .path(var path):
                    path.shown = min(path.points.count, count)
                    return .path(path)
                case .curve(var curve) where !curve.isBackground:
                    curve.shown = count
                    return .curve(curve)
                case .mark(var mark) where mark.kind == .end:
                    if let end = mark.color.flatMap({ ends[$0] }) { mark.point = end }
                    return .mark(mark)
                default: return layer
                }
            }
        }
        return figure
    }
}
