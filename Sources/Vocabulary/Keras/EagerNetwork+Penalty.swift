import Arrays
import Autograd
import Networks

extension EagerNetwork {
    /// λ₁·Σ|w| + λ₂·Σw²
    static func penalty(_ penalty: Regulariser, _ weights: Tensor) throws -> Tensor {
        if let own = penalty.own { return try ownPenalty(own, weights) }
        let first = penalty.l1 == 0 ? nil : try weights.absolute().sum() * penalty.l1
        let second = penalty.l2 == 0 ? nil : try weights.square().sum() * penalty.l2
        switch (first, second) {
        case (let a?, let b?): return try a + b
        case (let a?, nil): return a
        case (nil, let b?): return b
        case (nil, nil): return try weights.recorder.scalar(0, .float32)
        }
    }

    /// What a function of the learner's says, with its first derivatives.
    private static func ownPenalty(_ own: OwnPenalty, _ weights: Tensor) throws -> Tensor {
        let (value, slopes) = own.answer(weights.array.floats(), weights.shape)
        guard slopes.count == weights.count else { return try weights.recorder.scalar(value, .float32) }
        let line = try (weights * weights.recorder.tensor(NDArray(slopes, shape: weights.shape))).sum()
        return try line + (value - (line.array.only?.asDouble ?? 0))
    }
}
