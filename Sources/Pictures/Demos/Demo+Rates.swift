import Answers
import Landscapes
import Numbers
import Optimizers

// What the rate does, and what clipping and batches do to the gradient it multiplies.

extension Demo {
    static let overshoot = Demo("overshoot", "a rate so large that each step lands on the other side of the minimum") {
        work in
        try [0.1, 0.9].map { try run(Landscape.parabola, "SGD", $0, from: Point(3, 0), steps: 15, work) }
    } sentence: { runs in
        let (small, large) = (runs[0], runs[1])
        return "At rate 0.9 the step jumps over the minimum \(times(large.crossings)), at rate 0.1 "
            + "\(small.crossings == 0 ? "never" : times(small.crossings)); both come to loss \(large.loss.short())."
    }

    static let clipping = Demo(
        "clipping", "a bound on the length of the gradient, where walls are steep", x: 1.5...3.6, y: 0...3.5
    ) { work in
        try [[:], ["clipnorm": 1]].map {
            try run(Landscape.beale, "SGD", 0.05, $0, from: Point(2.5, 3), steps: 120, work)
        }
    } sentence: { runs in
        let (free, clipped) = (runs[0], runs[1])
        let first = free.path.count > 1 ? (free.path[1] - free.path[0]).norm : 0
        let longest = zip(clipped.path, clipped.path.dropFirst()).map { ($1 - $0).norm }.max() ?? 0
        return
            "On the wall the gradient is \(free.gradientNorms[0].short()): the first step alone is \(first.short()) long and "
            + "leads away for good; with clipnorm=1 no step is longer than \(longest.short()), down to loss \(clipped.loss.short())."
    }

    static let batchNoise = Demo(
        "batch noise", "gradients of few rows: the way trembles, most where the slope is small",
        labels: ["all \(BatchLoss.rows) rows", "batches of 2"]
    ) { work in
        try [BatchLoss.rows, 2].map {
            try run(BatchLoss(batch: $0), "SGD", 0.15, from: Point(-2, 2.5), steps: 60, work)
        }
    } sentence: { runs in
        let lengths = runs.map { $0.length(ofLast: 20) }
        return
            "Both go down one loss of \(BatchLoss.rows) rows at one rate: in the last 20 steps the batch of 2 still walks "
            + "\(lengths[1].short()), all rows together \(lengths[0].short()), for the gradient of a batch is not 0 at the minimum."
    }
}

extension Run {
    /// How often a step led from one side of x = 0 to the other.
    var crossings: Int { zip(path, path.dropFirst()).count { $0.x * $1.x < 0 } }

    /// The way of the last steps.
    func length(ofLast steps: Int) -> Double {
        let last = path.suffix(steps + 1)
        return zip(last, last.dropFirst()).map { ($1 - $0).norm }.reduce(0, +)
    }
}
