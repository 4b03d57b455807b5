import Arrays
package import Autograd
import Numbers

extension Tensor {
    /// Normally distributed numbers of the same shape.
    package func normal(_ mean: Double, _ deviation: Double) throws -> Tensor {
        try drawn { mean + deviation * $0.normal() }
    }

    /// Evenly distributed numbers of the same shape.
    package func uniform(_ low: Double, _ high: Double) throws -> Tensor { try drawn { $0.uniform(low, high) } }

    private func drawn(_ next: (inout RandomStream) -> Double) throws -> Tensor {
        let made = try NDArray(uninitialised: shape, dtype)
        recorder.draw { stream in
            for place in 0..<made.count { made.set(.float(next(&stream)), at: place) }
        }
        return recorder.tensor(made)
    }
}
