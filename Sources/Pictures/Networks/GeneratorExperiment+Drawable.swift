import Datasets
public import Figures
public import Inspection
public import Answers
import Training

extension GeneratorExperiment: Drawable {
    /// The mean of all targets beside what the generator makes of new noise.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let made = ContactSheet(samples.rows(0..<min(9, samples.count)), labels: nil, across: 3)
            .figure("what the generator makes of new noise")
        var figure = Figure.sideBySide(
            [ContactSheet(meanImage, labels: nil).figure("the mean of all targets"), made], PlotOptions())
        figure.title = options.title ?? "A generator trained by squared error"
        figure.caption = [
            "\(history.epochs.count) steps", isFresh ? "fresh noise in each" : "the same noise in each",
            "loss \((history.epochs.last?.loss ?? .nan).short(3)), of the mean image \(floor.short(3))", summary,
        ]
        figure.sentence = sentence
        return figure
    }
}
