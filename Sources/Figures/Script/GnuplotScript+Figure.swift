// A figure as a script for gnuplot. A pure function: the same figure gives the same text.

import Answers
import Numbers

extension GnuplotScript {
    /// The script of one picture.
    init(_ figure: Figure, page: PageSize = PageSize(), format: PictureFormat = .png) {
        var page = page.set(in: figure.style)
        if format == .svg { page.textUnit = 4.0 / 3 }
        page.isScaledByViewers = format == .svg || format == .pdf
        add(GnuplotScript.header)
        add(GnuplotScript.terminal(format, page: page))
        append(figure, page: page)
    }

    /// The script of an animation in pieces, one for each frame, `delay` in hundredths of a second. They are made as they
    /// are asked for: all at once would take the memory of hundreds of pictures.
    static func animation(_ frames: [Figure], page: PageSize, delay: Int) -> some Sequence<GnuplotScript> {
        let page = page.set(in: frames.first?.style)
        return frames.indices.lazy.map { index in
            var script = GnuplotScript()
            if index == 0 {
                script.add(header)
                script.add(
                    "set terminal gif noenhanced animate delay \(max(2, delay)) loop 0 "
                        + "size \(page.width),\(page.height) font 'DejaVu Sans,\(page.font())' "
                        + "background rgb '#ffffff'")
            }
            script.append(frames[index], page: page)
            return script
        }
    }

    /// The script that draws in a window of its own, which stays when gnuplot ends.
    init(_ figure: Figure, page: PageSize, window terminal: String) {
        let page = page.set(in: figure.style)
        add(GnuplotScript.header)
        let title = Inert.quoted(figure.title)
        add(
            "set terminal \(terminal) noenhanced size \(page.width),\(page.height) "
                + "font 'DejaVu Sans,\(page.font())' title \(title)")
        append(figure, page: page)
    }

    /// The script that draws another figure in the window that is open.
    init(redrawing figure: Figure, page: PageSize) {
        append(figure, page: page.set(in: figure.style))
    }

    private static let header = "set encoding utf8\nset minussign\nset datafile missing 'nan'"

    private static func terminal(_ format: PictureFormat, page: PageSize) -> String {
        let size = "\(page.width),\(page.height)"
        let points = page.font()
        switch format {
        case .png:
            return "set terminal pngcairo noenhanced size \(size) font 'DejaVu Sans,\(points)' background rgb '#ffffff'"
        case .svg:
            return "set terminal svg noenhanced size \(size) font 'DejaVu Sans,\(points)' "
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
        let layout = PageLayout(figure, page: page)
        let isMany = figure.panels.count > 1
        if isMany { add("set multiplot") }
        for (index, panel) in figure.panels.enumerated() where layout.frames.indices.contains(index) {
            add("unset label; unset arrow; unset object; unset key; unset colorbox")
            // With the last panel, so that no other is drawn over them.
            if index == figure.panels.count - 1 { addPageTexts(layout) }
            PanelScript(panel, index: index, layout: layout).write(to: &self)
        }
        if isMany { add("unset multiplot") }
    }

    /// Title, caption, legend and labels, by their place on the page.
    private mutating func addPageTexts(_ layout: PageLayout) {
        let page = layout.page
        add("set style textbox opaque noborder fillcolor rgb '#59ffffff' margins 0.35,0.25")
        for (index, text) in layout.texts.enumerated() {
            let font = "DejaVu Sans\(text.isBold ? " Bold" : ""),\(page.font(text.size))"
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

    private mutating func add(_ stroke: Stroke, index: Int, layout: PageLayout) {
        let page = layout.page
        let (from, to) = (page.screen(stroke.from), page.screen(stroke.to))
        let color = "rgb '\(stroke.color.hex)'"
        let middle = page.screen((stroke.from + stroke.to) / 2)
        let label = "set label \(100_001 + index) '' at screen \(middle) front"
        switch stroke.shape {
        case .line(let isDashed):
            let dash = isDashed ? " dashtype (8,4)" : ""
            add("set arrow \(index + 1) from screen \(from) to screen \(to) nohead front lc \(color) lw 2.6\(dash)")
        case .sample(let pattern):
            add(
                "set arrow \(index + 1) from screen \(from) to screen \(to) nohead front lc \(color) lw 2.2"
                    + pattern.gnuplot)
        case .arrow:
            add("set arrow \(index + 1) from screen \(from) to screen \(to) filled front lc \(color) lw 1.4")
        case .ground:
            add(
                "set object \(index + 1) rectangle from screen \(from) to screen \(to) front fillcolor rgb '#26ffffff' "
                    + "fillstyle solid border lc rgb '#c8c8c8' lw 0.8")
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
