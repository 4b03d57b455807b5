public import Figures
public import Answers
import Numbers
public import Optimizers

extension Schedule: Drawable {
    /// The rate over the whole course.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure { Self.curves([self], options) }

    /// Schedules in one frame.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        peers(in: others).map { Self.curves($0, options) }
    }

    /// The rates over the whole course of the longest.
    private static func curves(_ schedules: [Schedule], _ options: PlotOptions) -> Figure {
        let horizon = schedules.map(\.horizon).max() ?? 100
        let names = schedules.map(\.summary)
        let series = schedules.map { schedule in
            let every = max(1, horizon / 2000)
            let points = stride(from: 0, through: horizon, by: every).map { Point(Double($0), schedule.rate(at: $0)) }
            return DataSeries(schedules.count == 1 ? "learning rate" : schedule.summary, points)
        }
        return Figure.curves(
            series, title: names.count == 1 ? names[0] : "\(names.count) schedules", x: "step", y: "learning rate",
            caption: ["\(horizon) step\(horizon == 1 ? "" : "s")"], isLog: false,
            options: options)
    }
}

extension Optimizer: Drawable {
    /// The rate it takes at each step.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure =
            switch rate {
            case .schedule(let schedule): try schedule.figure(options, work: work)
            case .constant(let rate):
                Figure.curves(
                    [DataSeries("learning rate", [Point(0, rate), Point(100, rate)])], title: summary, x: "step",
                    y: "learning rate", sentence: "The rate is \(rate.short(6)) at every step.", options: options)
            }
        figure.title = options.title ?? "Learning rate of \(summary)"
        return figure
    }
}
