internal import Answers
public import Networks
public import Optimizers
public import Tensors

/// One network of a procedure with the optimizer that moves it: `forward`, `backward`, `move`, in the order that the procedure says.
///
/// Its weights lie in the memory that all players share, so that one flat vector holds what the procedure has learnt. After `prepare`
/// a pass or a move allocates nothing.
public final class Player {
    /// `generator`, `discriminator`, `policy`.
    public let name: String
    /// What a person handed in; asked at any time, it answers with what has been learnt.
    public let model: Model
    /// What moves the weights, as a checkpoint keeps it.
    let mover: PlayerOptimizer
    /// The optimizer as it was asked for.
    public var rule: Optimizer { mover.rule }
    /// Moves the weights; its memory is made with the player.
    public var optimizer: VectorOptimizer { mover.optimizer }
    /// Its weights, in the shared memory.
    public let network: Network
    /// Of the parameters, after `backward`.
    public let gradients: FloatStore
    /// |g| of the last move, before clipping; nan before the first.
    public internal(set) var gradientNorm = Double.nan
    /// What the regularisers added to the loss of the last move.
    public private(set) var penalty = 0.0
    private var recorded: RecordedNetwork?
    /// Before the last move, to go back to where it has left the finite.
    private let before: FloatStore
    /// The slope that `backward` was handed: operations may write over it.
    private var slopes: [Float] = []
    private let frozen: [Range<Int>]

    /// What of the running step it must know; the loop sets it.
    var place = StepPlace(work: Work())
    /// While its moves are watched: places in the flat vector of its own parameters, and what was seen.
    var watch: Watch?
    private var passes: UInt64 = 0
    private var rows = 0

    /// - Parameters:
    ///   - network: of the model, in the shared memory.
    /// - Throws: `Mistake` for a rule that takes a second gradient in a step, or cannot move a tensor of the network.
    init(_ name: String, _ model: Model, _ network: Network, _ rule: Optimizer) throws {
        (self.name, self.model, self.network) = (name, model, network)
        guard !rule.needsCurvature, rule.wrappers.sam == nil else {
            throw Mistake(
                "\(rule.summary) takes a second gradient within a step, and the \(name) is moved by one",
                expected: "an optimizer of one gradient", try: "Adam(0.001)", argument: "optimizer")
        }
        mover = try PlayerOptimizer(name, rule, layout: network.layout, seed: model.seed)
        gradients = try FloatStore(count: network.parameterCount, for: "the gradients of the \(name)")
        before = try FloatStore(count: network.parameterCount, for: "a copy of the \(name)")
        frozen = network.frozenRanges
    }

    // MARK: Passes

    /// Records the passes for up to so many rows at once. They are kept until more are asked for.
    ///
    /// - Throws: `Mistake` when there is no memory for them.
    public func prepare(rows: Int) throws {
        if let recorded, recorded.tape.capacity >= rows { return }
        recorded = nil
        recorded = try network.record(
            capacity: rows, gradients: gradients, omittingLastActivation: leavesLastActivation, inputGradients: true)
    }

    private func tape() throws -> RecordedNetwork {
        guard let recorded else {
            throw Mistake("the \(name) has no passes recorded", expected: "prepare(rows:) before the first pass")
        }
        return recorded
    }

    /// Whether its last activation is left to the loss, as a sigmoid is to the losses of logits; set it before `prepare`.
    public var leavesLastActivation = false

    /// Whether a row's output depends on the others of its pass, so that real and made rows are to be passed apart.
    public var couplesRows: Bool { recorded?.tape.couplesExamples ?? false }

    /// Numbers of one row of its input, and of its output.
    public var inputWidth: Int { network.inputShapes[0].reduce(1, *) }
    /// How many numbers one row of its output has.
    public var outputWidth: Int { network.outputShape.reduce(1, *) }

    /// Where its rows are put before `forward`, row-major; of the first input.
    ///
    /// - Throws: `Mistake` before `prepare`.
    public func input(_ number: Int = 0) throws -> UnsafeMutablePointer<Float> {
        let recorded = try tape()
        return recorded.tape.values(of: recorded.inputs[number])
    }

    /// Computes the output of the first `rows` rows of its input.
    ///
    /// - Parameter isTraining: whether dropout drops and batch statistics are used and learnt.
    /// - Returns: the output, row-major, valid until the next pass.
    /// - Throws: `Stopped` when the work was cancelled on the way.
    @discardableResult
    public func forward(rows: Int, isTraining: Bool = true) throws -> UnsafeMutablePointer<Float> {
        let recorded = try tape()
        passes += 1
        self.rows = rows
        guard
            recorded.tape.forward(
                batch: rows, isTraining: isTraining, seed: network.seed, step: key, work: place.work)
        else { throw Stopped() }
        return recorded.tape.values(of: recorded.output)
    }

    /// The output of the last pass, row-major.
    ///
    /// - Throws: `Mistake` before `prepare`.
    public func output() throws -> UnsafeMutablePointer<Float> {
        let recorded = try tape()
        return recorded.tape.values(of: recorded.output)
    }

    /// Keys the random draws of a pass: by step and by pass within it.
    private var key: UInt64 { UInt64(place.number) &* 64 &+ passes }

    /// Where d(loss)/d(output) is put before `backward`.
    ///
    /// - Throws: `Mistake` before `prepare`.
    public func slope() throws -> UnsafeMutablePointer<Float> {
        let recorded = try tape()
        return recorded.tape.gradient(of: recorded.output)
    }

    /// Which gradients a pass back is to give.
    public enum Wanted: Sendable {
        /// Those of the parameters: `gradients`.
        case parameters
        /// Those of its input, through which a player that stands before it learns.
        case input
        /// Both.
        case both
    }

    /// Carries d(loss)/d(output), which the caller has put into `slope()`, back through the last pass.
    ///
    /// - Parameters:
    ///   - rows: as in the last `forward`.
    ///   - adds: whether the gradients of the parameters add to those of the pass before.
    /// - Returns: d(loss)/d(input), row-major, where it was wanted; of no use otherwise.
    /// - Throws: `Stopped` when the work was cancelled on the way.
    @discardableResult
    public func backward(rows: Int, _ wanted: Wanted, adds: Bool = false) throws -> UnsafeMutablePointer<Float> {
        let recorded = try tape()
        let slope = recorded.tape.gradient(of: recorded.output)
        slopes.removeAll(keepingCapacity: true)
        slopes.append(contentsOf: UnsafeBufferPointer(start: slope, count: rows * outputWidth))
        recorded.tape.want(
            parameters: wanted != .input, of: recorded.inputs, inputGradients: wanted != .parameters)
        if adds, wanted != .input { earlier.append(contentsOf: gradients.buffer) }
        defer { earlier.removeAll(keepingCapacity: true) }
        guard
            recorded.tape.backward(
                from: recorded.output, batch: rows, seed: network.seed, step: key, work: place.work)
        else { throw Stopped() }
        for (i, value) in earlier.enumerated() { gradients.base[i] += value }
        return recorded.tape.gradient(of: recorded.inputs[0])
    }

    /// Gradients of the pass before, while another adds to them.
    private var earlier: [Float] = []

    /// What layers have added to the loss by themselves in the last pass.
    public var addedLoss: Double { recorded?.tape.addedLoss ?? 0 }

    // MARK: Moving

    /// The rate of its next move: its own, or its schedule's, times what callbacks and the procedure ask for.
    public func nextRate(times factor: Double = 1) throws -> Double {
        try optimizer.checkedRate() * place.rateFactor * factor
    }

    /// What its own rate is multiplied by to become that one; 1 where its own is 0.
    func rateFactor(for rate: Double) -> Double {
        let own = optimizer.nextRate
        return own > 0 ? rate / own : 1
    }

    /// Moves the weights by the gradients of the last pass back, the regularisers' gradients added.
    ///
    /// - Parameters:
    ///   - loss: where the gradients were taken; its name and value are told where they are not finite.
    ///   - factor: times the optimizer's own rate.
    /// - Throws: `NonFiniteMove` when loss or gradients are not finite, or the move would make the weights so; the weights are what
    ///   they were then. `Mistake` when a schedule has ended.
    public func move(loss: (name: String, value: Double), rateFactor factor: Double = 1) throws {
        let rate = try nextRate(times: factor)
        for range in frozen { (gradients.base + range.lowerBound).update(repeating: 0, count: range.count) }
        penalty = network.penalty(addingGradientTo: gradients)
        let squares = Player.squares(gradients)
        guard loss.value.isFinite, penalty.isFinite, squares.isFinite else {
            throw NonFiniteMove(player: name, loss: loss.name, origin: origin(of: loss), isAfterMove: false)
        }
        gradientNorm = squares.squareRoot()
        lastRate = rate
        before.copy(from: network.parameters)
        step(loss.value + penalty, rate)
        for range in frozen {
            (network.parameters.base + range.lowerBound).update(
                from: before.base + range.lowerBound, count: range.count)
        }
        network.constrain()
        guard Player.squares(network.parameters).isFinite else {
            let entry = network.entries.first { !network.parameters.buffer[$0.range].allSatisfy(\.isFinite) }
            network.parameters.copy(from: before)
            throw NonFiniteMove(
                player: name, loss: loss.name,
                origin: entry.map { NonFiniteOrigin(stage: .update, layer: $0.layer, operation: $0.role) },
                isAfterMove: true)
        }
        watch?.note(name, network, loss, penalty: penalty, gradientNorm: gradientNorm, rate: rate)
    }

    /// Cuts every weight to ±bound (Arjovsky et al. 2017, algorithm 1).
    public func clip(to bound: Double) {
        let bound = Float(bound)
        let base = network.parameters.base
        for i in 0..<network.parameterCount { base[i] = Swift.min(bound, Swift.max(-bound, base[i])) }
    }

    private func step(_ value: Double, _ rate: Double) {
        guard watch != nil else {
            optimizer.step(
                parameters: network.parameters.buffer, gradient: gradients.buffer, loss: value, rate: rate)
            return
        }
        watch?.begin(parameters: before.array, gradient: gradients.array)
        watch?.quantities = optimizer.explainedStep(
            parameters: network.parameters.buffer, gradient: gradients.buffer, loss: value, rate: rate,
            watching: watch?.places ?? [])
    }

    /// Squares overflow long before what is squared does.
    private static func squares(_ store: FloatStore) -> Double {
        let squares = Kernels.best.sumOfSquares(store.count, store.base)
        return squares.isFinite ? squares : store.buffer.reduce(0) { $0 + Double($1) * Double($1) }
    }

    /// The rate of its last move, decays and callbacks included; nan before the first.
    public private(set) var lastRate = Double.nan

    /// Before each step of the procedure.
    func begin(_ place: StepPlace) {
        self.place = place
        passes = 0
    }

    /// Where the last pass stopped being finite. Running values are left as they are.
    private func origin(of loss: (name: String, value: Double)) -> NonFiniteOrigin? {
        guard let recorded, rows > 0 else { return nil }
        let state = network.state.array
        defer { network.state.copy(from: state) }
        let tape = recorded.tape
        if let place = tape.firstNonFiniteOutput(batch: rows, after: 0, seed: network.seed, step: key) {
            return NonFiniteOrigin(stage: .forward, layer: place.label, operation: place.operation)
        }
        guard loss.value.isFinite, slopes.allSatisfy(\.isFinite) else {
            return NonFiniteOrigin(stage: .loss, layer: loss.name, operation: "loss")
        }
        let slope = tape.gradient(of: recorded.output)
        for (i, value) in slopes.enumerated() { slope[i] = value }
        return tape.firstNonFiniteGradient(from: recorded.output, batch: rows, after: 0, seed: network.seed, step: key)
            .map { NonFiniteOrigin(stage: .backward, layer: $0.label, operation: $0.operation) }
    }
}
