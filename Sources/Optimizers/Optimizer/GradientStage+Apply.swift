import Numbers
import RealModule

extension GradientStage {
    /// Changes the gradient in place. `step` counts updates from 0.
    func apply<S: LaneScalar>(
        to g: UnsafeMutablePointer<S>, parameters θ: UnsafePointer<S>, layout: ParameterLayout, step: Int, seed: UInt64
    ) {
        if centralises { centralise(g, layout) }
        if let clip { clip.apply(to: g, parameters: θ, layout: layout) }
        if let noise {
            var stream = RandomStream(seed: seed, purpose: "gradient noise", index: UInt64(step))
            let σ = (noise.η / Double.pow(1 + Double(step), noise.γ)).squareRoot()
            for i in 0..<layout.count { g[i] += S(σ * stream.normal()) }
        }
        if l2 != 0 {
            let λ = S(l2)
            for i in 0..<layout.count { g[i] += λ * θ[i] }
        }
    }

    private func centralise<S: LaneScalar>(_ g: UnsafeMutablePointer<S>, _ layout: ParameterLayout) {
        for tensor in layout.tensors where tensor.shape.count > 1 {
            for row in Rows(tensor) {
                let mean = row.reduce(0.0) { $0 + Double(g[$1]) } / Double(row.count)
                for i in row { g[i] -= S(mean) }
            }
        }
    }
}

extension GradientStage.Clip {
    func apply<S: LaneScalar>(to g: UnsafeMutablePointer<S>, parameters θ: UnsafePointer<S>, layout: ParameterLayout) {
        switch self {
        case .value(let bound):
            let high = S(bound)
            for i in 0..<layout.count { g[i] = Swift.min(Swift.max(g[i], -high), high) }
        case .norm(let bound):
            for tensor in layout.tensors { shorten(g, tensor.range, to: bound, norm: length(g, tensor.range, 2)) }
        case .globalNorm(let bound, let slack, let power):
            let size = length(g, 0..<layout.count, power) + slack
            if slack > 0 {
                if size > bound { scale(g, 0..<layout.count, bound / size) }
            } else {
                shorten(g, 0..<layout.count, to: bound, norm: size)
            }
        case .rms(let bound):
            for tensor in layout.tensors where !tensor.range.isEmpty {
                let rms = length(g, tensor.range, 2) / Double(tensor.range.count).squareRoot()
                shorten(g, tensor.range, to: bound, norm: rms)
            }
        case .adaptive(let λ, let ε):
            for tensor in layout.tensors {
                for unit in Rows(tensor) {
                    let allowed = λ * Swift.max(length(UnsafePointer(θ), unit, 2), ε)
                    shorten(g, unit, to: allowed, norm: length(g, unit, 2))
                }
            }
        }
    }

    private func shorten<S: LaneScalar>(
        _ g: UnsafeMutablePointer<S>, _ range: some Sequence<Int>, to bound: Double, norm: Double
    ) {
        // Not `norm <= bound`: a NaN norm must make the whole gradient NaN, so that the run is stopped and says why.
        guard !(norm <= bound) else { return }
        scale(g, range, bound / norm)
    }

    private func scale<S: LaneScalar>(_ g: UnsafeMutablePointer<S>, _ range: some Sequence<Int>, _ factor: Double) {
        for i in range { g[i] = S(Double(g[i]) * factor) }
    }
}

/// The p-norm (p = 1, 2 or infinity) of some elements, in Double, added up in index order.
func length<S: LaneScalar>(_ x: UnsafePointer<S>, _ range: some Sequence<Int>, _ power: Double = 2) -> Double {
    if power == 2 {
        var sum = 0.0
        for i in range { sum += Double(x[i]) * Double(x[i]) }
        return sum.squareRoot()
    }
    if power == 1 { return range.reduce(0.0) { $0 + Double(x[$1]).magnitude } }
    return range.reduce(0.0) { Swift.max($0, Double(x[$1]).magnitude) }
}

func length<S: LaneScalar>(_ x: UnsafeMutablePointer<S>, _ range: some Sequence<Int>, _ power: Double = 2) -> Double {
    length(UnsafePointer(x), range, power)
}

/// The index ranges of a tensor's rows, along its last extent; a vector is one row.
struct Rows: Sequence {
    private let tensor: ParameterLayout.Tensor
    private let length: Int

    init(_ tensor: ParameterLayout.Tensor) {
        self.tensor = tensor
        length = Swift.max(1, tensor.shape.count > 1 ? tensor.shape.last ?? 1 : tensor.range.count)
    }

    func makeIterator() -> some IteratorProtocol<Range<Int>> {
        let end = tensor.range.upperBound
        return Swift.stride(from: tensor.range.lowerBound, to: end, by: length)
            .lazy.map { $0..<Swift.min($0 + length, end) }.makeIterator()
    }
}
