public import Answers
public import Diagnosis
public import Figures
import Optimizers
import Training

/// What a diagnosis looked at, with what it says below: the curves of a training, or a run on its landscape.
extension Diagnosis: Drawable {
    /// Losses without the penalty on a logarithmic axis, the best epoch and the places of the findings marked.
    ///
    /// - Throws: `Mistake` when no epoch has been trained.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure: Figure
        if let history {
            guard !history.epochs.isEmpty else {
                throw Mistake(
                    "no epoch was finished, so there is no curve", expected: "a training of at least one epoch")
            }
            let held = history.series("val_pure_loss", as: "rows held out")
            let losses = history.values("pure_loss") + history.values("val_pure_loss")
            var guides: [GuideLine] = []
            let best = history.epochs.filter { $0.pureValidationLoss?.isFinite ?? false }
                .min { ($0.pureValidationLoss ?? .infinity) < ($1.pureValidationLoss ?? .infinity) }
            if let best {
                guides.append(GuideLine(.vertical, at: Double(best.number + 1), name: "best epoch \(best.number + 1)"))
            }
            figure = Figure.curves(
                [history.series("pure_loss", as: "training rows")] + (held.points.isEmpty ? [] : [held]), title: "",
                x: "epoch",
                y: "loss", caption: [], guides: guides, sentence: sentence, options: options)
            if losses.allSatisfy({ $0 > 0 && $0.isFinite }) {
                for index in figure.panels.indices { figure.panels[index].y.isLog = true }
            }
        } else if let run {
            figure = try run.figure(options, work: work)
        } else {
            throw Mistake("the diagnosis has neither a history nor a run", expected: "diagnose(history)")
        }
        figure.title = options.title ?? "Diagnosis: \(cause)"
        figure.caption =
            (fluctuation.map { ["F \($0.size.short(2))", "error at the end \(endError.short(4))"] } ?? [])
            + findings.prefix(3).map { "\($0.weight.rawValue): \($0.cause), \($0.proof.state)" }
        figure.sentence = sentence
        return figure
    }
}
