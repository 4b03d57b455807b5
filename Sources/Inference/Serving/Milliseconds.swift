internal import Answers

/// Times of calls as tables and sentences have them.
enum Milliseconds {
    /// Milliseconds as a person reads them: `12.3 µs`, `1.23 ms`.
    static func spell(_ milliseconds: Double) -> String {
        milliseconds < 1
            ? "\((1000 * milliseconds).short(3)) µs"
            : milliseconds < 1000 ? "\(milliseconds.short(3)) ms" : "\((milliseconds / 1000).short(3)) s"
    }
}
