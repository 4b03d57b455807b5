import Answers
import Baselines
import Datasets
import Figures
import Testing

@testable import Pictures

/// Pictures of tables and of what methods without care reach on them.
@Suite struct BaselinePictureTests {
    private func text(_ figure: Figure) -> String {
        TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure).joined(separator: "\n")
    }

    @Test func theLowestErrorIsOnTop() throws {
        let house = try Table.house(n: 120, seed: 1)
        let comparison = try BaselineComparison(
            house, [MeanBaseline(), Ridge(alpha: 1)], by: Splitter(.folds, seed: 1))
        let figure = try Figure.drawing([comparison], PlotOptions(), work: Work())
        #expect(figure.panels[0].y.names.map(\.text) == ["mean", "ridge"])
        #expect(figure.panels[0].x.label == "RMSE of ln price")
        let guides = figure.panels[0].layers.compactMap { if case .guide(let line) = $0 { line } else { nil } }
        #expect(guides.map(\.value) == [comparison.floor])
        #expect(!text(figure).isEmpty)
    }

    @Test func aLearningCurveHasHeldOutAndTrainingRows() throws {
        let house = try Table.house(n: 120, seed: 1)
        let curve = try LearningCurve(house, Ridge(alpha: 1), by: Splitter(.folds, count: 3, seed: 1))
        let figure = try Figure.drawing([curve], PlotOptions(), work: Work())
        let lines = figure.panels[0].layers.compactMap { if case .curve(let line) = $0 { line } else { nil } }
        #expect(lines.map(\.name) == ["held out", "training"])
        #expect(lines[0].points.map(\.x) == curve.points.map { Double($0.rows) })
        #expect(!text(figure).isEmpty)
    }

    @Test func datesOfATableAreDatesAndLargeNumbersStandApart() throws {
        let days = (0..<40).map { 86_400.0 * Double(17_000 + $0 * 30) }
        let table = try Table([
            Column("sold", .dates(days)), Column("price", numbers: (0..<40).map { Double($0) * 40_000 }),
        ])
        let figure = try Figure.drawing([table], PlotOptions(), work: Work())
        #expect(figure.panels[0].x.names.map(\.text) == ["2016-07", "2019-10"])
        #expect(figure.panels[1].x.names.count <= 3)
        #expect(figure.panels[1].x.names.allSatisfy { $0.text.count <= 6 }, "\(figure.panels[1].x.names)")
        // 500 and 1000 would touch.
        let lots = try Table([Column("lot", numbers: (0..<40).map { 103.7 + Double($0) * 35.74 })])
        let narrow = try Figure.drawing([lots], PlotOptions(), work: Work())
        #expect(narrow.panels[0].x.names.map(\.text) == ["103.7", "1498"])
    }
}
