public import Answers
public import Costs
public import Figures
import Numbers
import RealModule

extension ModelCost: Drawable {
    /// Bytes of a training over the batch size: what grows with it, and all of it.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func line(_ name: String, _ bytes: (Int, Int) -> Int) -> DataSeries {
            DataSeries(
                name,
                byBatch.map { Point(Double.log2(Double($0.batchSize)), Double(bytes($0.activations, $0.total)) / 1e6) })
        }
        return Figure.curves(
            [line("activations") { activations, _ in activations }, line("all of it") { $1 }],
            title: "bytes of a training against its batch size", x: "log2 of the batch size", y: "MB", caption: [model],
            isLog: true, sentence: sentence, options: options)
    }
}
