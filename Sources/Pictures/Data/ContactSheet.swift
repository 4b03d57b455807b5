import Answers
import Datasets
import Figures

/// Pictures of 28×28 pixels side by side on one sheet: dark for ink, or blue and orange for weights below and above 0.
struct ContactSheet {
    /// Rows of cells from the bottom left; NaN between two pictures.
    private let values: [Double]
    private let columns: Int
    private let rows: Int
    private let across: Int
    private let shown: Int
    private let total: Int
    /// Numbers that are not finite, of all pictures; their cells stay empty.
    private let absent: Int
    private let labels: [Int]?
    private let scale: ColorScale
    /// Cells from one picture to the next.
    private let tile: Int

    /// Pictures on a sheet at most, so that each stays large enough to be seen.
    static let most = 48

    /// - Parameters:
    ///   - images: 784 numbers each; at most `most` of them are shown.
    ///   - labels: their classes, for the words of the figure.
    ///   - given: pictures in a row; nil chooses.
    ///   - isSigned: whether 0 is the middle of the scale (weights) rather than its pale end (ink).
    init(_ images: Samples, labels: [Int]?, across given: Int? = nil, isSigned: Bool = false) {
        total = images.count
        shown = min(ContactSheet.most, images.count)
        across = max(1, given ?? (shown <= 4 ? shown : Int(saturating: (Double(shown) * 4 / 3).squareRoot().rounded())))
        // Pixels between two pictures: weights are noisy to their edges and need a wider one.
        let gap = isSigned ? 2 : 1
        tile = 28 + gap
        let down = (shown + across - 1) / across
        columns = across * (28 + gap) - gap
        rows = down * (28 + gap) - gap
        self.labels = labels.map { Array($0.prefix(min(ContactSheet.most, images.count))) }
        let finite = images.values.filter(\.isFinite)
        let (smallest, largest) = (Double(finite.min() ?? 0), Double(finite.max() ?? 1))
        let isGrey = smallest >= 0 && largest <= 1
        let range = isGrey ? 0...1 : smallest...max(largest, smallest.nextUp)
        absent = images.values.count - finite.count
        scale =
            isSigned
            ? ColorScale(signed: images.values.map { Double($0) }, label: "weight")
            : ColorScale(.linear, range, label: "grey", palette: .ink)
        var values = [Double](repeating: .nan, count: columns * rows)
        for index in 0..<shown {
            let (left, top) = ((index % across) * (28 + gap), (index / across) * (28 + gap))
            for (place, pixel) in images.row(index).enumerated() {
                values[(rows - 1 - top - place / 28) * columns + left + place % 28] =
                    pixel.isFinite ? Double(pixel) : .nan
            }
        }
        self.values = values
    }

    func figure(_ title: String, caption: [String] = []) -> Figure {
        let places = values.map { scale.place(of: $0) }
        let isSigned = scale.palette.isDiverging
        // Ink is grey, as the pictures are.
        func color(_ place: Double) -> Color {
            if isSigned { return scale.palette.color(at: place) }
            let level = UInt32(255 - (225 * place).rounded())
            return Color(level << 16 | level << 8 | level)
        }
        var regions = Regions(
            columns: columns, rows: rows, x: 0...Double(columns - 1), y: 0...Double(rows - 1),
            kinds: places.indices.map { places[$0] == nil && !isSigned ? -1 : $0 }, names: [],
            colors: places.map { $0.map(color) ?? Color(0xffffff) })
        // Between weights lies 0.
        regions.places = places.map { $0 ?? (isSigned ? 0.5 : .nan) }
        regions.tile = tile
        var text = "\(shown) of \(total) pictures of 28×28 pixels, row by row from the top left"
        if let labels { text += ", of classes \(labels.map(String.init).joined(separator: " "))" }
        var panel = Panel(
            x: Axis("", -0.5...(Double(columns) - 0.5)), y: Axis("", -0.5...(Double(rows) - 0.5)),
            colors: isSigned ? scale : nil, layers: [.regions(regions)])
        panel.isImage = true
        var count = shown < total ? ["\(shown) of \(total) shown"] : []
        if absent > 0 {
            let numbers = absent == 1 ? "1 number is" : "\(absent) numbers are"
            count.append("\(numbers) not finite: empty cells")
            text += "; \(numbers) not finite and left empty"
        }
        return Figure(title: title, caption: caption + count, sentence: text + ".", panels: [panel])
    }
}
