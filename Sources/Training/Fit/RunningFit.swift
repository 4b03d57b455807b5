/// What a fit at work and its model both know: the history as far as it has come, and whether training is to end.
///
/// It has an identity: the fit writes it, callbacks ask for the end through the fit or through the model, and the model shows it.
final class RunningFit {
    var history: History
    /// Why training is to end after this batch or epoch; nil while it goes on.
    private(set) var stopReason: String?

    init(_ history: History) { self.history = history }

    /// Asks for the end; the first reason stays.
    func stop(because reason: String) { stopReason = stopReason ?? reason }
}
