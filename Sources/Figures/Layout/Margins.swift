import Answers
import Glibc

// How much room the frames leave for numbers, labels and the colour bar, and how several panels share a page.

/// Margins in pixels around the grid of frames.
struct Margins {
    var left: Double
    var right: Double
    var top = 0.0
    var bottom: Double
    /// The width of the widest number on the vertical axis of each panel.
    let tickWidths: [Double]
    /// The widest of them.
    var tickWidth: Double { tickWidths.max() ?? 0 }
    var hasColorBar: Bool
    var columns: Int
    var count: Int
    /// Whether only the outer panels are numbered, and the others stand closer.
    let sharesAxes: Bool
    /// Whether each panel names its axes itself, since they differ.
    let hasOwnLabels: (y: Bool, x: Bool)
    /// Whether panels have colour bars of their own, since their scales differ.
    let hasOwnBars: Bool
    private var em: Double

    init(_ figure: Figure, page: PageSize) {
        em = page.em
        count = max(1, figure.panels.count)
        let shape = Double(page.width) / Double(page.height)
        columns = max(1, min(count, Int(saturating: (Double(count) * shape).squareRoot().rounded())))
        while columns > 1, (count + columns - 1) / columns == (count + columns - 2) / (columns - 1) { columns -= 1 }
        if let wanted = figure.columns { columns = max(1, min(count, wanted)) }
        hasOwnLabels = (
            columns > 1 && Set(figure.panels.map(\.y.label)).count > 1,
            count > columns && Set(figure.panels.map(\.x.label)).count > 1
        )
        let em = em
        sharesAxes = figure.sharesAxes
        // As many numbers as the tallest frame gets, or one more or less: finer steps have more digits.
        let most = Margins.tickCount(Double(page.height) / Double((count + columns - 1) / columns) - 8 * em, em: em)
        tickWidths = figure.panels.map { panel in
            guard !panel.isImage else { return 0 }
            return Set([2, most - 1, most, most + 1].map { max(2, $0) }).flatMap { panel.y.ticks(about: $0) }
                .map { min(14, TextWidth.ems($0.text)) * em }.max() ?? 0
        }
        let hasLabel = figure.panels.contains { !$0.y.label.isEmpty }
        left = (tickWidths.max() ?? 0) + (hasLabel ? 3.1 : 1.9) * em
        bottom =
            (figure.panels.contains { !$0.x.label.isEmpty } ? 3.9 : 2.6) * em
            + (figure.panels.map { Margins.nameDepth($0.x, em: em) }.max() ?? 0)
        let barred = figure.panels.filter(\.showsBar)
        hasOwnBars = count > 1 && (barred.count < count || barred.contains { $0.colors != barred.first?.colors })
        hasColorBar = !barred.isEmpty && !hasOwnBars
        right = 1.6 * em
        if hasColorBar, let colors = barred.first?.colors {
            right = 1.2 * em + 1.1 * em + 1.0 * em + Margins.numberWidth(colors, em: em) + 2.4 * em
        } else if count == 1, let panel = figure.panels.first, panel.legend == nil {
            let lines = panel.endLabels.flatMap { Margins.endLabelLines($0, pageWidth: Double(page.width), em: em) }
            let names = lines.map { TextWidth.ems($0) * 0.92 * em }.max() ?? 0
            if names > 0, names < 0.42 * Double(page.width) { right = names + 2 * em }
        }
    }

    /// How far turned names reach below the axis, beyond a line.
    static func nameDepth(_ axis: Axis, em: Double) -> Double {
        guard axis.turn != 0 else { return 0 }
        let widest = axis.ticks(about: 8).map { TextWidth.ems($0.text) }.max() ?? 0
        return max(0, min(14, widest) * abs(sin(axis.turn * .pi / 180)) - 0.4) * em
    }

    static func numberWidth(_ colors: ColorScale, em: Double) -> Double {
        colors.ticks.map { TextWidth.ems($0.text) * em }.max() ?? 0
    }

    /// What a panel needs on its right for a colour bar and a second axis of its own.
    func sideRoom(_ panel: Panel) -> Double {
        var room = 0.0
        if let second = panel.second {
            room += Margins.secondWidth(second, em: em) + (second.label.isEmpty ? 0.5 : 2) * em
        }
        if hasOwnBars, panel.showsBar, let colors = panel.colors {
            room += (3.4 + (colors.label.isEmpty ? 0 : 1.6)) * em + Margins.numberWidth(colors, em: em)
        }
        return room
    }

    /// What a panel needs above it for a second horizontal axis.
    func topRoom(_ panel: Panel) -> Double {
        guard let top = panel.top else { return 0 }
        return (top.label.isEmpty ? 1.6 : 3) * em
    }

    /// The width of the numbers on an axis on the right.
    static func secondWidth(_ axis: Axis, em: Double) -> Double {
        (axis.ticks(about: 8).map { min(14, TextWidth.ems($0.text)) }.max() ?? 0) * em
    }

    /// A name in the right margin; a long one takes a second line for its result.
    static func endLabelLines(_ name: String, pageWidth: Double, em: Double) -> [String] {
        guard TextWidth.ems(name) * 0.92 * em > 0.26 * pageWidth, let colon = name.firstRange(of: ": ") else {
            return [name]
        }
        return [String(name[..<colon.upperBound]), String(name[colon.upperBound...])]
    }

    /// How many numbers a vertical axis of that height gets.
    static func tickCount(_ height: Double, em: Double) -> Int { max(2, Int(saturating: height / (3 * em))) }

    var rows: Int { (count + columns - 1) / columns }
    func isFirstColumn(_ index: Int) -> Bool { index % columns == 0 }
    func isBottomRow(_ index: Int) -> Bool { index + columns >= count }

    /// What the last number of one panel and the first of the next take where they stand at the ends of their axes.
    private func roomBetweenNumbers(_ figure: Figure) -> Double {
        let numbers = (figure.panels.first?.x.ticks(about: 3) ?? []).map { TextWidth.ems($0.text) }
        return (((numbers.first ?? 0) + (numbers.last ?? 0)) / 2 + 0.5) * em
    }

    func frames(_ figure: Figure, page: PageSize) -> [PanelFrame] {
        let width = max(40, Double(page.width) - left - right)
        let height = max(30, Double(page.height) - top - bottom)
        let gapX =
            sharesAxes && !hasOwnLabels.y
            ? max(0.9 * em, roomBetweenNumbers(figure)) : tickWidth + (hasOwnLabels.y ? 3.4 : 1.6) * em
        let gapY = (hasOwnLabels.x ? 5 : sharesAxes ? 1.7 : 3.4) * em
        let titleRoom = count > 1 ? 1.2 * em : 0
        let across = (width - gapX * Double(columns - 1)) / Double(columns)
        let down = (height - titleRoom - gapY * Double(rows - 1)) / Double(rows)
        return figure.panels.enumerated().map { index, panel in
            let x = left + Double(index % columns) * (across + gapX)
            let y = top + titleRoom + Double(index / columns) * (down + gapY) + topRoom(panel)
            var (wide, high) = (max(10, across - sideRoom(panel)), max(10, down - topRoom(panel)))
            if let aspect = panel.aspect { (wide, high) = (min(wide, high * aspect), min(high, wide / aspect)) }
            return PanelFrame(box: Box(left: x, top: y, right: x + wide, bottom: y + high), x: panel.x, y: panel.y)
        }
    }
}
