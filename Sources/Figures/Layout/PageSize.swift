import Answers
import Numbers

/// The page: its size in pixels and the size of ordinary text on it.
public struct PageSize: Sendable, Equatable {
    /// In pixels, 160…8000.
    public var width: Int
    /// In pixels, 120…8000.
    public var height: Int
    /// Text and strokes in units of a page's: a figure's style says it.
    var scale = 1.0
    /// What gnuplot's terminal counts sizes of text in, per point: the SVG terminal counts pixels.
    var textUnit = 1.0
    /// Whether the picture is drawn in its final size by whoever looks at it, as an SVG or PDF is.
    var isScaledByViewers = false

    /// - Parameters: pixels, held to 160…8000 by 120…8000.
    public init(width: Int = 1000, height: Int = 750) {
        self.width = max(160, min(8000, width))
        self.height = max(120, min(8000, height))
    }

    /// The size of ordinary text in points (1/72 inch at 96 pixels to the inch): 12 at 800×600, 15 at 1200×900.
    var points: Double { scale * max(6, min(30, 6 + (Double(width) * Double(height)).squareRoot() / 115)) }
    /// The same in pixels.
    var em: Double { points * 4 / 3 }
    /// Line widths and signs grow with the text.
    var stroke: Double { points / 12 }

    /// What tick marks are scaled by: the SVG terminal draws them that much longer than the others.
    var tickScale: Double { textUnit == 1 ? 1 : 0.556 }

    /// Brings the numbers of an axis as near to it as the other terminals set them, in characters of the SVG terminal.
    func numberOffset(_ axis: String) -> String {
        guard textUnit != 1 else { return "" }
        return axis.hasPrefix("x")
            ? "offset 0,\(axis == "x2" ? -0.2 : 0.2) " : "offset \(axis == "y2" ? -0.15 : 0.15),0 "
    }

    /// The page with its type as large as the style asks for.
    func set(in style: FigureStyle?) -> PageSize {
        var page = self
        page.scale = style?.scale ?? 1
        return page
    }

    /// A size of text for gnuplot, where ordinary text is 1.
    func font(_ size: Double = 1) -> String { (points * textUnit * size).short(4) }

    /// gnuplot's screen coordinates: 0…1 from the bottom left.
    func screen(_ p: Point) -> String {
        "\((p.x / Double(width)).short(6)),\((1 - p.y / Double(height)).short(6))"
    }
}
