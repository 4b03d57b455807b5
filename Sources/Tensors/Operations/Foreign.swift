internal import CKernels

/// What a function of somebody's is handed when it takes the place of an operation: where its numbers are.
public struct ForeignCall {
    /// Examples in this pass.
    public let batch: Int
    /// Whether it is a step of a training.
    public let isTraining: Bool
    /// Whether gradients are asked for afterwards.
    public let isDifferentiable: Bool
    /// What its random draws are keyed by: the seed of the model and the number of the update.
    public let seed, step: UInt64
    /// What it reads, one matrix for each input.
    public let inputs: [UnsafeMutablePointer<Float>]
    /// What is learnt.
    public let parameters: [UnsafeMutablePointer<Float>]
    /// Running values, which it may change.
    public let state: [UnsafeMutablePointer<Float>]
    /// Where its result goes.
    public let output: UnsafeMutablePointer<Float>
}

/// A function of somebody's that stands on a tape as an operation. It sees whole batches.
public protocol ForeignFunction: AnyObject, Sendable {
    /// Computes the output; what it adds to the loss by itself is given back.
    func forward(_ call: ForeignCall) -> Double
    /// d(loss)/d of each input and of each parameter, in this order, from that of the output; nil for one that is not reached.
    ///
    /// - Parameter slope: d(loss)/d of what `forward` has given back.
    func backward(_ call: ForeignCall, _ gradient: UnsafePointer<Float>, slope: Double) -> [[Float]?]
}

private struct Foreign: Operation {
    let function: any ForeignFunction
    let inputs: [Matrix]
    let parameters: [Matrix]
    let state: [Matrix]
    let output: Matrix

    var name: String { "own layer" }
    var couplesExamples: Bool { true }

    private func call(_ replay: borrowing Replay) -> ForeignCall {
        var places: [[UnsafeMutablePointer<Float>]] = []
        for matrices in [inputs, parameters, state] {
            var part: [UnsafeMutablePointer<Float>] = []
            for matrix in matrices { part.append(replay.values(matrix)) }
            places.append(part)
        }
        return ForeignCall(
            batch: replay.batch, isTraining: replay.isTraining, isDifferentiable: replay.needsGradient(output),
            seed: replay.seed, step: replay.step, inputs: places[0], parameters: places[1], state: places[2],
            output: replay.values(output))
    }

    func forward(_ replay: borrowing Replay) { replay.addToLoss(function.forward(call(replay))) }

    func backward(_ replay: borrowing Replay) {
        let found = function.backward(call(replay), replay.gradient(output), slope: replay.addedSlope)
        for (place, matrix) in (inputs + parameters).enumerated() where replay.needsGradient(matrix) {
            guard place < found.count, let slopes = found[place], slopes.count == replay.count(matrix) else { continue }
            let gradient = replay.gradient(matrix)
            if replay.accumulates(matrix) {
                for i in 0..<slopes.count { gradient[i] += slopes[i] }
            } else {
                for i in 0..<slopes.count { gradient[i] = slopes[i] }
            }
        }
    }
}

/// A penalty on the numbers of a matrix, divided by the examples, that is added to the loss: (l1·Σ|y| + l2·Σy²)/n.
private struct ActivityPenalty: Operation {
    let input: Matrix
    let l1: Double
    let l2: Double
    let output: Matrix

    var name: String { "activity penalty" }
    // It is divided by the whole batch.
    var couplesExamples: Bool { true }

    func forward(_ replay: borrowing Replay) {
        let (count, x, y) = (replay.count(input), replay.values(input), replay.values(output))
        y.update(from: x, count: count)
        let penalty = replay.kernels.penalty(count, x, l1: l1, l2: l2, addingGradientTo: nil)
        replay.addToLoss(penalty / Double(replay.batch))
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (count, x, dy, dx) = (
            replay.count(input), replay.values(input), replay.gradient(output), replay.gradient(input)
        )
        let share = Double(replay.addedSlope) / Double(replay.batch)
        if replay.accumulates(input) {
            replay.kernels.table.pointee.add(count, dx, dy, dx)
        } else {
            dx.update(from: dy, count: count)
        }
        _ = replay.kernels.penalty(count, x, l1: share * l1, l2: share * l2, addingGradientTo: dx)
    }
}

extension Tape {
    /// The result of a function of somebody's.
    public func foreign(
        _ function: any ForeignFunction, _ inputs: [Matrix], parameters: [Matrix], state: [Matrix], columns: Int,
        rowsPerExample: Int
    ) -> Matrix {
        append(
            Foreign(
                function: function, inputs: inputs, parameters: parameters, state: state,
                output: result(columns: columns, rowsPerExample: rowsPerExample, of: inputs + parameters)))
    }

    /// The same numbers, for which (l1·Σ|y| + l2·Σy²)/n is added to the loss.
    public func penalised(_ x: Matrix, l1: Double, l2: Double) -> Matrix {
        append(
            ActivityPenalty(
                input: x, l1: l1, l2: l2,
                output: result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x])))
    }
}
