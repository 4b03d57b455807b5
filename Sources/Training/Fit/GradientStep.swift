public import Networks
public import Answers
public import Optimizers
internal import Tensors

/// One network moved down one loss by one optimizer, a batch at a time: `load`, `differentiate`, `move`.
///
/// `fit` takes one for each batch; explanations and rate searches take the very same on a copy of the model. A training of
/// several networks or losses is a `Procedure`, whose players are moved in an order of its own. After its creation a step
/// allocates nothing.
public final class GradientStep {
    /// The network whose weights are moved.
    public let network: Network
    /// The recorded program that gives loss and gradient.
    public let tape: TrainingTape
    /// What moves it, with its memory.
    public let optimizer: VectorOptimizer
    /// The gradient at the parameters, while a rule of second order looks at another place.
    private let gradientCopy: FloatStore
    /// The running values before the batch, to go back to when the batch is broken off or a number is not finite.
    private let stateBefore: FloatStore
    /// Those after the first gradient of a rule that takes two: a second look at the same rows teaches them nothing.
    private let stateAfter: FloatStore
    /// Rows of the loaded batch.
    private var batch = 0
    /// Whether its move may be left undone when the work is cancelled: it takes a second gradient, or long.
    var mayBreakOff: Bool { optimizer.needsSecondGradient || optimizer.wantsCurvature || optimizer.optimizer.isLong }
    /// Loss with penalty where the gradient in the tape was taken.
    private var value = Double.nan
    /// Where parameters that are not learnt stand while the optimizer moves the others; made when first needed.
    private var aside: [Float] = []

    /// The numbers that it computes in.
    let precision: TrainingPrecision
    private let weightFormat: NarrowFormat?
    private let memoryFormat: NarrowFormat?

    /// - Throws: `Mistake` when there is no memory for a second gradient.
    init(_ tape: TrainingTape, _ optimizer: VectorOptimizer, _ precision: TrainingPrecision = .float32) throws {
        (self.tape, self.optimizer, self.precision) = (tape, optimizer, precision)
        weightFormat = precision.weightFormat.flatMap { NarrowFormat($0) }
        memoryFormat = precision.memoryFormat.flatMap { NarrowFormat($0) }
        network = tape.network
        let looksTwice = optimizer.optimizer.needsCurvature
        gradientCopy = try FloatStore(count: looksTwice ? network.parameterCount : 0, for: "a second gradient")
        stateBefore = try FloatStore(count: network.state.count, for: "the running values of the model")
        stateAfter = try FloatStore(
            count: looksTwice || optimizer.needsSecondGradient ? network.state.count : 0,
            for: "the running values of the model")
    }

    /// The number of this batch, from 0: it keys the dropout.
    public var number: UInt64 { UInt64(optimizer.gradients) }

    /// Takes a batch in; parameters as of `TrainingTape.load`.
    public func load(
        _ rows: UnsafeBufferPointer<Int>, inputs: [UnsafePointer<Float>], targets: UnsafePointer<Float>,
        weights: UnsafePointer<Float>? = nil
    ) {
        batch = rows.count
        tape.load(rows, inputs: inputs, targets: targets, weights: weights)
    }

    /// Loss, penalty and gradient of the loaded batch as training sees it; the gradient stays in the tape.
    ///
    /// - Returns: nil when the work was cancelled on the way; the running values are what they were before then.
    public func differentiate(work: Work? = nil) -> BatchSlope? {
        stateBefore.copy(from: network.state)
        let slope = slope(work)
        if let work, work.isCancelled {
            network.state.copy(from: stateBefore)
            return nil
        }
        return slope
    }

    private func slope(_ work: Work? = nil) -> BatchSlope {
        let (loss, penalty) = tape.gradient(batch: batch, seed: network.seed, step: number, work: work)
        for range in network.frozenRanges {
            (tape.gradients.base + range.lowerBound).update(repeating: 0, count: range.count)
        }
        value = loss + penalty
        return BatchSlope(loss: loss, penalty: penalty, squares: squares)
    }

    /// Σg² over all parameters.
    private var squares: Double {
        let squares = Kernels.best.sumOfSquares(network.parameterCount, tape.gradients.base)
        // Squares overflow long before what is squared does.
        return squares.isFinite ? squares : tape.gradients.buffer.reduce(0) { $0 + Double($1) * Double($1) }
    }

    /// - Throws: `NonFiniteSlope` when loss or gradient of the batch is not finite; the running values are what they were
    ///   before it.
    func check(_ slope: BatchSlope) throws(NonFiniteSlope) {
        if slope.isFinite { return }
        network.state.copy(from: stateBefore)
        throw NonFiniteSlope(origin: origin, isSecondGradient: false)
    }

    private var origin: NonFiniteOrigin? { tape.nonFiniteOrigin(batch: batch, seed: network.seed, step: number) }

    /// Moves the parameters by the gradient in the tape.
    ///
    /// - Parameters:
    ///   - rate: nil for the optimizer's own.
    ///   - work: a move that takes long is left undone when it is cancelled.
    /// - Throws: `NonFiniteSlope` when a rule that looks twice meets a second gradient that is not finite; nothing has moved
    ///   then.
    /// - Returns: whether it has moved; otherwise parameters and running values are what they were before the batch.
    @discardableResult
    public func move(rate: Double?, work: Work? = nil) throws(NonFiniteSlope) -> Bool {
        guard try lookAround(work),
            holdingFrozen({
                optimizer.step(
                    parameters: network.parameters.buffer, gradient: tape.gradients.buffer, loss: value, rate: rate,
                    work: work)
            })
        else {
            network.state.copy(from: stateBefore)
            return false
        }
        tape.constrain()
        narrow()
        return true
    }

    /// Puts weights and the optimizer's memory into the formats that they are kept in.
    func narrow() {
        weightFormat?.round(network.parameterCount, network.parameters.base)
        if let memoryFormat {
            optimizer.withMemory { if let base = $0.baseAddress { memoryFormat.round($0.count, base) } }
        }
    }

    /// Leaves a batch out whose gradient is not finite; what it has taught the running values is taken back.
    func skip() { network.state.copy(from: stateBefore) }

    /// The same move, every named quantity of the watched weights (places in the flat vector) written down.
    public func move(rate: Double?, watching watched: [Int]) throws(NonFiniteSlope) -> [Quantity] {
        _ = try lookAround(nil)
        let quantities = holdingFrozen {
            optimizer.explainedStep(
                parameters: network.parameters.buffer, gradient: tape.gradients.buffer, loss: value, rate: rate,
                watching: watched)
        }
        tape.constrain()
        narrow()
        return quantities
    }

    /// Parameters that are not learnt stay where they are, whatever decay or momentum would do.
    private func holdingFrozen<Result>(_ body: () -> Result) -> Result {
        let held = network.frozenRanges
        guard !held.isEmpty else { return body() }
        let parameters = network.parameters.base
        if aside.isEmpty { aside = [Float](repeating: 0, count: network.parameterCount) }
        aside.withUnsafeMutableBufferPointer { aside in
            guard let aside = aside.baseAddress else { return }
            for range in held {
                (aside + range.lowerBound).update(from: parameters + range.lowerBound, count: range.count)
            }
        }
        defer {
            aside.withUnsafeBufferPointer { aside in
                guard let aside = aside.baseAddress else { return }
                for range in held {
                    (parameters + range.lowerBound).update(from: aside + range.lowerBound, count: range.count)
                }
            }
        }
        return body()
    }

    /// What comes before the move: SAM takes the gradient uphill, a rule of second order has its curvature measured every so
    /// many steps. False when the work was cancelled on the way.
    private func lookAround(_ work: Work?) throws(NonFiniteSlope) -> Bool {
        if optimizer.needsSecondGradient {
            optimizer.ascend(parameters: network.parameters.buffer, gradient: tape.gradients.buffer)
            let isWhole = try secondGradient(work)
            optimizer.returnParameters(network.parameters.buffer)
            guard isWhole else { return false }
        }
        if optimizer.wantsCurvature {
            gradientCopy.copy(from: tape.gradients)
            let here = value
            optimizer.probeCurvature(parameters: network.parameters.buffer)
            guard try secondGradient(work) else {
                optimizer.returnParameters(network.parameters.buffer)
                return false
            }
            optimizer.absorbCurvature(
                parameters: network.parameters.buffer, gradient: gradientCopy.buffer, second: tape.gradients.buffer)
            tape.gradients.copy(from: gradientCopy)
            value = here
        }
        return true
    }

    /// The gradient where the rule has moved the parameters for a moment.
    ///
    /// - Throws: when it is not finite; parameters and running values are then what they were before the batch.
    /// - Returns: false when the work was cancelled on the way.
    private func secondGradient(_ work: Work?) throws(NonFiniteSlope) -> Bool {
        stateAfter.copy(from: network.state)
        let slope = slope(work)
        if work?.isCancelled == true { return false }
        if slope.isFinite {
            network.state.copy(from: stateAfter)
            return true
        }
        network.state.copy(from: stateBefore)
        let found = NonFiniteSlope(origin: origin, isSecondGradient: true)
        optimizer.returnParameters(network.parameters.buffer)
        throw found
    }

    /// Which part of the gradient in the tape the optimizer will clip: of its components, tensors, or the whole, by the kind
    /// of clipping.
    func clippedShare(_ slope: BatchSlope) -> Double {
        switch optimizer.optimizer.gradientStage.clip {
        case .value(let bound):
            let count = Kernels.best.countBeyond(network.parameterCount, tape.gradients.base, bound: Float(bound))
            return Double(count) / Double(Swift.max(1, network.parameterCount))
        case .globalNorm(let bound, _, _): return slope.norm > bound ? 1 : 0
        case .norm(let bound):
            var count = 0
            for entry in network.entries {
                let part = Kernels.best.sumOfSquares(entry.range.count, tape.gradients.base + entry.range.lowerBound)
                if part.squareRoot() > bound { count += 1 }
            }
            return Double(count) / Double(Swift.max(1, network.entries.count))
        default: return 0
        }
    }
}

/// What a batch's loss is and how steep, with the gradient itself in the tape.
public struct BatchSlope: Sendable, Equatable {
    /// Mean over the batch, without the penalty.
    public var loss: Double
    /// What the regularisers add.
    public var penalty: Double
    /// Σg² over all parameters, g the gradient of loss and penalty together.
    public var squares: Double

    /// ‖g‖₂, the square root of the sum of squares over all weights.
    public var norm: Double { squares.squareRoot() }
    var isFinite: Bool { loss.isFinite && penalty.isFinite && squares.isFinite }
}

/// A batch whose loss or gradient is not finite: no step is taken by it.
public struct NonFiniteSlope: Error, Sendable, Equatable {
    /// Where the first such number arose; nil when every one is finite and only their squares or sum overflow.
    public let origin: NonFiniteOrigin?
    /// Whether it was the second gradient of a rule that takes two in a step (SAM, Sophia).
    public let isSecondGradient: Bool
}
