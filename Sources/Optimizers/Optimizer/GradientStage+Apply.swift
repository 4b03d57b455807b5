import Numbers
import RealModule

extension GradientStage {
    /// Changes the gradient in place. `step` counts updates from 0.
    func apply<S: LaneScalar>(
        to g: UnsafeMutablePointer<S>, parameters θ: UnsafePointer<S>, layout: ParameterLayout, decays: [Bool]?,
        step: Int, seed: UInt64
    ) {
        if maximises { for i in 0..<layout.count { g[i] = -g[i] } }
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
        if maskedL2 != 0, let decays {
            let λ = S(maskedL2)
            for i in 0..<layout.count where decays[i] { g[i] += λ * θ[i] }
        }
    }

    private func centralise<S: LaneScalar>(_ g: UnsafeMutablePointer<S>, _ layout: ParameterLayout) {
        for tensor in layout.tensors where tensor.shape.count > 1 {
            for unit in GradientStage.Units.outputs.of(tensor) {
                let count = unit.reduce(0) { count, _ in count + 1 }
                let mean = unit.reduce(0.0) { $0 + Double(g[$1]) } / Double(count)
                for i in unit { g[i] -= S(mean) }
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
        case .adaptive(let λ, let ε, let units):
            for tensor in layout.tensors {
                for unit in units.of(tensor) {
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

extension GradientStage.Units {
    /// The places of each unit's numbers.
    func of(_ tensor: ParameterLayout.Tensor) -> some Sequence<StrideTo<Int>> {
        let count = Swift.max(1, count(tensor.shape))
        let range = tensor.range
        return (0..<Swift.min(count, range.count)).lazy.map {
            stride(from: range.lowerBound + $0, to: range.upperBound, by: count)
        }
    }

    private func count(_ shape: [Int]) -> Int {
        if shape.count < 2 || self == .optax && shape.count(where: { $0 > 1 }) < 2 { return 1 }
        return self == .optax && shape.count == 3 ? shape[1] * shape[2] : shape[shape.count - 1]
    }
}
