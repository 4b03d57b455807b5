import Answers
import Arrays
import Glibc
import Language

/// Weights of a stretch of a signal.
extension NumberArrayWords {
    private static func window(_ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double)
        -> Word
    {
        NumPyWord.word(name, summary, "M", "np.\(name)(5)") { call in
            let count = try call.int(0, "M", 0)
            guard count <= 100_000_000 else {
                throw Mistake("M = \(count.grouped)", expected: "at most 100,000,000", argument: "M")
            }
            guard count > 1 else { return .thing(try NDArray([Double](repeating: 1, count: Swift.max(0, count)))) }
            let made = try NDArray(uninitialised: [count])
            var check = StopCheck(call.work)
            for place in 0..<count {
                try check.pass(8)
                made.pointer(Double.self)[place] = body(Double(1 - count + 2 * place) / Double(count - 1))
            }
            return .thing(made)
        }
    }

    // Each of a place between −1 and 1.
    static let windows: [Word] = [
        window("hanning", "a bell that ends at 0: ½ + ½ cos(πx)") { 0.5 + 0.5 * cosine($0) },
        window("hamming", "a bell that ends at 0.08: 0.54 + 0.46 cos(πx)") { 0.54 + 0.46 * cosine($0) },
        window("blackman", "a narrow bell: 0.42 + ½ cos(πx) + 0.08 cos(2πx)") {
            0.42 + 0.5 * cosine($0) + 0.08 * cosine(2 * $0)
        },
        window("bartlett", "a triangle that ends at 0") { 1 - $0.magnitude },
    ]

    @Sendable private static func cosine(_ x: Double) -> Double { cos(.pi * x) }
}
