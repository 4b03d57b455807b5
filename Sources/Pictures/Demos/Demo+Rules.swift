import Answers
import Landscapes
import Numbers
import Optimizers

// What rules add to the bare gradient.

extension Demo {
    static let momentum = Demo("momentum", "a running mean of the gradients, which gathers speed along a valley") {
        work in
        try [[:], ["momentum": 0.8]].map {
            try run(Landscape.quadratic(kappa: 50), "SGD", 0.03, $0, from: Point(1, 1), steps: 60, work)
        }
    } sentence: { runs in
        "At the same rate momentum 0.8 adds up what points the same way step after step: after \(runs[1].steps) steps the loss is "
            + "\(runs[1].loss.short()), without it \(runs[0].loss.short())."
    }

    static let adaptiveScale = Demo("adaptive scale", "a rate of its own for each coordinate") { work in
        let valley = Landscape.quadratic(kappa: 100)
        return [
            try run(valley, "SGD", 0.015, from: Point(1, 1), steps: 40, work),
            try run(valley, "Adagrad", 0.2, from: Point(1, 1), steps: 40, work),
        ]
    } sentence: { runs in
        let shares = runs.map { run in
            let step = run.path[1] - run.path[0]
            return (step.y / step.x).magnitude
        }
        return
            "Across this valley it is 100 times as steep as along it: SGD's first step goes \(shares[0].short()) times as far across "
            + "as along, Adagrad's \(shares[1].short()) times, for it divides each slope by the slopes it has met there."
    }

    static let biasCorrection = Demo(
        "bias correction", "why Adam divides its young means by 1 − βᵗ"
    ) { work in
        let run = try run(Landscape.quadratic(kappa: 10), "Adam", 0.1, from: Point(1, 1), steps: 40, work)
        return try ablate(run, ["bias_correction"], work: work).runs
    } sentence: { runs in
        let first = runs.map { ($0.path[1] - $0.path[0]).norm }
        return
            "Adam's first step is \(first[0].short()) long, as the rate asks; without bias correction it is \(first[1].short()), "
            + "\((first[1] / first[0]).short()) times that, because the second moment starts nearer to 0 than the first."
    }
}
