import Answers
import Training

/// Cancels after some updates, as Ctrl-C would.
struct CancelAfter: Callback {
    let update: Int
    let work: Work
    var summary: String { "cancels after \(update)" }
    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(left: update, work: work) }

    private struct Run: CallbackRun {
        var left: Int
        let work: Work
        mutating func updated(_ loop: FitLoop) {
            left -= 1
            if left == 0 { work.cancel() }
        }
    }
}
