import Answers
import Landscapes
import Numbers
import Optimizers

// Places where descent is slow, each for a reason of its own.

extension Demo {
    static let plateau = Demo("plateau", "a place that is nearly level, far from any minimum") { work in
        try ["SGD", "Adam"].map { try run(Landscape.plateau, $0, 0.1, from: Point(-4, 3), steps: 100, work) }
    } sentence: { runs in
        let ways = runs.map { ($0.point - $0.start).norm }
        return "On the plateau the slope is \(runs[0].gradientNorms[0].short()): in \(runs[0].steps) steps SGD comes "
            + "\(ways[0].short()) far; Adam divides the slope by its own size and comes \(ways[1].short()) far, to loss "
            + "\(runs[1].loss.short())."
    }

    static let valley = Demo("valley", "steep walls and a floor that is almost level") { work in
        [try run(Landscape.ravine, "SGD", 0.2, from: Point(-5, 2), steps: 200, work)]
    } sentence: { runs in
        let losses = runs[0].losses
        let wall = (losses[0] - losses[5]) / losses[0]
        let floor = (losses[5] - runs[0].loss) / losses[0]
        return
            "The first 5 of \(runs[0].steps) steps, down the wall, take \((100 * wall).short(2)) % of the loss away; all the others, "
            + "along the floor, \((100 * floor).short(2)) %."
    }

    static let saddle = Demo(
        "saddle", "a place without a slope that is no minimum: down on one line, up on the other", x: -0.2...2.8,
        y: -0.6...1.1
    ) { work in
        [try run(Landscape.dixonPrice, "SGD", 0.05, from: Point(2.5, 1e-5), steps: 80, work)]
    } sentence: { runs in
        let norms = runs[0].gradientNorms
        let flat = runs[0].flattestEarly
        let after = norms[flat...].max() ?? 0
        return
            "At step \(flat) the gradient has fallen from \(norms[0].short()) to \(norms[flat].short()) and the run looks finished; "
            + "it is at a saddle, the gradient grows again to \(after.short()), and the run ends at loss \(runs[0].loss.short())."
    }
}

extension Run {
    /// The step before the gradient grows again for the first time: where a run at a saddle seems to rest.
    var flattestEarly: Int {
        zip(gradientNorms, gradientNorms.dropFirst()).enumerated().first { $1.0 < $1.1 }?.offset ?? 0
    }
}
