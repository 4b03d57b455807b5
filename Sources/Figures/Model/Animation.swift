import Answers

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

    /// A figure whose paths grow to their full length over the frames, then stay a while.
    public init(growing figure: Figure, frames count: Int = 60, delay: Int = 6) {
        let most =
            figure.panels.flatMap(\.layers).map { layer in
                if case .path(let path) = layer { path.points.count } else { 0 }
            }.max() ?? 0
        let number = max(2, min(count, max(2, most)))
        let growing = (0..<number).map { index in
            // The square shows the fast beginning slowly.
            let share = Double(index) / Double(number - 1)
            return figure.grown(to: max(1, Int(saturating: (share * share * Double(most)).rounded(.up))))
        }
        self.init(frames: growing + [Figure](repeating: figure, count: 12), delay: delay)
    }
}

extension Figure {
    /// The figure with at most so many points of each path drawn.
    func grown(to count: Int) -> Figure {
        var figure = self
        for (index, panel) in panels.enumerated() {
            figure.panels[index].layers = panel.layers.map { layer in
                guard case .path(var path) = layer else { return layer }
                path.shown = min(path.points.count, count)
                return .path(path)
            }
        }
        return figure
    }
}
