import Answers
import Numbers
import Optimizers

/// An experiment in two files: the study itself, here how much of the distance to the end each step of a run leaves.
struct ToyStudy: Presentable {
    static let kind = "toy study"

    let run: Run
    /// |θₖ − θ_end| divided by the same of the step before.
    let shares: [Double]

    init(of run: Run) {
        self.run = run
        let distances = run.path.dropLast().map { ($0 - run.point).norm }
        shares = zip(distances.dropFirst(), distances).map { $0 / $1 }
    }

    var summary: String { "toy study of \(run.summary)" }

    var sentence: String { "Each step leaves \((shares.max() ?? 0).short(3)) of the distance, or less." }

    func table(width: Int) -> String { "\(summary)\n  \(sentence)" }
}
