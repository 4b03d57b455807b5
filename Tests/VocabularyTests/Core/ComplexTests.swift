import Answers
import Language
import Testing
import Vocabulary

/// Complex numbers beside the words of the laboratory.
@Suite("Complex numbers stand beside numbers, and in no array")
struct ComplexTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry)

    @Test("The words of the laboratory are of real numbers; cmath is asked for others")
    func words() throws {
        #expect(try value("sqrt(-1)") == "nan")
        #expect(try value("import cmath\ncmath.sqrt(-1)") == "1j")
        #expect(try value("import numpy as np\nnp.float64(2.0) * 1j + np.int64(3)") == "(3+2j)")
        #expect(mistake("import math\nmath.sqrt(1j)")?.problem.contains("complex number") == true)
    }

    @Test(
        "What would be an array of complex numbers is refused with what to write",
        arguments: [
            "np.array([1j, 2])", "np.array([1.0, 2.0]) * 1j", "1j + np.zeros(2)", "np.sqrt(1j)", "np.roots([1, 0, 1])",
            "np.linalg.eig(np.array([[0.0, 1.0], [-1.0, 0.0]]))",
            "np.linalg.eigvals(np.array([[0.0, 1.0], [-1.0, 0.0]]))",
        ])
    func refused(_ line: String) throws {
        let found = try #require(mistake("import numpy as np\n\(line)"), "\(line)")
        #expect(found.problem.contains("arrays hold real numbers here"), "\(line): \(found.problem)")
        #expect(found.suggestion != nil)
    }
}
