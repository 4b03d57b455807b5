import Answers
import Figures
import Language

/// A picture that is being drawn: `fig`.
final class PlotFigure: Presentable, @unchecked Sendable {
    static let kind = "figure being drawn"
    var summary: String { "<Figure size \(Int(width * 100))x\(Int(height * 100)) with \(axes.count) Axes>" }

    /// In inches, as Matplotlib counts.
    var width: Double
    var height: Double
    var title = ""
    /// What stands below the frames of the last row, and beside those of the first column, where they have no label of their own.
    var (below, beside) = ("", "")
    var axes: [PlotAxes] = []
    /// Frames beside each other.
    var columns = 1
    /// The frame that the words without one draw in.
    var current: PlotAxes?

    init(width: Double = 6.4, height: Double = 4.8) { (self.width, self.height) = (width, height) }

    /// The frame to draw in, made where there is none.
    var drawnIn: PlotAxes {
        if let current { return current }
        let made = PlotAxes()
        axes.append(made)
        current = made
        return made
    }

    /// Dots to the inch, where nothing else is said when it is written to a file.
    var dots = 100.0
    /// Which frames share their stretch of an axis.
    var (sharesX, sharesY) = (Sharing.none, Sharing.none)

    /// Which frames share an axis: none, all, those of a row, those of a column.
    enum Sharing: String { case none, all, row, col }

    /// The frames as rows and columns.
    func divide(_ rows: Int, _ columns: Int) {
        axes = (0..<rows * columns).map { _ in PlotAxes() }
        self.columns = columns
        current = axes.first
    }

    var isEmpty: Bool { axes.allSatisfy(\.isEmpty) }

    private func sharing(_ kind: Sharing, _ index: Int) -> [PlotAxes] {
        switch kind {
        case .none: []
        case .all: axes
        case .row: axes.indices.filter { $0 / columns == index / columns }.map { axes[$0] }
        case .col: axes.indices.filter { $0 % columns == index % columns }.map { axes[$0] }
        }
    }

    /// As it stands now; frames in which nothing was drawn are left out at the end.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    func figure(_ work: Work) throws -> Figure {
        let last = axes.lastIndex { !$0.isEmpty && !$0.isHidden } ?? 0
        let shown = axes.isEmpty ? [PlotAxes()] : Array(axes[...last])
        let panels = try shown.indices.map { index in
            var panel = try shown[index].panel(
                sharingX: sharing(sharesX, index), sharingY: sharing(sharesY, index), work)
            if panel.x.label.isEmpty, index + columns >= shown.count { panel.x.label = below }
            if panel.y.label.isEmpty, index % columns == 0 { panel.y.label = beside }
            return panel
        }
        let isOne = panels.count == 1
        let heading = !title.isEmpty ? title : isOne ? panels[0].title : ""
        let names = panels.map(\.title).filter { !$0.isEmpty }
        var figure = Figure(
            title: heading, sentence: names.isEmpty ? "A picture drawn by hand." : Phrase.list(names) + ".",
            panels: panels)
        figure.columns = isOne ? nil : columns
        return figure
    }
}
