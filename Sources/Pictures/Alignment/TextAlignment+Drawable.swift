public import Alignment
public import Answers
public import Figures
import Numbers
import Optimizers

extension TextAlignment: Drawable {
    /// Reward and divergence by step.
    ///
    /// - Throws: `Mistake` for a training without a step.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !rows.isEmpty else {
            throw Mistake("the training has no step to draw", expected: "one that was not stopped at once")
        }
        func panel(_ name: String, _ title: String, _ part: (Row) -> Double) -> Panel {
            var panel = Figure.curves(
                [DataSeries(name, rows.map { Point(Double($0.step), part($0)) })], title: "", x: "step", y: name,
                isLog: false
            ).panels[0]
            panel.title = title
            return panel
        }
        let isSampled = plan.method == .policyGradient
        return Figure(
            title: options.title ?? plan.title,
            caption: [plan.optimizer.summary, "\(plan.samples) texts a step", "seed \(plan.seed)"], sentence: sentence,
            panels: [
                panel(
                    isSampled ? "liked characters" : "β·(Δ of winner − of loser)",
                    isSampled ? "reward of its texts" : "its own reward", \.reward),
                panel("nats", "distance from the reference", \.divergence),
            ])
    }
}
