import Answers
import Optimizers

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
