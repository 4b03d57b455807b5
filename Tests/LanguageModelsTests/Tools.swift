import Answers
import Foundation
import Synchronization

extension Double {
    static func exponential(_ x: Double) -> Double { Foundation.exp(x) }
    static func logarithm(_ x: Double) -> Double { Foundation.log(x) }
}

/// Work that is stopped by its first report.
final class CancelsItself: Sendable {
    private let held = Mutex<Work?>(nil)

    func work() -> Work {
        let made = Work { [self] _ in held.withLock { $0?.cancel() } }
        held.withLock { $0 = made }
        return made
    }
}

/// What the process has in memory.
enum ResidentBytes {
    static var now: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let parts = text.split(separator: " ")
        return parts.count > 1 ? Int(parts[1]).map { $0 * 4096 } : nil
    }
}
