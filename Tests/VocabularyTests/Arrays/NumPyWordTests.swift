import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of NumPy 2.4.6, run on the same lines.
@Suite("NumPy's words give what NumPy gives")
struct NumPyWordTests {
    private let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws { _ = try session.evaluate("import numpy as np") }

    private func value(_ code: String) throws -> String { try session.evaluate(code).value.repr }

    @Test func cubeRootsOfCubesAreExact() throws {
        #expect(try value("np.cbrt(27), np.cbrt(-27.0)") == "(np.float64(3.0), np.float64(-3.0))")
        #expect(try value("np.cbrt(np.arange(1, 200) ** 3.0).tolist() == np.arange(1.0, 200).tolist()") == "True")
        #expect(try value("np.cbrt([0.0, np.inf, 1e-300, 1e300]).tolist()") == "[0.0, inf, 1e-100, 1e+100]")
    }
}
