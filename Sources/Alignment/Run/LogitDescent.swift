public import Optimizers

/// A loss of a vector of logits or scores, with its gradient.
public protocol LogitObjective: Sendable {
    /// What each number of the vector is.
    var names: [String] { get }
    /// The loss and its gradient, exact or estimated from draws.
    ///
    /// - Parameter step: from 0; keys the draws, so that the same step always meets the same ones.
    func slope(at θ: [Double], step: Int, gradient: inout [Double]) -> Double
}

/// One of the laboratory's optimizers at work on a vector of logits: gradient, stages, rule, as for a network's weights.
public final class LogitDescent {
    /// What is descended: a loss of logits that gives its gradient.
    public let objective: any LogitObjective
    private let mover: VectorOptimizer
    private let parameters: UnsafeMutableBufferPointer<Float>
    private let slope: UnsafeMutableBufferPointer<Float>
    private let second: UnsafeMutableBufferPointer<Float>
    private var gradient: [Double]
    /// Updates that were made, from 0.
    public private(set) var steps = 0

    /// - Throws: `Mistake` for an optimizer that cannot move a vector.
    public init(_ objective: any LogitObjective, _ optimizer: Optimizer, start: [Double], seed: UInt64) throws {
        self.objective = objective
        mover = try optimizer.vectorState(layout: ParameterLayout([("logits", [start.count])]), seed: seed)
        parameters = .allocate(capacity: start.count)
        slope = .allocate(capacity: start.count)
        second = .allocate(capacity: start.count)
        gradient = start
        for (i, value) in start.enumerated() { parameters.initializeElement(at: i, to: Float(value)) }
        slope.initialize(repeating: 0)
        second.initialize(repeating: 0)
    }

    deinit {
        parameters.deallocate()
        slope.deallocate()
        second.deallocate()
    }

    /// The vector as it is now.
    public var place: [Double] { parameters.map(Double.init) }

    /// One update.
    ///
    /// - Returns: the loss before it.
    /// - Throws: `NonFiniteStep` when loss, gradient or a logit is not finite; the vector is what it was before the step.
    @discardableResult
    public func step() throws -> Double { try take(watched: false).loss }

    /// One update, every quantity that the rule names told.
    public func watchedStep() throws -> (loss: Double, gradient: [Double], rate: Double, quantities: [Quantity]) {
        try take(watched: true)
    }

    private func take(
        watched: Bool
    ) throws -> (loss: Double, gradient: [Double], rate: Double, quantities: [Quantity]) {
        let before = Array(parameters)
        let rate = try mover.checkedRate()
        let loss = try differentiate(into: slope)
        let here = gradient
        if mover.needsSecondGradient {
            mover.ascend(parameters: parameters, gradient: slope)
            _ = try differentiate(into: slope, backTo: before)
            mover.returnParameters(parameters)
        }
        if mover.wantsCurvature {
            mover.probeCurvature(parameters: parameters)
            _ = try differentiate(into: second, backTo: before)
            mover.absorbCurvature(parameters: parameters, gradient: slope, second: second)
        }
        var quantities: [Quantity] = []
        if watched {
            quantities = mover.explainedStep(
                parameters: parameters, gradient: slope, loss: loss, rate: rate, watching: Array(parameters.indices))
        } else {
            mover.step(parameters: parameters, gradient: slope, loss: loss, rate: rate)
        }
        guard parameters.allSatisfy(\.isFinite) else {
            put(before)
            throw NonFiniteStep(step: steps + 1, what: "a logit")
        }
        steps += 1
        return (loss, here, rate, quantities)
    }

    private func differentiate(into slope: UnsafeMutableBufferPointer<Float>, backTo before: [Float]? = nil) throws
        -> Double
    {
        let loss = objective.slope(at: place, step: steps, gradient: &gradient)
        guard loss.isFinite, gradient.allSatisfy({ abs($0) < Double(Float.greatestFiniteMagnitude) }) else {
            if let before { put(before) }
            throw NonFiniteStep(step: steps + 1, what: loss.isFinite ? "the gradient" : "the loss")
        }
        for i in slope.indices { slope[i] = Float(gradient[i]) }
        return loss
    }

    private func put(_ values: [Float]) { for i in parameters.indices { parameters[i] = values[i] } }
}

/// A step in which a number left the finite; nothing has moved.
public struct NonFiniteStep: Error, Sendable, Equatable {
    /// Its number, from 1.
    public let step: Int
    /// `the loss`, `the gradient`, `a logit`.
    public let what: String
}
