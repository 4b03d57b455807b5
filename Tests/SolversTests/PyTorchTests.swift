import Foundation
import Answers
import Cards
import Numbers
import Optimizers
import Solvers
import Testing

@Suite("L-BFGS in PyTorch's dialect")
struct PyTorchTests {
    struct Golden: Decodable {
        let cases: [Case]
    }

    struct Case: Decodable {
        let name: String
        let function: String
        let hyperparameters: [String: Double]
        let options: [String: String]
        let start: [Double]
        let steps: [[Double]]
        let tolerances: [Double]
    }

    @Test("every golden iterate of torch.optim.LBFGS is met within its tolerance")
    func golden() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Golden/lbfgs_pytorch.json"))
        let cases = try JSONDecoder().decode(Golden.self, from: data).cases
        #expect(cases.count == 6)
        var compared = 0
        for item in cases {
            let h = item.hyperparameters
            var given: [String: Hyperparameter.Value] = ["dialect": "pytorch"]
            for (ours, theirs) in [
                ("learning_rate", "lr"), ("max_iter", "maxIter"), ("tolerance_grad", "toleranceGrad"),
                ("tolerance_change", "toleranceChange"), ("history_size", "historySize"),
            ] {
                if let value = h[theirs] { given[ours] = .number(value) }
            }
            if item.options["lineSearch"] == "strong_wolfe" { given["line_search_fn"] = "strong_wolfe" }
            let solver = try make("LBFGS", given)
            let run = try solver.minimize(
                TestObjective.named(item.function), start: Point(item.start[0], item.start[1]), steps: 200)
            for (step, tolerance) in zip(item.steps, item.tolerances) where tolerance <= 1e-6 {
                // A run that has converged stays where it is.
                let found = run.path[min(Int(step[0]), run.path.count - 1)]
                let gap = (found - Point(step[1], step[2])).largestMagnitude
                #expect(gap <= max(tolerance, 1e-11), "\(item.name) step \(Int(step[0])): off by \(gap)")
                compared += 1
            }
        }
        #expect(compared >= 45)
    }
}

extension SIMD2 where Scalar == Double {
    var largestMagnitude: Double { Swift.max(abs(x), abs(y)) }
}
