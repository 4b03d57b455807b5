public import Answers
public import Datasets

/// A training that is not the descent of one loss: several networks or losses, moved in an order that can be read.
///
/// A procedure says what a step is; epochs, order of the rows, callbacks, history, progress, interruption and resumption are those of
/// every fit (`FitLoop`). A GAN, an actor and its critic, a student and its teacher are procedures.
///
/// It has an identity: `train` changes its players. Like a model it is used by one thread at a time.
public protocol Procedure: AnyObject, Sendable, Presentable {
    /// Who learns, and the memory that they share.
    var players: Players { get }
    /// The step as it can be read: which parameters are moved, by which loss, in which order.
    var moves: [Move] { get }
    /// Names of the numbers that a step tells, in their order: `d_loss`, `g_loss`.
    var losses: [String] { get }
    /// Rows of the data that one step is given, where each of its moves sees `batchSize` of them.
    func rowsPerStep(batchSize: Int) -> Int
    /// Looks at the data before anything moves, and makes the players ready for batches of that size.
    ///
    /// - Throws: `Mistake` for data that do not fit.
    func prepare(_ data: [Samples], batchSize: Int) throws
    /// Learns from a dataset what its rows alone do not say: classes, by which samples can be counted. `prepare` follows.
    func look(at data: Dataset, work: Work) throws
    /// One step.
    ///
    /// - Parameters:
    ///   - step: rows, data, and where in the training it stands. Everything that is drawn at random is drawn by (seed, `step.number`), so
    ///     that a training that was interrupted goes on as if it had not been.
    ///   - told: takes a number for each name of `losses`.
    /// - Throws: `NonFiniteMove` where a number is not finite, `Stopped`.
    func step(_ step: ProcedureStep, telling told: inout [Double]) throws
    /// Names of what `measured` gives.
    var measures: [String] { get }
    /// What is measured at an epoch's end, one number for each name of `measures`; empty when the work was cancelled.
    func measured(_ data: [Samples], work: Work) throws -> [Double]
    /// Before the first step of a call of `train`, after a resumption too: `steps` is where training will end.
    func begin(endingAt steps: Int)
}

extension Procedure {
    /// Each move sees all rows.
    public func rowsPerStep(batchSize: Int) -> Int { batchSize }
    /// None: an epoch ends without a look of its own.
    public var measures: [String] { [] }
    /// No number, as there is no name among `measures`.
    public func measured(_ data: [Samples], work: Work) throws -> [Double] { [] }
    /// Rows are all that is needed.
    public func look(at data: Dataset, work: Work) throws {}
    /// Nothing depends on the end.
    public func begin(endingAt steps: Int) {}
    /// Of what is drawn at random.
    public var seed: UInt64 { players.whole.seed }
    /// Steps made so far, over all calls of `train`.
    public var stepsDone: Int { players.whole.state.steps }
    /// What the last training did; within one, as far as it has come.
    public var history: History? { players.whole.history }
    /// Whether it is being trained, as seen by its callbacks.
    public var isTraining: Bool { players.whole.isTraining }

    /// Writes the weights of all players, the memory of their optimizers, what callbacks know and an epoch that was interrupted.
    ///
    /// - Throws: `Mistake` when the file cannot be written, `Stopped`.
    public func save(_ path: String, work: Work = Work()) throws { try players.whole.save(path, work: work) }

    /// Takes over what `save` wrote, or `ModelCheckpoint`; the next `train` goes on there.
    ///
    /// - Throws: `Mistake` when the file is of other players; nothing has changed then.
    public func load(_ path: String, work: Work = Work()) throws { try players.whole.load(path, work: work) }
}

/// What a procedure is handed for one step: its rows, the data, and how far the training is.
public struct ProcedureStep {
    /// Which rows of the data, `rowsPerStep` of them; fewer at the end of an epoch.
    public let rows: UnsafeBufferPointer<Int>
    /// The data: one address for each array, row-major.
    public let data: [UnsafePointer<Float>]
    /// Steps before this one, over all calls of `train`.
    public let number: Int
    /// Where training will end.
    public let end: Int

    /// The share of the training that lies before this step, 0 to 1: what linear decays are told by.
    public var progress: Double { Swift.min(1, Double(number) / Double(Swift.max(1, end))) }
}

/// One move of a step, as it can be read.
public struct Move: Sendable, Equatable {
    /// Whose parameters are moved.
    public let player: String
    /// The name of what they are moved down: `d_loss`.
    public let loss: String
    /// The loss as a formula, as it is shown.
    public let formula: String
    /// The call of the optimizer that moves them: `Adam(0.0002, beta_1=0.5)`.
    public let optimizer: String
    /// How often in one step.
    public let count: Int
    /// What else belongs to it: `then weights are clipped to ±0.01`.
    public let remark: String

    /// A move in words and as formulas; `count` of them are made in one step.
    public init(player: String, loss: String, formula: String, optimizer: String, count: Int = 1, remark: String = "") {
        (self.player, self.loss, self.formula, self.optimizer) = (player, loss, formula, optimizer)
        (self.count, self.remark) = (count, remark)
    }
}
