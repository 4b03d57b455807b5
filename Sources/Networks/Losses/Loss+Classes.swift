import Answers
internal import RealModule

/// The losses that look at a whole row: cross-entropies, KL divergence and cosine.
extension Loss {
    /// −Σ t log p. Logits go through log-sum-exp; probabilities are divided by their sum and clipped, as in Keras.
    func crossEntropy<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ target: (Int) -> S, _ columns: Int, _ fromLogits: Bool,
        _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var value: S = 0
        if fromLogits {
            let (largest, sum) = exponentials(y, columns)
            let logSum = S.log(sum)
            var mass: S = 0
            for j in 0..<columns {
                mass += target(j)
                value -= target(j) * (y[j] - largest - logSum)
            }
            guard let gradient else { return value }
            for j in 0..<columns { gradient[j] = scale * (mass * S.exp(y[j] - largest) / sum - target(j)) }
            return value
        }
        var total: S = 0
        for j in 0..<columns { total += y[j] }
        let margin = S(Loss.margin)
        var along: S = 0
        for j in 0..<columns {
            let p = y[j] / total
            let c = Swift.min(Swift.max(p, margin), 1 - margin)
            value -= target(j) * S.log(c)
            if p >= margin, p <= 1 - margin { along += target(j) }
        }
        guard let gradient else { return value }
        // d/dy of −Σ t log(y/Σy): −t/y + (Σt)/Σy, over the classes that are not clipped.
        for j in 0..<columns {
            let p = y[j] / total
            let own = p >= margin && p <= 1 - margin ? target(j) / p : 0
            gradient[j] = scale * (along - own) / total
        }
        return value
    }

    func sparse<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ label: S, _ columns: Int, _ fromLogits: Bool, _ gradient: UnsafeMutablePointer<S>?,
        _ scale: S
    ) -> S {
        let number = Int(saturating: label)
        return crossEntropy(y, { smoothed($0 == number ? 1 : 0, columns) }, columns, fromLogits, gradient, scale)
    }

    func likelihood<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ label: S, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let number = Int(saturating: label)
        if let gradient {
            for j in 0..<columns { gradient[j] = j == number ? -scale : 0 }
        }
        return (0..<columns).contains(number) ? -y[number] : 0
    }

    func divergence<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var value: S = 0
        let margin = S(Loss.margin)
        for j in 0..<columns {
            if framework == .pytorch {
                value += t[j] > 0 ? t[j] * (S.log(t[j]) - y[j]) : 0
                gradient?[j] = -scale * t[j]
            } else {
                let target = Swift.min(Swift.max(t[j], margin), 1)
                let p = Swift.min(Swift.max(y[j], margin), 1)
                value += target * S.log(target / p)
                gradient?[j] = y[j] >= margin && y[j] <= 1 ? -scale * target / p : 0
            }
        }
        return value
    }

    /// Keras: −cos; PyTorch: cos. Norms are kept above 10⁻⁶ (Keras's square root of 10⁻¹²) or 10⁻⁸.
    func cosine<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var (yy, tt, yt): (S, S, S) = (0, 0, 0)
        for j in 0..<columns {
            yy += y[j] * y[j]
            tt += t[j] * t[j]
            yt += y[j] * t[j]
        }
        let least: S = framework == .pytorch ? 1e-8 : 1e-6
        let ny = Swift.max(yy.squareRoot(), least)
        let nt = Swift.max(tt.squareRoot(), least)
        let cosine = yt / (ny * nt)
        let sign: S = framework == .pytorch ? 1 : -1
        if let gradient {
            for j in 0..<columns { gradient[j] = sign * scale * (t[j] / (ny * nt) - cosine * y[j] / (ny * ny)) }
        }
        return sign * cosine
    }

    private func exponentials<S: Real & BinaryFloatingPoint>(_ y: UnsafePointer<S>, _ columns: Int) -> (S, S) {
        var largest = -S.infinity
        for j in 0..<columns { largest = Swift.max(largest, y[j]) }
        var sum: S = 0
        for j in 0..<columns { sum += S.exp(y[j] - largest) }
        return (largest, sum)
    }
}
