// A figure as a script for gnuplot: text and, between its lines, blocks of numbers. A pure function; nothing runs here.

import Numbers

/// What gnuplot is to make of a figure.
public enum Format: String, Sendable, CaseIterable {
    case png, svg, pdf, gif
    /// Characters, by gnuplot's own `dumb` terminal.
    case text = "txt"
    /// The script itself, for gnuplot to draw elsewhere: `gnuplot x.gp` writes `x.png`.
    case script = "gp"
}

/// Text and numbers in the order in which gnuplot reads them.
public struct Script: Sendable, Equatable {
    public enum Part: Sendable, Equatable {
        case text(String)
        /// 32-bit floats, in the machine's byte order.
        case floats([Float])
    }
    public private(set) var parts: [Part] = []

    mutating func add(_ line: String) {
        if case .text(let before)? = parts.last {
            parts[parts.count - 1] = .text(before + line + "\n")
        } else {
            parts.append(.text(line + "\n"))
        }
    }

    mutating func add(_ floats: [Float]) { parts.append(.floats(floats)) }

    /// The script to read: each block of numbers as one line that tells its length.
    public var text: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .floats(let numbers): "# \(numbers.count) numbers\n"
            }
        }.joined()
    }

    /// The script of one picture.
    public init(_ figure: Figure, page: PageSize = PageSize(), format: Format = .png) {
        add(Script.header)
        add(Script.terminal(format, page: page))
        append(figure, page: page)
    }

    /// The script of an animation: one figure per frame, `delay` in hundredths of a second.
    public init(frames: [Figure], page: PageSize, delay: Int) {
        add(Script.header)
        add(
            "set terminal gif noenhanced animate delay \(max(2, delay)) loop 0 size \(page.width),\(page.height) "
                + "font 'DejaVu Sans,\(page.points.short(4))' background rgb '#ffffff'")
        for figure in frames { append(figure, page: page) }
    }

    /// The script that draws in a window of its own, which stays when gnuplot ends.
    init(_ figure: Figure, page: PageSize, window terminal: String) {
        add(Script.header)
        let title = Inert.quoted(figure.title)
        add(
            "set terminal \(terminal) noenhanced size \(page.width),\(page.height) "
                + "font 'DejaVu Sans,\(page.points.short(4))' title \(title)")
        append(figure, page: page)
    }

    /// The script as one file that gnuplot reads alone and draws into a PNG of the given name. Blocks of numbers stand
    /// in it as gnuplot reads them, 32-bit floats, so the picture is the same to the last pixel.
    public func file(drawing picture: String) -> [UInt8] {
        var bytes = Array("set output \(Inert.quoted(picture))\n".utf8)
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .floats(let numbers): numbers.withUnsafeBytes { bytes += $0 }
            }
        }
        return bytes
    }

    private static let header = "set encoding utf8\nset minussign\nset datafile missing 'nan'"

    private static func terminal(_ format: Format, page: PageSize) -> String {
        let size = "\(page.width),\(page.height)"
        let points = page.points.short(4)
        switch format {
        case .png:
            return "set terminal pngcairo noenhanced size \(size) font 'DejaVu Sans,\(points)' background rgb '#ffffff'"
        case .svg:
            // The SVG terminal counts text in pixels where the others count points.
            return "set terminal svg noenhanced size \(size) font 'DejaVu Sans,\(page.em.short(4))' "
                + "background rgb '#ffffff'"
        case .pdf:
            let inches = "\((Double(page.width) / 96).short(6))in,\((Double(page.height) / 96).short(6))in"
            return "set terminal pdfcairo noenhanced size \(inches) font 'DejaVu Sans,\(points)' "
                + "background rgb '#ffffff'"
        case .gif:
            return "set terminal gif noenhanced size \(size) font 'DejaVu Sans,\(points)' background rgb '#ffffff'"
        case .text: return "set terminal dumb noenhanced size 79,24"
        case .script: return terminal(.png, page: page)
        }
    }

    private mutating func append(_ figure: Figure, page: PageSize) {
        let layout = Layout(figure, page: page)
        let isMany = figure.panels.count > 1
        if isMany { add("set multiplot") }
        for (index, panel) in figure.panels.enumerated() where layout.frames.indices.contains(index) {
            add("unset label; unset arrow; unset object; unset key; unset colorbox")
            if index == 0 { addPageTexts(layout) }
            PanelScript(panel, index: index, layout: layout).write(to: &self)
        }
        if isMany { add("unset multiplot") }
    }

    /// Title, caption, legend and labels, by their place on the page.
    private mutating func addPageTexts(_ layout: Layout) {
        let page = layout.page
        add("set style textbox opaque noborder fillcolor rgb '#59ffffff' margins 0.35,0.25")
        for (index, text) in layout.texts.enumerated() {
            let font = "DejaVu Sans\(text.isBold ? " Bold" : ""),\((page.points * text.size).short(4))"
            let align =
                switch text.align {
                case .left: "left"
                case .centre: "center"
                case .right: "right"
                }
            add(
                "set label \(index + 1) \(Inert.quoted(text.text)) at screen \(page.screen(Point(text.x, text.y))) "
                    + "\(align) front noenhanced \(text.isRotated ? "rotate by 90 " : "")"
                    + "\(text.isVeiled ? "boxed " : "")textcolor rgb '\(text.color.hex)' font '\(font)'")
        }
        for (index, stroke) in layout.strokes.enumerated() { add(stroke, index: index, layout: layout) }
    }

    private mutating func add(_ stroke: Stroke, index: Int, layout: Layout) {
        let page = layout.page
        let (from, to) = (page.screen(stroke.from), page.screen(stroke.to))
        let color = "rgb '\(stroke.color.hex)'"
        let middle = page.screen((stroke.from + stroke.to) / 2)
        let label = "set label \(1000 + index) '' at screen \(middle) front"
        switch stroke.shape {
        case .line(let isDashed):
            let dash = isDashed ? " dashtype (8,4)" : ""
            add("set arrow \(index + 1) from screen \(from) to screen \(to) nohead front lc \(color) lw 2.6\(dash)")
        case .leader:
            add("set arrow \(index + 1) from screen \(from) to screen \(to) nohead front lc \(color) lw 1")
        case .patch:
            let half = Point(0, 0.38 * page.em)
            add(
                "set object \(index + 1) rectangle from screen \(page.screen(stroke.from - half)) "
                    + "to screen \(page.screen(stroke.to + half)) front fillcolor \(color) fillstyle solid noborder")
        case .symbol(let symbol): add("\(label) point pt \(symbol.gnuplot) ps 1 lc \(color) lw 1.6")
        case .mark(let kind): add("\(label) point pt \(kind.gnuplot) ps 1.2 lc \(color) lw 2")
        }
    }
}

extension PageSize {
    /// gnuplot's screen coordinates: 0…1 from the bottom left.
    func screen(_ p: Point) -> String {
        "\((p.x / Double(width)).short(6)),\((1 - p.y / Double(height)).short(6))"
    }
}

extension Points.Symbol {
    /// gnuplot's point types.
    var gnuplot: Int {
        switch self {
        case .dot: 7
        case .circle: 6
        case .cross: 2
        case .triangle: 9
        case .square: 5
        }
    }
}

extension Mark.Kind {
    var gnuplot: Int {
        switch self {
        case .start: 6
        case .end: 7
        case .minimum: 2
        case .saddle: 8
        case .maximum: 10
        case .note: 4
        }
    }
}
