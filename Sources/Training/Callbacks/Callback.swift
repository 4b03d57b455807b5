public import Answers
internal import Optimizers

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
    /// `callback`
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

extension FitLoop {
    /// Names of the numbers that each epoch of this fit is measured by.
    var measuredNames: [String] {
        if let procedure { return procedure.losses + procedure.measures }
        let measured = metrics.map(\.name)
        return ["loss"] + measured + (data.validation == nil ? [] : ["val_loss"] + measured.map { "val_" + $0 })
    }

    /// - Throws: `Mistake` naming what is measured when nothing of that name will be.
    func check(monitor name: String) throws {
        let names = measuredNames
        let others = ["pure_loss", "penalty", "lr", "learning_rate", "gradient_norm", "share_clipped", "seconds"]
        guard !names.contains(name), !others.contains(name), !(name == "val_pure_loss" && data.validation != nil) else {
            return
        }
        let isMissingData = name.hasPrefix("val_") && data.validation == nil
        throw Mistake(
            "monitor='\(name)' is not measured in this fit", expected: "one of " + names.joined(separator: ", "),
            try: isMissingData && procedure == nil ? "fit(…, validation_split=0.2)" : "monitor='\(names[0])'",
            argument: "callbacks")
    }
}

extension FitLoop {
    /// Which way a watched number should go, by Keras's rule where nobody says it: a loss should fall, and a metric that was
    /// compiled goes its own way.
    ///
    /// - Throws: `Mistake` when nothing of that name is measured, and where only the person who watches can know.
    func direction(of monitor: String, asked: Monitor?, by callback: String) throws -> Monitor {
        try check(monitor: monitor)
        if let asked { return asked }
        let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
        if name == "loss" || name == "pure_loss", procedure == nil { return .min }
        if let known = metrics.first(where: { $0.name == name })?.direction { return known }
        throw Mistake(
            "\(callback) cannot know whether '\(monitor)' should rise or fall",
            expected: "mode='max' where more is better, or mode='min'",
            try: "\(callback)(monitor='\(monitor)', mode='max')", argument: "callbacks")
    }

    /// - Throws: `Mistake` when a schedule gives the rate: Keras, too, refuses to set one then.
    func checkRateIsANumber(for callback: String) throws {
        let optimizer = subject.mover.optimizer
        guard case .schedule(let schedule) = optimizer.rate else { return }
        throw Mistake(
            "\(callback) sets the rate, and the rate of \(optimizer.name) is given by \(schedule.summary)",
            expected: "one of the two: a number as the rate, or no \(callback)",
            try: "compile(optimizer=\(optimizer.name)(\(schedule.rate(at: 0).short())))", argument: "callbacks")
    }
}

extension History.Epoch {
    /// A number that `check(monitor:)` has found to be measured.
    func watched(_ name: String) -> Double { value(name) ?? .nan }
}
