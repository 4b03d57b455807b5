// Where everything stands on the page, in pixels from the top left: frames, labels, legend, colour bar. Pure, so that
// "no label covers a path or another label" can be tested without drawing.

import Numbers

/// The page: its size in pixels and the size of ordinary text on it.
public struct PageSize: Sendable, Equatable {
    public var width: Int
    public var height: Int

    /// - Parameters: pixels, held to 160…8000 by 120…8000.
    public init(width: Int = 1000, height: Int = 750) {
        self.width = max(160, min(8000, width))
        self.height = max(120, min(8000, height))
    }

    /// The size of ordinary text in points (1/72 inch at 96 pixels to the inch): 12 at 800×600, 15 at 1200×900.
    var points: Double { max(6, min(30, 6 + (Double(width) * Double(height)).squareRoot() / 115)) }
    /// The same in pixels.
    var em: Double { points * 4 / 3 }
    /// Line widths and signs grow with the text.
    var stroke: Double { points / 12 }
}

/// A rectangle on the page.
struct Box: Sendable, Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }

    func contains(_ p: Point) -> Bool { p.x >= left && p.x <= right && p.y >= top && p.y <= bottom }
    func contains(_ b: Box) -> Bool { b.left >= left && b.right <= right && b.top >= top && b.bottom <= bottom }
    func overlaps(_ b: Box) -> Bool { left < b.right && b.left < right && top < b.bottom && b.top < bottom }
    func grown(_ by: Double) -> Box { Box(left: left - by, top: top - by, right: right + by, bottom: bottom + by) }
}

/// A text with its place: `x` at the left end, middle or right end, `y` at mid height.
struct PlacedText: Sendable, Equatable {
    enum Align: Sendable, Equatable { case left, centre, right }
    var text: String
    var x: Double
    var y: Double
    var align = Align.left
    var color = Color.ink
    /// In units of ordinary text.
    var size = 1.0
    var isBold = false
    var isRotated = false
    /// On a veil of white, to be read on any colour.
    var isVeiled = false

    func box(em: Double) -> Box {
        let width = TextWidth.ems(text, isBold: isBold) * size * em
        let half = 0.62 * size * em
        let start =
            switch align {
            case .left: x
            case .centre: x - width / 2
            case .right: x - width
            }
        return Box(left: start, top: y - half, right: start + width, bottom: y + half)
    }
}

/// A short line or a small sign drawn on the page itself: legend samples and leaders.
struct Stroke: Sendable, Equatable {
    enum Shape: Sendable, Equatable {
        case line(dashed: Bool)
        case leader
        case patch
        case symbol(Points.Symbol)
        case mark(Mark.Kind)
    }
    var shape: Shape
    var from: Point
    var to: Point
    var color: Color
}

/// A panel's frame on the page.
struct Frame: Sendable, Equatable {
    var box: Box
    var x: Axis
    var y: Axis

    /// The place of a point on the page; not finite for one that a log axis cannot show.
    func pixel(_ p: Point) -> Point {
        Point(box.left + x.share(p.x) * box.width, box.bottom - y.share(p.y) * box.height)
    }
}

struct Layout: Sendable, Equatable {
    var page: PageSize
    var frames: [Frame] = []
    var texts: [PlacedText] = []
    var strokes: [Stroke] = []
    var colorBar: Box?
    /// The panel whose scale the colour bar shows.
    var barPanel: Int?
    /// For each panel whether its axes are numbered: where all share their axes, those at the edge are.
    var numbered: [Numbered] = []

    struct Numbered: Sendable, Equatable {
        var x: Bool
        var y: Bool
    }
    /// For each panel the paths that run in the track of an earlier one and are therefore dashed.
    var sharedPaths: [Set<Int>] = []

    init(_ figure: Figure, page: PageSize) {
        self.page = page
        let em = page.em
        let pad = 0.9 * em
        let width = Double(page.width)
        var margins = Margins(figure, page: page)
        var top = pad
        let left = margins.left

        if !figure.title.isEmpty {
            // A long title is set smaller before it is cut.
            let room = (width - left - pad) / em
            let size = max(0.85, min(1.25, room / max(1, TextWidth.ems(figure.title, isBold: true))))
            let title = TextWidth.cut(figure.title, toEms: room / size, isBold: true)
            texts.append(PlacedText(text: title, x: left, y: top + 0.75 * em, size: size, isBold: true))
            top += 1.75 * em
        }
        for line in TextWidth.wrap(figure.caption, toEms: (width - left - pad) / (em * 0.8), most: 4) {
            texts.append(PlacedText(text: line, x: left, y: top + 0.45 * em, color: .grey, size: 0.8))
            top += 1.2 * em
        }

        // The legend holds what has no place beside its line; which that is depends on the frame, whose height depends
        // on the legend. One more round settles it: a lower frame never frees a place for a label.
        var legend = Legend(figure.panels.flatMap(\.legendEntries))
        for _ in 0..<4 {
            let legendRows = legend.rows(width: width - left - pad, em: em)
            margins.top = top + Double(legendRows.count) * 1.35 * em + 0.7 * em
            frames = margins.frames(figure, page: page)
            let labels = zip(figure.panels, frames).map { panel, frame in
                let next = frames.map(\.box.left).filter { $0 > frame.box.right }.min()
                return PanelLabels(
                    panel, frame: frame, em: em, pageWidth: width, rightEnd: next.map { $0 - margins.left })
            }
            let homeless = labels.flatMap(\.homeless).filter { !legend.entries.contains($0) }
            if homeless.isEmpty || legend.entries.count > 40 {
                for (index, row) in legendRows.enumerated() {
                    draw(row, left: left, y: top + (Double(index) + 0.6) * 1.35 * em, em: em)
                }
                for placed in labels {
                    texts += placed.texts
                    strokes += placed.leaders
                }
                sharedPaths = labels.map(\.sharedPaths)
                break
            }
            legend.entries += homeless
        }
        numbered = figure.panels.indices.map {
            Numbered(
                x: !margins.sharesAxes || margins.isBottomRow($0), y: !margins.sharesAxes || margins.isFirstColumn($0))
        }
        addAxisLabels(figure, margins: margins, em: em)
        if margins.hasColorBar, let first = frames.first {
            let start = width - margins.right + 1.2 * em
            barPanel = figure.panels.firstIndex { $0.colors != nil && !$0.isSpatial }
            colorBar = Box(
                left: start, top: first.box.top, right: start + 1.1 * em,
                bottom: frames.map(\.box.bottom).max() ?? first.box.bottom)
        }
    }

    private mutating func draw(_ row: [Legend.Entry], left: Double, y: Double, em: Double) {
        var x = left
        for entry in row {
            let sample = entry.sampleWidth * em
            strokes.append(
                Stroke(shape: entry.shape, from: Point(x, y), to: Point(x + sample, y), color: entry.color))
            texts.append(
                PlacedText(text: entry.text, x: x + sample + 0.5 * em, y: y, color: entry.color, size: 0.9))
            x += entry.width(em: em)
        }
    }

    private mutating func addAxisLabels(_ figure: Figure, margins: Margins, em: Double) {
        for (index, panel) in figure.panels.enumerated() where frames.indices.contains(index) {
            let box = frames[index].box
            if figure.panels.count > 1, !panel.title.isEmpty {
                let title = TextWidth.cut(panel.title, toEms: box.width / (0.9 * em), isBold: true)
                texts.append(
                    PlacedText(text: title, x: box.left, y: box.top - 0.7 * em, size: 0.9, isBold: true))
            }
            guard !panel.isSpatial else { continue }
            if margins.isBottomRow(index), !panel.x.label.isEmpty {
                texts.append(
                    PlacedText(
                        text: panel.x.label, x: (box.left + box.right) / 2, y: box.bottom + 2.75 * em, align: .centre))
            }
            if margins.isFirstColumn(index), !panel.y.label.isEmpty {
                texts.append(
                    PlacedText(
                        text: panel.y.label, x: max(0.9 * em, box.left - margins.tickWidth - 1.75 * em),
                        y: (box.top + box.bottom) / 2, align: .centre, isRotated: true))
            }
        }
    }
}
