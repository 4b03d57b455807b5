public import Answers

/// Something that watches training and may change its course: a description, from which each fit makes its own memory.
public protocol Callback: Presentable {
    /// Whether it makes or replaces files.
    var writesFiles: Bool { get }
    /// Whether it sets the rate, which the history then tells, as Keras has it.
    var setsRate: Bool { get }
    /// Whether it is to be told how evaluations go on.
    var watchesTests: Bool { get }
    /// - Throws: `Mistake` when it cannot do its work in this fit.
    func begin(_ loop: FitLoop) throws -> any CallbackRun
}

extension Callback {
    /// It writes none.
    public var writesFiles: Bool { false }
    /// It leaves the rate alone.
    public var setsRate: Bool { false }
    /// It trains only.
    public var watchesTests: Bool { false }
    /// What values of it are called in messages: `callback`.
    public static var kind: String { "callback" }
}

/// A callback at work in one fit.
public protocol CallbackRun {
    mutating func trainingBegins(_ loop: FitLoop) throws
    mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws
    /// Before each update; `batch` is its number within the epoch, from 0.
    mutating func updating(_ batch: Int, _ loop: FitLoop) throws
    /// After each update of the parameters.
    mutating func updated(_ loop: FitLoop) throws
    /// While rows are evaluated that are not trained on.
    mutating func tests(_ moment: TestMoment, _ loop: FitLoop) throws
    mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws
    /// After every callback has seen the end of the epoch: what is saved now holds what all of them know.
    mutating func epochClosed(_ loop: FitLoop) throws
    mutating func trainingEnded(_ loop: FitLoop) throws

    /// What a checkpoint must hold of it; nil for a callback that depends on nothing but the epoch.
    var memory: CallbackMemory? { get }
    /// Goes on with what an earlier run knew. A memory that is none of this callback's is passed over.
    mutating func remember(_ memory: CallbackMemory)
}

extension CallbackRun {
    /// Nothing is done.
    public mutating func trainingBegins(_ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func updating(_ batch: Int, _ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func tests(_ moment: TestMoment, _ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func updated(_ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func epochClosed(_ loop: FitLoop) throws {}
    /// Nothing is done.
    public mutating func trainingEnded(_ loop: FitLoop) throws {}
    /// It depends on nothing but the epoch.
    public var memory: CallbackMemory? { nil }
    /// There is nothing to remember.
    public mutating func remember(_ memory: CallbackMemory) {}
}
