internal import CKernels

/// The same numbers with other rows and columns per example.
struct Reshape: Operation {
    let input: Matrix
    let output: Matrix

    var name: String { "reshape" }

    func forward(_ replay: borrowing Replay) {
        replay.values(output).update(from: replay.values(input), count: replay.count(output))
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let count = replay.count(output)
        if replay.accumulates(input) {
            replay.kernels.table.pointee.add(
                count, replay.gradient(input), replay.gradient(output), replay.gradient(input))
        } else {
            replay.gradient(input).update(from: replay.gradient(output), count: count)
        }
    }
}
