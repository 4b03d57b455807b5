import Datasets
import Figures
import Numbers

/// Pictures of 28×28 grey pixels side by side on one sheet, dark for ink.
struct ContactSheet {
    /// Rows of grey cells from the bottom left.
    private let cells: [Int]
    private let columns: Int
    private let rows: Int
    private let across: Int
    private let shown: Int
    private let total: Int
    private let labels: [Int]?

    private static let shades = 32
    /// White pixels between two pictures.
    private static let gap = 1

    /// - Parameters:
    ///   - images: 784 numbers each; at most 48 of them are shown.
    ///   - labels: their classes, for the words of the figure.
    ///   - given: pictures in a row; nil chooses.
    ///   - range: values drawn white and black; nil for 0 and 1, or the array's own range where it leaves that.
    init(_ images: Samples, labels: [Int]?, across given: Int? = nil, range: ClosedRange<Double>? = nil) {
        total = images.count
        shown = min(48, images.count)
        across = max(1, given ?? (shown <= 4 ? shown : shown <= 16 ? 4 : 8))
        let down = (shown + across - 1) / across
        columns = across * (28 + ContactSheet.gap) - ContactSheet.gap
        rows = down * (28 + ContactSheet.gap) - ContactSheet.gap
        self.labels = labels.map { Array($0.prefix(min(48, images.count))) }
        let stats = images.statistics
        let fits = stats.smallest >= 0 && stats.largest <= 1
        let low = range?.lowerBound ?? (fits ? 0 : Double(stats.smallest))
        let high = range?.upperBound ?? (fits ? 1 : Double(stats.largest))
        var cells = [Int](repeating: -1, count: columns * rows)
        for index in 0..<shown {
            let (left, top) = ((index % across) * (28 + ContactSheet.gap), (index / across) * (28 + ContactSheet.gap))
            for (place, pixel) in images.row(index).enumerated() {
                let share = high > low ? (Double(pixel) - low) / (high - low) : 0
                let shade = max(0, min(ContactSheet.shades - 1, Int(share * Double(ContactSheet.shades))))
                cells[(rows - 1 - top - place / 28) * columns + left + place % 28] = shade
            }
        }
        self.cells = cells
    }

    func figure(_ title: String, caption: [String] = []) -> Figure {
        let greys = (0..<ContactSheet.shades).map { shade -> Color in
            let level = UInt32(255 - 225 * shade / (ContactSheet.shades - 1))
            return Color(level << 16 | level << 8 | level)
        }
        let regions = Regions(
            columns: columns, rows: rows, x: 0...Double(columns - 1), y: 0...Double(rows - 1), kinds: cells, names: [],
            colors: greys)
        var text = "\(shown) of \(total) pictures of 28×28 pixels, row by row from the top left"
        if let labels { text += ", of classes \(labels.map(String.init).joined(separator: " "))" }
        // The frame keeps the pixels square on a page of 4 : 3.
        let (width, height) = (Double(columns), Double(rows))
        let padX = max(0, (height * 4 / 3 - width) / 2)
        let padY = max(0, (width * 3 / 4 - height) / 2)
        let panel = Panel(
            x: Axis("", (-0.5 - padX)...(width - 0.5 + padX), names: [Axis.Name("", at: 0)]),
            y: Axis("", (-0.5 - padY)...(height - 0.5 + padY), names: [Axis.Name("", at: 0)]),
            layers: [.regions(regions)])
        return Figure(title: title, caption: caption, sentence: text + ".", panels: [panel])
    }
}
