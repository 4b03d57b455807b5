public import Figures
public import Answers
import Numbers
public import Optimizers

/// Schedules as curves of the rate over the steps.
public struct RateCurves: Drawable {
    /// The language's name for it.
    public static let kind = "schedule"
    let schedules: [any Schedule]

    /// The schedules as they are written.
    public var summary: String { schedules.map(\.summary).joined(separator: ", ") }

    /// - Parameter schedules: one or more.
    public init(_ schedules: [any Schedule]) { self.schedules = schedules }

    /// The rates over the whole course of the longest.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let horizon = schedules.map(\.horizon).max() ?? 100
        let names = schedules.map(\.summary)
        let series = schedules.map { schedule in
            let every = max(1, horizon / 2000)
            let points = stride(from: 0, through: horizon, by: every).map { Point(Double($0), schedule.rate(at: $0)) }
            return Series(schedules.count == 1 ? "learning rate" : schedule.summary, points)
        }
        return Figure.curves(
            series, title: names.count == 1 ? names[0] : "\(names.count) schedules", x: "step", y: "learning rate",
            caption: ["\(horizon) step\(horizon == 1 ? "" : "s")"], options: options)
    }

    /// Schedules in one frame.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        try peers(in: others).map { try RateCurves($0.flatMap(\.schedules)).figure(options, work: work) }
    }
}

extension Optimizer: Drawable {
    /// The rate it takes at each step.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure =
            switch rate {
            case .schedule(let schedule): try RateCurves([schedule]).figure(options, work: work)
            case .constant(let rate):
                Figure.curves(
                    [Series("learning rate", [Point(0, rate), Point(100, rate)])], title: summary, x: "step",
                    y: "learning rate", sentence: "The rate is \(rate.short(6)) at every step.", options: options)
            }
        figure.title = options.title ?? "Learning rate of \(summary)"
        return figure
    }
}
