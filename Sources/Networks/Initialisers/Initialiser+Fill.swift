public import Answers
public import Numbers

extension Initialiser {
    /// The bound of the uniform or the deviation of the normal that a variance-scaling draw uses; nil for the others.
    public func spread(of shape: [Int]) -> Double? {
        let fans = Initialiser.fans(shape)
        switch self {
        case .torchLinear: return 1 / Double(Swift.max(1, fans.fanIn)).squareRoot()
        case .torchBias(let fanIn): return 1 / Double(Swift.max(1, fanIn)).squareRoot()
        case .varianceScaling(let scale, let fan, let distribution):
            let n: Double
            switch fan {
            case .fanIn: n = Double(fans.fanIn)
            case .fanOut: n = Double(fans.fanOut)
            case .average: n = 0.5 * Double(fans.fanIn + fans.fanOut)
            }
            let variance = scale / Swift.max(1, n)
            switch distribution {
            case .uniform: return (3 * variance).squareRoot()
            case .truncatedNormal: return variance.squareRoot() / 0.87962566103423978
            case .untruncatedNormal: return variance.squareRoot()
            }
        default: return nil
        }
    }

    /// Fills a tensor of that shape, row-major.
    ///
    /// - Throws: `Mistake` when the work was cancelled before all numbers were drawn, when an orthogonal matrix needs
    ///   more memory than there is, and when a number is too large for a Float.
    public func fill(
        _ values: UnsafeMutableBufferPointer<Float>, shape: [Int], using stream: inout RandomStream,
        work: Work = Work()
    ) throws {
        switch self {
        case .zeros: values.update(repeating: 0)
        case .values(let given): for (place, value) in given.prefix(values.count).enumerated() { values[place] = value }
        case .own(let filling):
            let given = try filling.numbers(shape)
            guard given.count == values.count else {
                throw Mistake(
                    "the initializer gives \(given.count) numbers",
                    expected: "\(values.count) for the shape \(shape.shapeText)"
                ).raised(as: "ValueError")
            }
            for (place, value) in given.enumerated() { values[place] = value }
        case .ones: values.update(repeating: 1)
        case .constant(let value): values.update(repeating: Float(value))
        case .normal(let mean, let deviation):
            try Self.draw(values, work) { Float(mean + deviation * stream.normal()) }
        case .uniform(let low, let high): try Self.draw(values, work) { Float(stream.uniform(low, high)) }
        case .truncatedNormal(let mean, let deviation):
            try Self.draw(values, work) { Float(mean + deviation * Self.truncated(&stream)) }
        case .torchLinear, .torchBias:
            let bound = spread(of: shape) ?? 0
            try Self.draw(values, work) { Float(stream.uniform(-bound, bound)) }
        case .varianceScaling(_, _, let distribution):
            let spread = spread(of: shape) ?? 0
            switch distribution {
            case .uniform: try Self.draw(values, work) { Float(stream.uniform(-spread, spread)) }
            case .truncatedNormal: try Self.draw(values, work) { Float(spread * Self.truncated(&stream)) }
            case .untruncatedNormal: try Self.draw(values, work) { Float(spread * stream.normal()) }
            }
        case .forgetBias(let units):
            for i in values.indices { values[i] = i / Swift.max(1, units) == 1 ? 1 : 0 }
        case .identity(let gain):
            let columns = shape.last ?? 1
            values.update(repeating: 0)
            for i in stride(from: 0, to: Swift.min(values.count, columns * columns), by: columns + 1) {
                values[i] = Float(gain)
            }
        case .orthogonal(let gain):
            let columns = shape.last ?? 1
            try Orthonormal.fill(
                values, rows: values.count / Swift.max(1, columns), columns: columns, gain: gain, using: &stream,
                work: work)
        }
        if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "the initializer gives \(values[place]) for number \(place) of a tensor of shape \(shape.shapeText)",
                expected: "numbers that a Float32 holds, up to 3.4e38", try: "RandomNormal(stddev=0.05)")
        }
    }

    private static func draw(
        _ values: UnsafeMutableBufferPointer<Float>, _ work: Work, _ number: () -> Float
    ) throws {
        for i in values.indices {
            if i & 0xfff == 0, work.isCancelled { throw interrupted }
            values[i] = number()
        }
    }

    static var interrupted: Mistake {
        Mistake("interrupted before all weights were drawn", expected: "to let it finish", try: "fewer units")
    }

    /// A standard normal draw within two deviations.
    private static func truncated(_ stream: inout RandomStream) -> Double {
        while true {
            let draw = stream.normal()
            if abs(draw) <= 2 { return draw }
        }
    }
}
