import Foundation
import Answers

/// Other people's frameworks on the same work, where Python has them. They are run beside, and skipped aloud.
struct Peers {
    /// Name as people write it, and the module to import.
    private static let known = [
        ("PyTorch", "torch", "pytorch"), ("JAX", "jax", "jax"), ("scikit-learn", "sklearn", "sklearn"),
    ]

    /// Those that are here: name and word for the script.
    let installed: [(name: String, word: String)]
    /// Names of the others.
    let missing: [String]

    init() {
        let found = Self.known.filter { peer in
            // Without Python there is none of them.
            let result = try? run("/usr/bin/env", ["python3", "-c", "import \(peer.1)"], complaints: .nullDevice)
            return result?.status == 0
        }
        installed = found.map { ($0.0, $0.2) }
        missing = Self.known.filter { peer in !found.contains { $0.0 == peer.0 } }.map(\.0)
    }

    /// Median microseconds of processor time; nil where the framework has no such work.
    ///
    /// - Throws: when the script fails for another reason.
    func time(_ word: String, _ work: String, batch: Int) throws -> Double? {
        let script = Reference.benchmarks.appending(path: "Peers/networks.py").path()
        let result = try run("/usr/bin/env", ["python3", script, word, work, String(batch)])
        if result.status == Self.hasNoSuchWork { return nil }
        guard result.status == 0, let time = Double(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw Mistake("\(word) \(work) failed", expected: "a number of microseconds") }
        return time
    }

    /// How the script says so.
    private static let hasNoSuchWork: Int32 = 4
}
