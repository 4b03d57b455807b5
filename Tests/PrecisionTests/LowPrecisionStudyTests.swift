import Answers
import Formats
import Testing

@testable import Precision

/// What a study of several β₂ tells.
@Suite struct LowPrecisionStudyTests {
    @Test("raising β₂ lets v stop lower and the steps grow")
    func story() throws {
        let study = try LowPrecisionStudy(LowPrecisionAdam(), beta2: [0.9, 0.999, 0.9995])
        #expect(study.rows.map(\.rest?.v) == [1, 0.5, 0.25])
        #expect(study.sentence.contains("rests at 0.25") && study.sentence.contains("2 times too long"))
        #expect(study.sentence.contains("stands at -0.5"))
        let exact = try LowPrecisionStudy(LowPrecisionAdam(format: .float32), beta2: [0.9])
        #expect(exact.sentence == "m, v and the weight come where they should.")
        #expect(abs(exact.rows[0].end.w + 4) < 1e-3)
    }

    @Test("what overflows and what stays 0 is told apart")
    func ends() throws {
        func told(_ gradient: Double) throws -> String {
            try LowPrecisionStudy(LowPrecisionAdam(format: .float16), beta2: [0.999], gradient: gradient).sentence
        }
        #expect(try told(1000).contains("v overflows") && told(1e-3).contains("v stays 0"))
    }

    @Test("a study that is stopped has what was run")
    func stopped() throws {
        let work = Work()
        work.cancel()
        let study = try LowPrecisionStudy(LowPrecisionAdam(), beta2: [0.9], work: work)
        #expect(study.rows.isEmpty && study.sentence == "Nothing was run." && !study.table(width: 80).isEmpty)
    }

    @Test("no β₂, and a gradient that moves nothing, are refused by name")
    func refused() {
        for (beta2, gradient) in [([Double](), 1.0), ([0.9], 0), ([0.9], .nan), ([1.0], 1)] {
            #expect(throws: Mistake.self) {
                try LowPrecisionStudy(LowPrecisionAdam(), beta2: beta2, gradient: gradient)
            }
        }
    }
}
