import Answers
public import Figures

extension GradeBook {
    /// Items against learners: a column for each item in the order of the lessons, a row for each learner, those with the most
    /// points on top.
    public var figure: Figure {
        let byFile = Dictionary(grouping: rows, by: \.file)
        let points = byFile.mapValues { $0.reduce(0) { $0 + $1.earned } }
        let order = files.enumerated().sorted {
            (points[$1.element] ?? 0, $0.offset) < (points[$0.element] ?? 0, $1.offset)
        }.map(\.element)
        let columns = items.filter { lesson, item in rows.contains { $0.lesson == lesson && $0.item == item } }
        var kinds: [Int] = []
        for file in order.reversed() {
            let own = Dictionary(
                (byFile[file] ?? []).map { ($0.lesson + "\u{0}" + $0.item, $0.outcome) }, uniquingKeysWith: { $1 })
            kinds += columns.map { lesson, item in
                own[lesson + "\u{0}" + item].flatMap { Outcome.allCases.firstIndex(of: $0) } ?? -1
            }
        }
        let (across, up) = (Swift.max(1, columns.count), Swift.max(1, order.count))
        let regions = Regions(
            columns: across, rows: up, x: 0...Double(Swift.max(1, across - 1)), y: 0...Double(Swift.max(1, up - 1)),
            kinds: kinds.isEmpty ? [-1] : kinds, names: Outcome.allCases.map(\.rawValue), colors: Self.colors)
        var figure = Figure.regions(
            regions, title: "Items and learners", x: "item", y: "learner",
            caption: ["\(Phrase.count(order.count, "submission")), \(Phrase.count(columns.count, "item"))"],
            sentence: sentence(columns))
        let severalLessons = Self.distinct(columns.map(\.lesson)).count > 1
        figure.panels[0].x.names = Self.thinned(columns.map { severalLessons ? "\($0)/\($1)" : $1 })
        figure.panels[0].x.turn = 60
        let names = order.reversed().map { file in byFile[file]?.first?.learner.cut(columns: 24) ?? "" }
        figure.panels[0].y.names = Self.thinned(Array(names))
        return figure
    }

    /// Names at their places; of many only some, so that they can be read.
    private static func thinned(_ names: [String]) -> [Axis.Name] {
        let step = Swift.max(1, (names.count + 39) / 40)
        return names.enumerated().filter { $0.offset % step == 0 }.map { Axis.Name($0.element, at: Double($0.offset)) }
    }

    /// In the order of the outcomes: far apart in lightness, so that they can be told apart without colours.
    private static let colors = [
        Color(0x1b7f6b), Color(0xd9603b), Color(0xf2d28b), Color(0xe9e7e3), Color(0x8a6fb0),
    ]

    private func sentence(_ columns: [(lesson: String, item: String)]) -> String {
        func share(_ column: (lesson: String, item: String)) -> Double {
            let own = rows.filter { $0.lesson == column.lesson && $0.item == column.item && $0.outcome != .fault }
            return Double(own.count { $0.outcome == .passed }) / Double(Swift.max(1, own.count))
        }
        guard let hardest = columns.min(by: { share($0) < share($1) }) else { return "Nothing was graded." }
        let all = rows.filter { $0.outcome != .fault }
        let passed = 100 * Double(all.count { $0.outcome == .passed }) / Double(Swift.max(1, all.count))
        return
            "\(passed.short(2)) % of all items were passed; the hardest is \(hardest.item), passed by "
            + "\((100 * share(hardest)).short(2)) %."
    }
}
