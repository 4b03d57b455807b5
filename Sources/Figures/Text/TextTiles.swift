// A sheet of many small images in characters: the first of them, as many as can be recognised.

extension Panel {
    /// The sheet cut down to the images at its top left that are large enough to be seen in so many cells; the panel
    /// itself when it is no sheet or all of them are.
    ///
    /// - Returns: the panel, and how many images across and down it holds where it was cut.
    func cutToTiles(columns: Int, rows: Int, hasColors: Bool) -> (panel: Panel, shown: (across: Int, down: Int)?) {
        guard isImage, let place = layers.firstIndex(where: { if case .regions = $0 { true } else { false } }),
            case .regions(let sheet) = layers[place], sheet.tile > 0
        else { return (self, nil) }
        // Half blocks double the rows; without them an image needs more room.
        let least = hasColors ? (across: 24, down: 11) : (across: 38, down: 17)
        let across = max(1, min((sheet.columns + sheet.tile - 1) / sheet.tile, columns / least.across))
        let down = max(1, min((sheet.rows + sheet.tile - 1) / sheet.tile, rows / least.down))
        let wide = min(sheet.columns, across * sheet.tile)
        let high = min(sheet.rows, down * sheet.tile)
        guard wide < sheet.columns || high < sheet.rows else { return (self, nil) }
        var cut = sheet
        func cropped<T>(_ cells: [T]) -> [T] {
            guard cells.count == sheet.columns * sheet.rows else { return cells }
            return (sheet.rows - high..<sheet.rows).flatMap { row in
                cells[row * sheet.columns..<row * sheet.columns + wide]
            }
        }
        (cut.columns, cut.rows) = (wide, high)
        (cut.kinds, cut.shades, cut.places) = (cropped(sheet.kinds), cropped(sheet.shades), cropped(sheet.places))
        (cut.x, cut.y) = (0...Double(wide - 1), 0...Double(high - 1))
        var panel = self
        panel.layers[place] = .regions(cut)
        panel.x.range = -0.5...(Double(wide) - 0.5)
        panel.y.range = -0.5...(Double(high) - 0.5)
        return (panel, (across, down))
    }
}
