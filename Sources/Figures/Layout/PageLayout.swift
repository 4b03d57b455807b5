// Where everything stands on the page, in pixels from the top left: frames, labels, legend, colour bar. Pure, so that
// "no label covers a path or another label" can be tested without drawing.

import Numbers

struct PageLayout: Sendable, Equatable {
    var page: PageSize
    var frames: [PanelFrame] = []
    var texts: [PlacedText] = []
    var strokes: [Stroke] = []
    /// Where the colour bar of a panel's scale stands, and the middle of what it measures.
    var colorBars: [Int: Bar] = [:]
    /// For each panel whether its axes are numbered: where all share their axes, those at the edge are.
    var numbered: [Numbered] = []

    struct Bar: Sendable, Equatable {
        var box: Box
        var labelX: Double
    }

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
        let left = margins.left
        let top = addHeading(figure, left: left)

        // The legend holds what has no place beside its line; which that is depends on the frame, whose height depends
        // on the legend. One more round settles it.
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
                // What found no place in a higher frame may find one in this: it is named once, in the legend.
                let named = Set(legend.entries.map(\.text))
                for placed in labels {
                    texts += placed.texts.filter { !named.contains($0.text) }
                    strokes += placed.leaders
                }
                sharedPaths = labels.map(\.sharedPaths)
                break
            }
            // Curves of several panels may have one name and one colour.
            legend = Legend(legend.entries + homeless)
        }
        numbered = figure.panels.indices.map {
            Numbered(
                x: !margins.sharesAxes || margins.isBottomRow($0) || margins.hasOwnLabels.x,
                y: !margins.sharesAxes || margins.isFirstColumn($0) || margins.hasOwnLabels.y)
        }
        addAxisLabels(figure, margins: margins, em: em)
        addColorBars(figure, margins: margins)
        for (panel, frame) in zip(figure.panels, frames) {
            guard let place = panel.legend else { continue }
            let legend = FrameLegend(panel, frame: frame, at: place, em: em)
            strokes += legend.strokes
            texts += legend.texts
        }
    }

    /// Title, message and facts.
    ///
    /// - Returns: where they end.
    private mutating func addHeading(_ figure: Figure, left: Double) -> Double {
        let em = page.em
        let pad = 0.9 * em
        let width = Double(page.width)
        var top = pad
        if !figure.title.isEmpty {
            // A long title is set smaller before it is cut.
            let room = (width - left - pad) / em
            let widest = TextWidth.ems(figure.title, isBold: true)
            let size = max(figure.style.smallestTitle, min(1.25, room / max(1, widest)))
            let title = TextWidth.cut(figure.title, toEms: room / size, isBold: true)
            texts.append(PlacedText(text: title, x: left, y: top + 0.75 * em, size: size, isBold: true))
            top += 1.75 * em
        }
        for line in TextWidth.broken(figure.message, toEms: (width - left - pad) / (em * 0.95), most: 8) {
            texts.append(PlacedText(text: line, x: left, y: top + 0.5 * em, size: 0.95))
            top += 1.35 * em
        }
        for line in TextWidth.wrap(
            figure.facts, toEms: (width - left - pad) / (em * 0.8), most: figure.style.captionLines)
        {
            texts.append(PlacedText(text: line, x: left, y: top + 0.45 * em, color: .grey, size: 0.8))
            top += 1.2 * em
        }
        return top
    }

    /// One bar for all where they share a scale, else one beside each.
    private mutating func addColorBars(_ figure: Figure, margins: Margins) {
        let (width, em) = (Double(page.width), page.em)
        for (index, panel) in figure.panels.enumerated() where panel.showsBar && frames.indices.contains(index) {
            let box = frames[index].box
            guard margins.hasOwnBars else {
                // Drawn once: eight bars on top of each other would print their numbers bold.
                let second = panel.second == nil ? 0 : margins.sideRoom(panel)
                let start = width - margins.right + 1.2 * em + second
                let bottom = frames.map(\.box.bottom).max() ?? box.bottom
                colorBars[index] = Bar(
                    box: Box(left: start, top: box.top, right: start + 1.1 * em, bottom: bottom),
                    labelX: width - 1.1 * em)
                return
            }
            let second = panel.second.map { Margins.secondWidth($0, em: em) + 2 * em } ?? 0
            let start = box.right + 0.8 * em + second
            let numbers = panel.colors.map { Margins.numberWidth($0, em: em) } ?? 0
            colorBars[index] = Bar(
                box: Box(left: start, top: box.top, right: start + em, bottom: box.bottom),
                labelX: start + 2.9 * em + numbers)
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
                // A long title is set smaller before it is cut.
                let ems = TextWidth.ems(panel.title, isBold: true)
                let size = max(0.65, min(0.9, box.width / (max(1, ems) * em)))
                let title = TextWidth.cut(panel.title, toEms: box.width / (size * em), isBold: true)
                texts.append(
                    PlacedText(
                        text: title, x: box.left, y: box.top - 0.7 * em - margins.topRoom(panel), size: size,
                        isBold: true))
            }
            guard !panel.isSpatial else { continue }
            if margins.isBottomRow(index) || margins.hasOwnLabels.x, !panel.x.label.isEmpty {
                texts.append(
                    PlacedText(
                        text: panel.x.label, x: (box.left + box.right) / 2,
                        y: box.bottom + 2.75 * em + Margins.nameDepth(panel.x, em: em), align: .centre))
            }
            if let above = panel.top, !above.label.isEmpty {
                texts.append(
                    PlacedText(
                        text: above.label, x: (box.left + box.right) / 2, y: box.top - 2.3 * em, align: .centre))
            }
            if let second = panel.second, !second.label.isEmpty {
                texts.append(
                    PlacedText(
                        text: second.label, x: box.right + Margins.secondWidth(second, em: em) + 1.8 * em,
                        y: (box.top + box.bottom) / 2, align: .centre, isRotated: true))
            }
            if margins.isFirstColumn(index) || margins.hasOwnLabels.y, !panel.y.label.isEmpty {
                // One label for a row of panels keeps clear of them all; a panel's own stands beside its numbers.
                let numbers = margins.hasOwnLabels.y ? margins.tickWidths[index] : margins.tickWidth
                texts.append(
                    PlacedText(
                        text: panel.y.label, x: max(0.9 * em, box.left - numbers - 1.75 * em),
                        y: (box.top + box.bottom) / 2, align: .centre, isRotated: true))
            }
        }
    }
}
