import Datasets
import Figures
import Networks
import Answers
import Training

/// Which class a classifier gives each place of the plane, paler where it is less certain, and how many samples it gives
/// their own.
struct DecisionBoundary: Sendable {
    let regions: Regions
    let hits: Int
    /// Of the samples that are right.
    let share: Double

    /// - Parameters:
    ///   - data: samples of two numbers with their classes.
    ///   - options: of the frame; that of the samples unless they say another.
    ///   - side: places along each axis.
    /// - Throws: `Mistake` when the model cannot read two numbers.
    init(
        _ network: Network, trainedBy loss: Loss?, _ data: Dataset, _ options: PlotOptions = PlotOptions(), side: Int,
        work: Work
    ) throws {
        let plane = try InputGrid(data, options, side: side)
        func verdicts(_ x: Samples) throws -> Verdicts {
            Verdicts(try network.predict([x], batchSize: 512, work: work), trainedBy: loss)
        }
        let found = try verdicts(plane.places)
        regions = Regions(
            columns: side, rows: side, x: plane.x, y: plane.y, kinds: found.classes,
            names: (0..<found.classCount).map { "region of class \($0)" },
            shades: found.certainty.map { 1 - $0 }, shadeMeaning: "paler: less certain")
        let own = try verdicts(data.x)
        hits = zip(own.classes, data.labels ?? []).filter { $0 == $1 }.count
        share = Double(hits) / Double(max(1, data.count))
    }
}
