internal import Answers
public import Networks
internal import RealModule

/// The smallest GAN there is (Mescheder, Geiger & Nowozin 2018, definition 2.1): the data are one point, 0; the generator makes one point,
/// θ; the discriminator scores by one slope, s(x) = ψ·x. The equilibrium is θ = ψ = 0, and whether training reaches it can be calculated.
public struct DiracGAN: Sendable, Equatable {
    /// What is added to the game.
    public enum Regulariser: String, Sendable, CaseIterable {
        /// Nothing: the plain game.
        case none
        /// Noise of standard deviation `strength` on real and made samples (instance noise).
        case noise
        /// strength/2·ψ², the squared slope of the discriminator at the data (R1, section 4.1 there).
        case r1
        /// ψ cut to ±strength after each move, as a Wasserstein critic's weights are.
        case clip
    }

    /// Whether both players move by the gradients of the same place, or one after the other.
    public enum Order: String, Sendable, CaseIterable {
        /// Both by the gradients at the same place.
        case simultaneous
        /// The discriminator first, the generator by what it has become, as `GAN` has it.
        case alternating
    }

    /// The losses of discriminator and generator.
    public var loss: AdversarialLoss
    /// What keeps the discriminator in bounds: noise on the samples, a penalty on its slope, or clipping.
    public var regulariser: Regulariser
    /// How much of it: σ, γ or the bound.
    public var strength: Double
    /// Of both players' plain gradient steps.
    public var rate: Double
    /// Who moves when.
    public var order: Order

    /// - Throws: `Mistake` for a rate or strength that is not positive and finite.
    public init(
        loss: AdversarialLoss = .minimax, regulariser: Regulariser = .none, strength: Double = 1,
        rate: Double = 0.1, order: Order = .alternating
    ) throws {
        guard rate > 0, rate.isFinite else {
            throw Mistake("rate = \(rate.short())", expected: "a number above 0", try: "rate=0.1", argument: "rate")
        }
        guard strength > 0, strength.isFinite else {
            throw Mistake(
                "strength = \(strength.short())", expected: "a number above 0", try: "strength=1", argument: "strength")
        }
        (self.loss, self.regulariser, self.strength) = (loss, regulariser, strength)
        (self.rate, self.order) = (rate, order)
    }

    /// Where a game stands: θ the generator's point, ψ the discriminator's slope.
    public struct Place: Sendable, Equatable {
        /// Where the generator's point is; the data's is 0.
        public var θ: Double
        /// The slope of the discriminator.
        public var ψ: Double

        /// The generator's point θ and the discriminator's slope ψ; (0, 0) is the equilibrium.
        public init(θ: Double, ψ: Double) { (self.θ, self.ψ) = (θ, ψ) }

        /// √(θ² + ψ²), the distance to the equilibrium at 0.
        public var radius: Double { (θ * θ + ψ * ψ).squareRoot() }
    }

    /// −∂L_G/∂θ: where the generator is drawn.
    public func generatorPull(_ place: Place) -> Double {
        mean { ε in -loss.generator(place.ψ * (place.θ + ε)).slope * place.ψ }
    }

    /// −∂L_D/∂ψ, the regulariser's part included: where the discriminator is drawn.
    public func discriminatorPull(_ place: Place) -> Double {
        let game = mean { ε in
            let x = place.θ + ε
            return -loss.discriminator(place.ψ * ε, isReal: true).slope * ε
                - loss.discriminator(place.ψ * x, isReal: false).slope * x
        }
        return regulariser == .r1 ? game - strength * place.ψ : game
    }

    /// The mean over the noise on a sample, by the trapezoid rule over ±9 deviations, which is exact to rounding for smooth integrands; the
    /// value itself without noise.
    private func mean(_ body: (Double) -> Double) -> Double {
        guard regulariser == .noise else { return body(0) }
        let (count, half) = (145, 9.0)
        let h = 2 * half / Double(count - 1)
        var (sum, weight) = (0.0, 0.0)
        for k in 0..<count {
            let u = -half + h * Double(k)
            let w = Double.exp(-0.5 * u * u)
            sum += w * body(strength * u)
            weight += w
        }
        return sum / weight
    }

    /// The place after one step: ψ ← ψ + η·(−∂L_D/∂ψ) and θ ← θ + η·(−∂L_G/∂θ), in the order of `order`.
    public func next(_ place: Place) -> Place {
        let ψ = bounded(place.ψ + rate * discriminatorPull(place))
        let seen = order == .simultaneous ? place : Place(θ: place.θ, ψ: ψ)
        return Place(θ: place.θ + rate * generatorPull(seen), ψ: ψ)
    }

    private func bounded(_ ψ: Double) -> Double {
        regulariser == .clip ? Swift.min(strength, Swift.max(-strength, ψ)) : ψ
    }

    // MARK: At the equilibrium

    /// The Jacobian of (θ, ψ) ↦ (−∂L_G/∂θ, −∂L_D/∂ψ) at the equilibrium, row by row.
    ///
    /// With g′ the generator's slope at score 0, and d′, d″ those of the discriminator's loss: ∂θ̇/∂ψ = −g′; ∂ψ̇/∂θ = −d′ (of a made sample);
    /// ∂ψ̇/∂ψ = −(d″ of real + d″ of made)·σ² − γ, of which only the regulariser's own part is there. That is equation (6), and with noise
    /// or R1 lemmas 3.2 and 4.1 there: for the losses of logits g′ = ∓1/2, d′ = 1/2, d″ = 1/4.
    public var jacobian: [[Double]] {
        let (made, real) = (loss.curvature(isReal: false), loss.curvature(isReal: true))
        var damping = 0.0
        switch regulariser {
        case .noise: damping = (made + real) * strength * strength
        case .r1: damping = strength
        case .none, .clip: break
        }
        return [[0, -loss.generator(0).slope], [-loss.discriminator(0, isReal: false).slope, -damping]]
    }

    /// Its eigenvalues, of which the real parts say whether a flow along the field reaches the equilibrium, the imaginary ones how fast it
    /// turns.
    public var eigenvalues: [ComplexNumber] { DiracGAN.eigenvalues(jacobian) }

    /// The Jacobian of one step at the equilibrium: I + hJ where both move at once; where the discriminator moves first, the generator
    /// sees what it has become.
    public var stepJacobian: [[Double]] {
        let (j, h) = (jacobian, rate)
        let ψ = [h * j[1][0], 1 + h * j[1][1]]
        if order == .simultaneous { return [[1 + h * j[0][0], h * j[0][1]], ψ] }
        return [[1 + h * j[0][0] + h * j[0][1] * ψ[0], h * j[0][1] * ψ[1]], ψ]
    }

    /// The eigenvalues of a step, the one of larger modulus first: in the long run the distance to the equilibrium is multiplied by that
    /// modulus, and turned by that angle.
    public var stepEigenvalues: [ComplexNumber] {
        let found = DiracGAN.eigenvalues(stepJacobian)
        return found[1].modulus > found[0].modulus ? found.reversed() : found
    }

    /// Of a real 2×2 matrix, by its trace and determinant; the one with the larger imaginary part, or the larger one, first.
    static func eigenvalues(_ m: [[Double]]) -> [ComplexNumber] {
        let half = (m[0][0] + m[1][1]) / 2
        let difference = (m[0][0] - m[1][1]) / 2
        let inside = difference * difference + m[0][1] * m[1][0]
        let root = abs(inside).squareRoot()
        return inside < 0
            ? [ComplexNumber(half, root), ComplexNumber(half, -root)]
            : [ComplexNumber(half + root, 0), ComplexNumber(half - root, 0)]
    }
}

/// A complex number, as an eigenvalue is told.
public struct ComplexNumber: Sendable, Equatable {
    /// Re λ.
    public let real: Double
    /// Im λ.
    public let imaginary: Double

    /// real + imaginary·i
    public init(_ real: Double, _ imaginary: Double) { (self.real, self.imaginary) = (real, imaginary) }

    /// |z|
    public var modulus: Double { (real * real + imaginary * imaginary).squareRoot() }
    /// arg z, in radians.
    public var angle: Double { Double.atan2(y: imaginary, x: real) }

    /// `0.95 ± 0.049i` as `0.95 + 0.049i`
    public var text: String {
        if imaginary == 0 { return real.short(6) }
        return "\(real.short(6)) \(imaginary < 0 ? "−" : "+") \(abs(imaginary).short(6))i"
    }
}

extension AdversarialLoss {
    /// The second derivative of the discriminator's loss at score 0.
    func curvature(isReal: Bool) -> Double {
        switch self {
        case .minimax, .nonSaturating: 0.25
        case .leastSquares: 1
        case .wasserstein, .hinge: 0
        }
    }
}
