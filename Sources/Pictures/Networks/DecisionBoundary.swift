import Datasets
import Figures
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
    init(_ model: Model, _ data: Dataset, _ options: PlotOptions = PlotOptions(), side: Int, work: Work) throws {
        let plane = try Plane(data, options, side: side)
        let verdicts = Verdicts(try model.predict(plane.places, batchSize: 512, work: work), of: model)
        regions = Regions(
            columns: side, rows: side, x: plane.x, y: plane.y, kinds: verdicts.classes,
            names: (0..<verdicts.classCount).map { "region of class \($0)" },
            shades: verdicts.certainty.map { 1 - $0 }, shadeMeaning: "paler: less certain")
        let own = Verdicts(try model.predict(data.x, batchSize: 512, work: work), of: model)
        hits = zip(own.classes, data.labels ?? []).filter { $0 == $1 }.count
        share = Double(hits) / Double(max(1, data.count))
    }
}
