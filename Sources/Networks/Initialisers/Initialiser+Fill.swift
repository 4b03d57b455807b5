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
    public func fill(_ values: UnsafeMutableBufferPointer<Float>, shape: [Int], using stream: inout RandomStream) {
        switch self {
        case .zeros: values.update(repeating: 0)
        case .ones: values.update(repeating: 1)
        case .constant(let value): values.update(repeating: Float(value))
        case .normal(let mean, let deviation):
            for i in values.indices { values[i] = Float(mean + deviation * stream.normal()) }
        case .uniform(let low, let high):
            for i in values.indices { values[i] = Float(stream.uniform(low, high)) }
        case .truncatedNormal(let mean, let deviation):
            for i in values.indices { values[i] = Float(mean + deviation * Self.truncated(&stream)) }
        case .torchLinear, .torchBias:
            let bound = spread(of: shape) ?? 0
            for i in values.indices { values[i] = Float(stream.uniform(-bound, bound)) }
        case .varianceScaling(_, _, let distribution):
            let spread = spread(of: shape) ?? 0
            switch distribution {
            case .uniform: for i in values.indices { values[i] = Float(stream.uniform(-spread, spread)) }
            case .truncatedNormal: for i in values.indices { values[i] = Float(spread * Self.truncated(&stream)) }
            case .untruncatedNormal: for i in values.indices { values[i] = Float(spread * stream.normal()) }
            }
        case .forgetBias(let units):
            for i in values.indices { values[i] = i / Swift.max(1, units) == 1 ? 1 : 0 }
        case .identity(let gain):
            let columns = shape.last ?? 1
            for i in values.indices { values[i] = i / columns == i % columns ? Float(gain) : 0 }
        case .orthogonal(let gain):
            let columns = shape.last ?? 1
            let rows = values.count / Swift.max(1, columns)
            let q = Self.orthonormal(rows: rows, columns: columns, using: &stream)
            for i in values.indices { values[i] = Float(gain * q[i]) }
        }
    }

    /// A standard normal draw within two deviations.
    private static func truncated(_ stream: inout RandomStream) -> Double {
        while true {
            let draw = stream.normal()
            if abs(draw) <= 2 { return draw }
        }
    }

    /// Gram–Schmidt, done twice, on normal draws: rows×columns with orthonormal columns (or rows, when there are fewer).
    /// Normal draws make the distribution uniform; orthogonalising keeps the sign that QR with a positive diagonal has.
    private static func orthonormal(rows: Int, columns: Int, using stream: inout RandomStream) -> [Double] {
        let count = Swift.min(rows, columns)
        let length = Swift.max(rows, columns)
        var vectors = (0..<count).map { _ in (0..<length).map { _ in stream.normal() } }
        for i in 0..<count {
            for _ in 0..<2 {
                for j in 0..<i {
                    var along = 0.0
                    for k in 0..<length { along += vectors[i][k] * vectors[j][k] }
                    for k in 0..<length { vectors[i][k] -= along * vectors[j][k] }
                }
            }
            let norm = vectors[i].reduce(0) { $0 + $1 * $1 }.squareRoot()
            for k in 0..<length { vectors[i][k] /= norm }
        }
        var matrix = [Double](repeating: 0, count: rows * columns)
        for i in 0..<count {
            for k in 0..<length { matrix[rows >= columns ? k * columns + i : i * columns + k] = vectors[i][k] }
        }
        return matrix
    }
}
