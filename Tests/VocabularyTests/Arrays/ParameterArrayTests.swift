import Language
import Testing
import Vocabulary

/// Draws whose parameters are arrays; shapes, dtypes and reasons as NumPy 2 has them, numbers where the parameters leave one.
@Suite("Draws whose parameters are arrays")
struct ParameterArrayTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.lines("import numpy as np\nrng = np.random.default_rng(0)\n" + code)
    }

    @Test func parametersGoTogetherToOneShape() throws {
        let out = try printed(
            """
            print(rng.beta([1, 2], [[3], [4], [5]]).shape, rng.gamma(2.0, [1e-9, 1e-9]).shape)
            print(rng.beta([1.0, 1e6], [1e6, 1.0]).round())
            print(rng.binomial([0, 10, 10], [0.5, 0.0, 1.0]), rng.poisson([0.0, 1e6], (3, 2))[:, 0])
            print(rng.exponential([0.0, 1.0])[0], rng.binomial(10, [0.0, 1.0]).dtype, rng.exponential(np.zeros((2, 2))).shape)
            for wrong in (lambda: rng.beta([1, 0], 2), lambda: rng.binomial([1, -1], 0.5)):
                try:
                    wrong()
                except ValueError as e:
                    print(e)
            """)
        #expect(
            out == [
                "(3, 2) (2,)", "[0. 1.]", "[ 0  0 10] [0 0 0]", "0.0 int64 (2, 2)", "a <= 0", "n < 0",
            ])
    }
}
