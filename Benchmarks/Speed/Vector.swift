import Foundation
import Optimizers

/// A step of Adam on a flat vector of a million numbers, as networks take it, against one pass in C.
struct Vector {
    let program: String
    private let count = 1_000_000
    private let steps = 60

    func pairing() throws -> Pairing {
        let state = try Optimizer("Adam", rate: .constant(0.001)).vectorState(layout: ParameterLayout([("w", [count])]))
        let parameters = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        let gradient = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        for i in 0..<count {
            parameters.initializeElement(at: i, to: Float(i % 1000) / 1000 - 0.5)
            gradient.initializeElement(at: i, to: Float(i % 777) / 777 - 0.5)
        }
        return Pairing(
            label: "Adam on a vector of 1 million", bar: 1.2,
            ours: {
                let begin = ProcessorTime.own
                for _ in 0..<steps { state.step(parameters: parameters, gradient: gradient, loss: 0) }
                return (ProcessorTime.own - begin) / Double(steps)
            },
            reference: {
                let text = try Command(program: program, arguments: ["\(count)", "\(steps)"]).output()
                guard let milliseconds = text.split(separator: " ").first.flatMap({ Double($0) }) else {
                    throw Failure("vector_adam printed '\(text)'")
                }
                return milliseconds / 1000
            })
    }
}
