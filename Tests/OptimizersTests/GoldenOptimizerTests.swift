import Cards
import Testing

@testable import Optimizers

/// Every trajectory of every framework, replayed in its dialect.
@Suite struct GoldenOptimizerTests {
    @Test("Every rule follows PyTorch's, Keras's, optax's and the papers' numbers", arguments: Dialect.golden)
    func trajectories(_ dialect: Dialect) throws {
        let runs = try GoldenFile.load(dialect.rawValue).cases.filter { $0.optimizer != "LBFGS" }
        #expect(runs.count >= (dialect == .paper ? 12 : 48))
        for golden in runs {
            let deviation = try golden.worstDeviation(dialect)
            #expect(
                deviation.excess <= 1,
                "\(golden.name): step \(deviation.step) is off by \(deviation.distance), \(deviation.excess) times the tolerance"
            )
        }
    }
}
