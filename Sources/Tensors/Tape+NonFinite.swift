internal import CVectorMath
internal import Answers

/// Where numbers stop being finite: the tape is replayed one operation at a time, and each result is looked at before the
/// next operation can write over it. Slow, for the one batch that went wrong.
extension Tape {
    /// An operation of a layer.
    public struct Place: Sendable, Equatable {
        /// The layer's name, as it was recorded.
        public let label: String
        /// `dense`, `softmax` …
        public let operation: String
    }

    /// The first operation whose output is not finite; nil when all are. Replays `forward` with training on.
    public func firstNonFiniteOutput(batch: Int, after first: Int, seed: UInt64, step: UInt64) -> Place? {
        guard let replay = replay(batch, after: first, true, seed, step, Work()) else { return nil }
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        for (index, operation) in operations.enumerated() {
            operation.forward(replay)
            let output = operation.output
            if !Tape.isFinite(replay.values(output), replay.count(output)) { return place(index) }
        }
        return nil
    }

    /// The first operation, on the way back, that makes the gradient of something it read not finite; nil when none does.
    /// The caller has run `forward` and written the gradient of `output`.
    public func firstNonFiniteGradient(
        from output: Matrix, batch: Int, after first: Int, seed: UInt64, step: UInt64
    ) -> Place? {
        guard let places, let replay = replay(batch, after: first, true, seed, step, Work()) else { return nil }
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        beginBackward(places, from: output, after: first)
        for (index, operation) in operations.enumerated().reversed()
        where places[operation.output.index].isWritten && places[operation.output.index].needsGradient {
            operation.backward(replay)
            for input in dependencies[operation.output.index] where places[input].isWritten {
                let count =
                    (places[input].fixedRows + places[input].rowsPerExample * replay.batch) * places[input].columns
                if places[input].needsGradient, !Tape.isFinite(places[input].gradient, count) { return place(index) }
            }
        }
        return nil
    }

    private func place(_ index: Int) -> Place { Place(label: labels[index], operation: operations[index].name) }

    private static func isFinite(_ values: UnsafeMutablePointer<Float>, _ count: Int) -> Bool {
        for i in 0..<count where !values[i].isFinite { return false }
        return true
    }
}
