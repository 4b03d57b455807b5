public import Numbers

/// Something that watches training and may change its course: a description, from which each fit makes its own memory.
public protocol Callback: Presentable {
    /// - Throws: `Mistake` when it cannot do its work in this fit.
    func begin(_ loop: FitLoop) throws -> any CallbackRun
}

extension Callback {
    public static var kind: String { "callback" }
}

/// A callback at work in one fit.
public protocol CallbackRun {
    mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws
    /// After each update of the parameters.
    mutating func updated(_ loop: FitLoop)
    mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws
    mutating func trainingEnded(_ loop: FitLoop)
}

extension CallbackRun {
    public mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws {}
    public mutating func updated(_ loop: FitLoop) {}
    public mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {}
    public mutating func trainingEnded(_ loop: FitLoop) {}
}

extension History.Epoch {
    /// The watched number.
    ///
    /// - Throws: `Mistake` naming what there is when nothing of that name was measured.
    func watched(_ name: String) throws -> Double {
        if let value = value(name) { return value }
        let isValidation = name.hasPrefix("val_")
        throw Mistake(
            "monitor='\(name)' was not measured", expected: "one of " + names.joined(separator: ", "),
            try: isValidation ? "fit(…, validation_split=0.2)" : "monitor='loss'")
    }
}
