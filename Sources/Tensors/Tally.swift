/// What one operation of a tape has done, counted while it ran.
public struct OperationCount: Sendable, Equatable {
    /// The layer that it belongs to.
    public var label: String
    /// `dense`, `softmax`.
    public var name: String
    /// Multiplications of matrix products, each with its addition, going forward.
    public var forwardMultiplies = 0
    /// The same going backward.
    public var backwardMultiplies = 0
    /// Numbers that its output has.
    public var numbers = 0
    /// Bytes of the matrices that it reads and writes, each once, going forward.
    public var forwardBytes = 0
    /// The same going backward, their gradients among them.
    public var backwardBytes = 0

    /// Of one operation, before anything has run.
    public init(label: String, name: String) { (self.label, self.name) = (label, name) }
}

/// Counts what the operations of a tape do: the multiplications where they are made, in the products of the kernels.
final class Tally {
    private let counter = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    private var before = 0
    private(set) var counts: [OperationCount]

    /// - Parameter counts: one for each operation, in the order of their recording.
    init(_ counts: [OperationCount]) {
        counter.initialize(to: 0)
        self.counts = counts
    }

    deinit { counter.deallocate() }

    func counting(_ kernels: Kernels) -> Kernels {
        var kernels = kernels
        kernels.counter = counter
        return kernels
    }

    private func multiplies() -> Int {
        defer { before = counter.pointee }
        return counter.pointee - before
    }

    func note(
        forward number: Int, _ output: Matrix, _ dependencies: [[Int]], _ replay: borrowing Replay
    ) {
        var touched = replay.count(output)
        for input in dependencies[output.index] { touched += replay.count(Matrix(index: input)) }
        counts[number].forwardMultiplies += multiplies()
        counts[number].numbers += replay.count(output)
        counts[number].forwardBytes += 4 * touched
    }

    func note(
        backward number: Int, _ output: Matrix, _ dependencies: [[Int]], _ replay: borrowing Replay
    ) {
        var touched = replay.count(output)
        for input in dependencies[output.index].map(Matrix.init) {
            touched += replay.count(input) * (replay.needsGradient(input) ? 2 : 1)
        }
        counts[number].backwardMultiplies += multiplies()
        counts[number].backwardBytes += 4 * touched
    }
}
