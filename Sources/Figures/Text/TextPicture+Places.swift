import Answers

extension TextPicture {
    /// The place of the figure's first panel that a cell of its picture shows; nil for cells outside of the frame.
    ///
    /// - Parameters:
    ///   - column: from 0.
    ///   - row: from 0.
    public func place(column: Int, row: Int, in figure: Figure) -> (x: Double, y: Double)? {
        guard let panel = firstPanel(of: figure) else { return nil }
        let (across, down) = (column - panel.drawing.left, row - panel.row - panel.drawing.top)
        guard (0..<panel.drawing.columns).contains(across), (0..<panel.drawing.rows).contains(down) else { return nil }
        return (
            panel.drawing.panel.x.value(at: Double(across) / Double(max(1, panel.drawing.columns - 1))),
            panel.drawing.panel.y.value(at: 1 - Double(down) / Double(max(1, panel.drawing.rows - 1)))
        )
    }
}
