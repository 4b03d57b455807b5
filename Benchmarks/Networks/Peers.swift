import Foundation
import Numbers

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
        let found = Self.known.filter { Self.python(["-c", "import \($0.1)"]) != nil }
        installed = found.map { ($0.0, $0.2) }
        missing = Self.known.filter { peer in !found.contains { $0.0 == peer.0 } }.map(\.0)
    }

    /// Median microseconds of processor time; nil where the framework has no such work.
    func time(_ word: String, _ work: String, batch: Int) -> Double? {
        let script = Reference.benchmarks.appending(path: "Peers/networks.py").path()
        return Self.python([script, word, work, String(batch)])
            .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// What Python prints; nil when it ends with an error.
    private static func python(_ arguments: [String]) -> String? {
        guard let result = try? run("/usr/bin/env", ["python3"] + arguments, complaints: .nullDevice),
            result.status == 0
        else { return nil }
        return result.output
    }
}
