import Answers
import Arrays

/// Images of another size: the nearest pixel, or weighted means of the four around.
extension Tensor {
    /// The nearest pixel before each place of the last axes.
    ///
    /// - Parameter scales: new over old lengths, where they were given; else nil.
    public func resizedToNearest(_ lengths: [Int], scales: [Double]?) throws -> Tensor {
        let first = try checkResize(lengths)
        let places = lengths.enumerated().map { axis, length -> [Int] in
            let old = shape[first + axis]
            let step = scales.map { Float(1 / $0[axis]) } ?? Float(old) / Float(length)
            return (0..<length).map { Swift.min(Int((Float($0) * step).rounded(.down)), old - 1) }
        }
        let indices = try places.map { recorder.tensor(try NDArray($0)) }
        return try composed("UpsampleNearest\(lengths.count)DBackward0", [self]) { inputs in
            try indices.enumerated().reduce(inputs[0]) { x, index in
                let front = [TensorIndex](
                    repeating: .slice(lower: nil, upper: nil, step: nil), count: first + index.offset)
                return try x.indexed(front + [.tensor(index.element)])
            }
        }
    }

    /// Means of the pixels around each place of the last axes, weighted by their nearness.
    ///
    /// - Parameters:
    ///   - scales: new over old lengths, where they were given; else nil.
    ///   - alignsCorners: whether the first and last pixels stay where they are, and not the outer edges.
    public func resizedLinearly(_ lengths: [Int], scales: [Double]?, alignsCorners: Bool) throws -> Tensor {
        let first = try checkResize(lengths)
        let kinds = [1: "UpsampleLinear1DBackward0", 2: "UpsampleBilinear2DBackward0"]
        let mixes = try lengths.enumerated().map { axis, length -> Tensor in
            let old = shape[first + axis]
            try MemoryRoom.check(16 * Double(old) * Double(length), for: "an axis of length \(length)") { _ in
                "a smaller size"
            }
            let mix = try NDArray.zeros([length, old], dtype, work: recorder.work)
            let step =
                alignsCorners
                ? (length > 1 ? Double(old - 1) / Double(length - 1) : 0)
                : scales.map { 1 / $0[axis] } ?? Double(old) / Double(length)
            for place in 0..<length {
                let from = alignsCorners ? Double(place) * step : Swift.max(0, (Double(place) + 0.5) * step - 0.5)
                let low = Swift.min(Int(from), old - 1)
                let share = Swift.min(Swift.max(from - Double(low), 0), 1)
                let high = Swift.min(low + 1, old - 1)
                mix.set(.float(1 - share), at: place * old + low)
                if share > 0 {
                    let before = mix.number(at: place * old + high).asDouble
                    mix.set(.float(high == low ? before + share : share), at: place * old + high)
                }
            }
            return recorder.tensor(mix)
        }
        return try composed(kinds[lengths.count] ?? "UpsampleBackward0", [self]) { inputs in
            let x = try inputs[0].matmul(mixes[mixes.count - 1].turned())
            return mixes.count == 1 ? x : try mixes[0].matmul(x)
        }
    }

    /// The first of the axes that get these lengths.
    private func checkResize(_ lengths: [Int]) throws -> Int {
        let first = ndim - lengths.count
        guard dtype.isFloat, first >= 1, shape.suffix(lengths.count).allSatisfy({ $0 > 0 }) else {
            throw Mistake(
                "an image of shape \(shape.listText) and \(dtype.torchName)",
                expected: "(batch, channels, …) of floating-point numbers"
            ).raised(as: "RuntimeError", "Input and output sizes should be greater than 0")
        }
        guard lengths.allSatisfy({ (1...1 << 20).contains($0) }) else {
            throw Mistake("an image of \(lengths.listText)", expected: "lengths from 1 to \(1 << 20)").raised(
                as: "RuntimeError", "Input and output sizes should be greater than 0")
        }
        try MemoryRoom.check(
            8 * lengths.reduce(shape.prefix(first).reduce(1.0) { $0 * Double($1) }) { $0 * Double($1) },
            for: "an image of \(lengths.listText)"
        ) { _ in "a smaller size" }
        return first
    }
}
