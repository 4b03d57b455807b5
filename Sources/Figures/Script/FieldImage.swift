// A field as an image for gnuplot: one pixel per cell of the grid, so that it fills the frame to the last pixel.

struct FieldImage {
    var floats: [Float]
    var element: String

    /// Each cell takes the mean of its corners, or is split into `refinement`² pixels interpolated between them; a
    /// cell with an undefined corner is left out.
    init(grid: ValueGrid, places: [Double], refinement: Int) {
        let (columns, rows) = ((grid.columns - 1) * refinement, (grid.rows - 1) * refinement)
        var floats = [Float](repeating: .nan, count: columns * rows)
        let parts = (0..<refinement).map { (Double($0) + 0.5) / Double(refinement) }
        for row in 0..<rows {
            let up = parts[row % refinement]
            for column in 0..<columns {
                let k = (row / refinement) * grid.columns + column / refinement
                let across = parts[column % refinement]
                let low = places[k] * (1 - across) + places[k + 1] * across
                let high = places[k + grid.columns] * (1 - across) + places[k + grid.columns + 1] * across
                floats[row * columns + column] = Float(low * (1 - up) + high * up)
            }
        }
        self.floats = floats
        let dx = ValueGrid.step(grid.x, grid.columns) / Double(refinement)
        let dy = ValueGrid.step(grid.y, grid.rows) / Double(refinement)
        element =
            "'-' binary array=(\(columns),\(rows)) "
            + "origin=(\(grid.x.lowerBound + dx / 2),\(grid.y.lowerBound + dy / 2)) dx=\(dx) dy=\(dy) "
            + "format='%float32'"
    }
}
