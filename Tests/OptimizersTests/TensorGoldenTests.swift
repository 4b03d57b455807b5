import Answers
import Cards
import Testing

@testable import Optimizers

/// Rules that look at whole tensors, on matrices and vectors together, against what Keras, PyTorch and optax compute.
@Suite struct TensorGoldenTests {
    @Test("Every tensor moves as in the framework, to nine digits where that computes in double precision")
    func trajectories() throws {
        for golden in try TensorRun.load() {
            let deviation = try golden.worstDeviation(of: golden.configured())
            #expect(
                deviation.excess <= 1,
                "\(golden.name): step \(deviation.step) is off by \(deviation.distance), \(deviation.excess) times the tolerance"
            )
        }
    }

    @Test("PyTorch's Muon refuses a vector and says who moves it")
    func refusal() throws {
        let muon = try Optimizer("Muon", dialect: .pytorch)
        _ = try muon.vectorState(layout: ParameterLayout([("dense/kernel", [2, 3])]))
        for shapes in [[("bias", [3])], [("dense/kernel", [2, 3]), ("conv/kernel", [2, 2, 1, 3])]] {
            let mistake = #expect(throws: Mistake.self) { try muon.vectorState(layout: ParameterLayout(shapes)) }
            #expect("\(mistake, default: "nothing")".contains("matrices only"))
        }
    }
}
