internal import Foundation
internal import Networks
internal import Answers
public import Optimizers

/// Sets the rate at the start of each epoch from the epoch's number and the rate before; Keras `LearningRateScheduler`.
public struct ScheduleRate: Callback {
    /// The rate of an epoch, 0-based, from the rate before it.
    public var body: @Sendable (_ epoch: Int, _ rate: Double) throws -> Double
    /// Whether it prints the rates, in Keras's words.
    public var isVerbose = false

    /// - Parameter body: gives a finite rate of at least 0; another ends the fit with a `Mistake`.
    public init(_ body: @escaping @Sendable (_ epoch: Int, _ rate: Double) throws -> Double) { self.body = body }

    /// It sets the rate.
    public var setsRate: Bool { true }

    /// `LearningRateScheduler(…)`
    public var summary: String { "LearningRateScheduler(…)" }
    /// A run for one fit.
    ///
    /// - Throws: `Mistake` when a schedule gives the rate.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        try loop.checkRateIsANumber(for: "LearningRateScheduler")
        return Run(body: body, isVerbose: isVerbose)
    }

    private struct Run: CallbackRun {
        let body: @Sendable (Int, Double) throws -> Double
        let isVerbose: Bool

        mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws {
            let rate = try body(epoch, loop.currentRate)
            guard rate >= 0, rate.isFinite else {
                throw Mistake(
                    "the schedule gives the rate \(rate.short()) for epoch \(epoch)",
                    expected: "a finite number of at least 0")
            }
            loop.rate = rate
            if isVerbose {
                try loop.say("\nEpoch \(epoch + 1): LearningRateScheduler setting learning rate to \(rate).")
            }
        }
    }
}

/// Prints two lines for every epoch: which one it is, and what was measured; Keras's `fit(…, verbose=2)`.
public struct PrintEpochs: Callback {
    /// It has no settings.
    public init() {}

    /// `verbose=2`
    public var summary: String { "verbose=2" }
    /// Begins anew with each fit: it remembers nothing.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun { Run() }

    private struct Run: CallbackRun {
        mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws {
            try loop.say("Epoch \(epoch + 1)/\(loop.lastEpoch)")
        }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            let steps = Swift.max(1, loop.stepsPerEpoch)
            let numbers = epoch.kerasNames(rate: loop.history.reportsRate).compactMap { name in
                epoch.value(name).map { (name: name, value: $0) }
            }
            try loop.say(PrintEpochs.line(steps: steps, seconds: epoch.seconds, numbers))
        }
    }

    /// `3/3 - 0s - 83ms/step - loss: 1.0149 - mae: 1.0052`
    public static func line(steps: Int, seconds: Double, _ numbers: [(name: String, value: Double)]) -> String {
        "\(steps)/\(steps) - \(String(format: "%.0f", seconds))s - \(time(seconds / Double(steps)))/step"
            + numbers.map { " - \($0.name): \(String(format: $0.value > 1e-3 ? "%.4f" : "%.4e", $0.value))" }.joined()
    }

    /// Seconds, milliseconds or microseconds, whichever is whole.
    private static func time(_ seconds: Double) -> String {
        if seconds >= 1 { return "\(String(format: "%.0f", seconds))s" }
        return seconds >= 1e-3
            ? "\(String(format: "%.0f", seconds * 1e3))ms" : "\(String(format: "%.0f", seconds * 1e6))us"
    }
}

/// Calls a function of one's own after every epoch; what it returns true for ends training.
public struct CallFunction: Callback {
    /// Called with the numbers of each epoch; true ends training.
    public var body: @Sendable (History.Epoch) throws -> Bool

    /// - Parameter body: called after every epoch with its numbers; true ends training, and so does what it throws, which `fit` throws on.
    public init(_ body: @escaping @Sendable (History.Epoch) throws -> Bool) { self.body = body }

    /// In words: a function has no call.
    public var summary: String { "a function after every epoch" }
    /// A run for one fit.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(body: body) }

    private struct Run: CallbackRun {
        let body: @Sendable (History.Epoch) throws -> Bool

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if try body(epoch) { loop.stop(because: "the callback function asked for it") }
        }
    }
}

/// Saves the model after each epoch, or only after the best so far; Keras `ModelCheckpoint`.
public struct SaveCheckpoint: Callback {
    /// `{epoch}`, `{val_loss:.2f}` and the like in it become the numbers of the epoch.
    public var path: String
    /// What is compared where only the best is saved: `val_loss`, `accuracy` …
    public var monitor: String
    /// Whether an epoch is saved only when it is better than all before.
    public var savesBestOnly: Bool
    /// Which way the watched number should go; nil where what is watched tells it.
    public var mode: Monitor?
    /// Updates from one file to the next; nil for a file at the end of each epoch.
    public var everyUpdates: Int?
    /// Whether it prints what it saves, in Keras's words.
    public var isVerbose = false
    /// A checkpoint.
    public var writesFiles: Bool { true }

    /// Keras's defaults: every epoch is saved.
    public init(
        path: String, monitor: String = "val_loss", savesBestOnly: Bool = false, mode: Monitor? = nil,
        everyUpdates: Int? = nil
    ) {
        self.everyUpdates = everyUpdates
        self.path = path
        self.monitor = monitor
        self.savesBestOnly = savesBestOnly
        self.mode = mode
    }

    /// `ModelCheckpoint('best.st', monitor='val_loss', save_best_only=True)`
    public var summary: String {
        "ModelCheckpoint('\(path)', monitor='\(monitor)'\(savesBestOnly ? ", save_best_only=True" : "")"
            + (mode.map { ", mode='\($0.rawValue)')" } ?? ")")
    }

    /// A run for one fit.
    ///
    /// - Throws: `Mistake` for a name of a file with a place for what is not measured, and for a monitor that is not, or may
    ///   be meant to rise or to fall.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        var directed = self
        if savesBestOnly { directed.mode = try loop.direction(of: monitor, asked: mode, by: "ModelCheckpoint") }
        return Run(callback: directed, name: try CheckpointName(path, names: loop.measuredNames + ["learning_rate"]))
    }

    private struct Run: CallbackRun {
        let callback: SaveCheckpoint
        let name: CheckpointName
        var best: Double?
        /// Where this epoch goes once every callback has seen it.
        var pending: String?
        var updates = 0

        mutating func updated(_ loop: FitLoop) throws {
            guard let every = callback.everyUpdates else { return }
            updates += 1
            if updates % every == 0 { try loop.save(to: name.text(try loop.epochSoFar())) }
        }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            guard callback.everyUpdates == nil else { return }
            if callback.savesBestOnly {
                // An epoch without a validation has nothing to compare, and a NaN is never better.
                guard let value = epoch.value(callback.monitor) else { return }
                let isBetter = callback.mode == .max ? value > best ?? -.infinity : value < best ?? .infinity
                try report(value, isBetter, epoch, loop)
                guard isBetter else { return }
                best = value
            } else if callback.isVerbose {
                try loop.say("\nEpoch \(epoch.number + 1): saving model to \(name.text(epoch))")
            }
            pending = name.text(epoch)
        }

        private func report(_ value: Double, _ isBetter: Bool, _ epoch: History.Epoch, _ loop: FitLoop) throws {
            guard callback.isVerbose else { return }
            let before = best.map { String(format: "%.5f", $0) } ?? "None"
            let now = String(format: "%.5f", value)
            try loop.say(
                "\nEpoch \(epoch.number + 1): \(callback.monitor) "
                    + (isBetter
                        ? "improved from \(before) to \(now), saving model to \(name.text(epoch))"
                        : "did not improve from \(before)"))
        }

        mutating func epochClosed(_ loop: FitLoop) throws {
            guard let path = pending else { return }
            pending = nil
            try loop.save(to: path)
            if callback.isVerbose, let epoch = loop.history.epochs.last {
                try loop.say("\nEpoch \(epoch.number + 1): finished saving model to \(path)")
            }
        }

        var memory: CallbackMemory? { CallbackMemory(numbers: best.map { [$0] } ?? []) }
        mutating func remember(_ memory: CallbackMemory) { best = memory.numbers.first }
    }
}

/// Writes a line of numbers after each epoch, in Keras's columns; Keras `CSVLogger`.
public struct LogToCSV: Callback {
    /// The file; its first line holds the names.
    public var path: String
    /// What stands between two cells.
    public var separator: String
    /// Whether lines are added to a file that exists, or it is made anew.
    public var appends: Bool
    /// The lines.
    public var writesFiles: Bool { true }

    /// Keras's defaults: cells between commas, in a file made anew.
    ///
    /// - Parameter appends: whether a file that is there goes on, without names above its new lines.
    public init(path: String, separator: String = ",", appends: Bool = false) {
        self.path = path
        self.separator = separator
        self.appends = appends
    }

    /// `CSVLogger('log.csv')`
    public var summary: String { "CSVLogger('\(path)')" }

    /// Opens the file.
    ///
    /// - Throws: `Mistake` when it cannot be written.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        guard !path.utf8.contains(0) else {
            throw Mistake("a file name cannot hold a null byte", expected: "a name such as log.csv")
        }
        let exists = FileManager.default.fileExists(atPath: path)
        if !(appends && exists) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw Mistake("\(path) cannot be written", expected: "a folder that exists and may be written to")
            }
        }
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw Mistake("\(path) cannot be written", expected: "a file that may be written to")
        }
        try file.seekToEnd()
        return Run(callback: self, file: file, needsHeader: !(appends && exists))
    }

    private struct Run: CallbackRun {
        let callback: LogToCSV
        let file: FileHandle
        var needsHeader: Bool
        /// The columns that the first epoch has settled.
        var names: [String]?

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            let names = self.names ?? columns(epoch, loop)
            self.names = names
            if needsHeader { try write(["epoch"] + names) }
            needsHeader = false
            try write([String(epoch.number)] + names.map { epoch.value($0).map { "\($0)" } ?? "NA" })
        }

        /// Keras's: sorted, and with room for a validation where the first epoch has none.
        private func columns(_ epoch: History.Epoch, _ loop: FitLoop) -> [String] {
            let names = epoch.kerasNames(rate: loop.history.reportsRate).sorted()
            return names.contains { $0.hasPrefix("val_") } ? names : names + names.map { "val_\($0)" }
        }

        private func write(_ cells: [String]) throws {
            try file.write(contentsOf: Data((cells.joined(separator: callback.separator) + "\r\n").utf8))
        }

        mutating func trainingEnded(_ loop: FitLoop) {
            // All lines are written already; a failing close can lose none.
            try? file.close()
        }
    }
}
