import Answers
package import Arrays
package import Autograd
import Language
package import Numbers

/// Random numbers into arrays.
package enum Draws {
    package static func fill(_ array: NDArray, _ recorder: Recorder, _ draw: (inout RandomStream) -> Double) throws {
        var check = StopCheck(recorder.work)
        try recorder.draw { stream in
            for i in 0..<array.count {
                try check.pass()
                array.set(.float(draw(&stream)), at: i)
            }
        }
    }

    package static func uniform(_ array: NDArray, _ low: Double, _ high: Double, _ recorder: Recorder) throws {
        try fill(array, recorder) { $0.uniform(low, high) }
    }

    package static func normal(_ array: NDArray, _ mean: Double, _ deviation: Double, _ recorder: Recorder) throws {
        try fill(array, recorder) { mean + deviation * $0.normal() }
    }
}
