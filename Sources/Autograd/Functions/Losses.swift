import Answers
import Arrays

/// PyTorch's losses.
extension Tensor {
    /// What the losses of a batch come to.
    public enum Together: String, Sendable, CaseIterable {
        case mean, sum, none
    }

    func together(_ reduction: Together) throws -> Tensor {
        switch reduction {
        case .mean: try mean()
        case .sum: try sum()
        case .none: self
        }
    }

    /// (x − t)²
    public func squaredError(_ target: Tensor, _ reduction: Together) throws -> Tensor {
        let (x, t) = try Tensor.aligned(self, target)
        guard reduction != .none, x.dtype == .float32, x.shape == t.shape, x.array.isContiguous, t.array.isContiguous,
            x.count > 0
        else {
            return try composed("MseLossBackward0", [x, t]) { inputs in
                let apart = try inputs[0] - inputs[1]
                return try (apart * apart).together(reduction)
            }
        }
        let divisor = reduction == .mean ? Double(x.count) : 1
        let loss = ArrayKernels.squaredError(x.array, t.array) / divisor
        return made("MseLossBackward0", try NDArray(.float(loss), .float32), [x, t]) { g, node in
            var out: [Tensor?] = [nil, nil]
            if !g.recorder.isRecording, let scale = g.array.only, !node.needs(1) {
                out[0] = g.recorder.tensor(
                    try ArrayKernels.squaredErrorSlope(x.array, t.array, scale.asDouble / divisor, x.recorder.work))
                return out
            }
            let slope = try (x - t) * (g * (2 / divisor))
            if node.needs(0) { out[0] = slope }
            if node.needs(1) { out[1] = try -slope }
            return out
        }
    }

    /// |x − t|
    public func absoluteError(_ target: Tensor, _ reduction: Together) throws -> Tensor {
        try (self - target).absolute().together(reduction)
    }

    /// ½(x − t)²/β where |x − t| < β, else |x − t| − ½β
    public func smoothError(_ target: Tensor, _ beta: Double, _ reduction: Together) throws -> Tensor {
        if beta == 0 { return try absoluteError(target, reduction) }
        return try composed("SmoothL1LossBackward0", [self, target]) { inputs in
            let apart = try inputs[0] - inputs[1]
            let size = try apart.absolute()
            let isSmall = try Tensor.compare(.less, .tensor(size), .number(.float(beta)), apart.recorder)
            return try Tensor.choose(isSmall, apart * apart * (0.5 / beta), size - 0.5 * beta).together(reduction)
        }
    }

    /// ½(x − t)² where |x − t| < δ, else δ(|x − t| − ½δ)
    public func huber(_ target: Tensor, _ delta: Double, _ reduction: Together) throws -> Tensor {
        try composed("HuberLossBackward0", [self, target]) { inputs in
            let apart = try inputs[0] - inputs[1]
            let size = try apart.absolute()
            let isSmall = try Tensor.compare(.less, .tensor(size), .number(.float(delta)), apart.recorder)
            return try Tensor.choose(isSmall, apart * apart * 0.5, (size - 0.5 * delta) * delta).together(reduction)
        }
    }

    /// −(t·log x + (1 − t)·log(1 − x)), logarithms no lower than −100.
    public func binaryCrossEntropy(_ target: Tensor, _ weight: Tensor?, _ reduction: Together) throws -> Tensor {
        try checkSameSize(target) {
            "Using a target size (\($0)) that is different to the input size (\($1)) is deprecated. Please ensure they have "
                + "the same size."
        }
        let work = recorder.work
        for i in try count == 0 ? [] : [array.reduce(.min, work: work).only, array.reduce(.max, work: work).only] {
            guard let i, i.asDouble < 0 || i.asDouble > 1 || i.asDouble.isNaN else { continue }
            throw Mistake(
                "binary_cross_entropy of \(i.asDouble.short())", expected: "probabilities between 0 and 1",
                try: "torch.sigmoid(x), or BCEWithLogitsLoss"
            ).raised(as: "RuntimeError", "all elements of input should be between 0 and 1")
        }
        let (x, t) = try Tensor.aligned(self, target)
        let share = reduction == .mean ? 1 / Double(x.count) : 1
        func logarithms() throws -> (yes: Tensor, no: Tensor) {
            (try x.log().clamped(-100, nil), try (-x).log1p().clamped(-100, nil))
        }
        let loss = try recorder.recording(false) {
            let (yes, no) = try logarithms()
            let losses = try (t - 1) * no - t * yes
            return try (weight.map { try losses * $0 } ?? losses).together(reduction)
        }
        return made("BinaryCrossEntropyBackward0", loss.array, [x, t]) { g, node in
            var g = try g * share
            if let weight { g = try g * weight }
            var out: [Tensor?] = [nil, nil]
            if node.needs(0) { out[0] = try g * (x - t) / ((1 - x) * x).clamped(1e-12, nil) }
            if node.needs(1) {
                let (yes, no) = try logarithms()
                out[1] = try g * (no - yes)
            }
            return out
        }
    }

    /// - Parameter torch: what PyTorch says of the two sizes.
    private func checkSameSize(_ target: Tensor, torch: (_ target: String, _ input: String) -> String) throws {
        guard shape == target.shape else {
            throw Mistake(
                "an input of shape \(shape.listText) and a target of \(target.shape.listText)", expected: "one shape",
                try: "target.view(-1, 1), or output.squeeze()"
            ).raised(
                as: "ValueError", torch("torch.Size(\(target.shape.listText))", "torch.Size(\(shape.listText))"))
        }
    }

    /// The same of logits: max(z, 0) − z·t + log(1 + e^−|z|)
    public func logitCrossEntropy(
        _ target: Tensor, _ weight: Tensor?, positive: Tensor?, _ reduction: Together
    ) throws -> Tensor {
        try checkSameSize(target) { "Target size (\($0)) must be the same as input size (\($1))" }
        return try composed("BinaryCrossEntropyWithLogitsBackward0", [self, target]) { inputs in
            let (z, t) = (inputs[0], inputs[1])
            var loss: Tensor
            if let positive {
                let factor = try (positive - 1) * t + 1
                loss = try (1 - t) * z - factor * z.logSigmoid()
            } else {
                loss = try (1 - t) * z - z.logSigmoid()
            }
            if let weight { loss = try loss * weight }
            return try loss.together(reduction)
        }
    }

    /// - Throws: `Mistake` for class numbers that are none, or of another shape, and for weights that are not one for each class.
    private func checkClasses(_ target: Tensor, _ weight: Tensor?, _ axis: Int) throws {
        let expected = shape.indices.filter { $0 != axis }.map { shape[$0] }
        guard target.dtype == .int64 || target.dtype == .uint8 else {
            throw Mistake(
                "class numbers of \(target.dtype.torchName)", expected: "whole numbers of torch.int64",
                try: "target.long()"
            ).raised(as: "RuntimeError", "expected scalar type Long but found \(target.dtype.torchKind)")
        }
        guard target.shape == expected else {
            throw Mistake(
                "outputs of shape \(shape.listText) and class numbers of shape \(target.shape.listText)",
                expected: "class numbers of shape \(expected.listText)",
                try: target.count == expected.reduce(1, *) ? "target.view(-1)" : nil
            ).raised(
                as: target.ndim == expected.count ? "ValueError" : "RuntimeError",
                target.ndim > expected.count
                    ? "0D or 1D target tensor expected, multi-target not supported"
                    : "Expected input batch_size (\(shape[0])) to match target batch_size "
                        + "(\(target.shape.first ?? 0)).")
        }
        let classes = shape[axis]
        guard weight.map({ $0.shape == [classes] }) ?? true else {
            throw Mistake(
                "weights of shape \(weight?.shape.listText ?? "")", expected: "one for each of \(classes) classes"
            )
            .raised(
                as: "RuntimeError",
                "weight tensor should be defined either for all \(classes) classes or no classes")
        }
    }

    /// −log p of the class, of log-probabilities [n, classes, …].
    public func negativeLogLikelihood(
        _ target: Tensor, _ weight: Tensor?, ignoring ignored: Int, _ reduction: Together
    ) throws -> Tensor {
        let axis = try classAxis()
        let classes = shape[axis]
        try checkClasses(target, weight, axis)
        let numbers = try target.array.converted(to: .int64, recorder.work).contiguous(recorder.work)
        let (safe, factors) = (
            try NDArray(uninitialised: target.shape, .int64), try NDArray(uninitialised: target.shape, dtype)
        )
        let weights = try weight?.array.elements(as: Double.self, stoppedBy: recorder.work)
        var check = StopCheck(recorder.work)
        for i in 0..<numbers.count {
            try check.pass()
            let number = numbers.pointer(Int.self)[i]
            guard number == ignored || (0..<classes).contains(number) else {
                throw Mistake("there is no class \(number) among \(classes)", expected: "0 to \(classes - 1)").raised(
                    as: "IndexError", "Target \(number) is out of bounds.")
            }
            safe.pointer(Int.self)[i] = number == ignored ? 0 : number
            factors.set(.float(number == ignored ? 0 : weights?[number] ?? 1), at: i)
        }
        let places = recorder.tensor(safe)
        let total =
            numbers.count == 0 ? Double.nan : try factors.reduce(.sum, work: recorder.work).only?.asDouble ?? 1
        return try composed("NllLossBackward0", [self]) { inputs in
            let picked = try inputs[0].gathered(axis, places.unsqueezed(axis)).squeezed([axis])
            let losses = try -(picked * picked.recorder.tensor(factors))
            switch reduction {
            case .none: return losses
            case .sum: return try losses.sum()
            case .mean: return try losses.sum() / total
            }
        }
    }

    /// −Σt·log softmax(x): of class numbers, or of probabilities of x's shape.
    public func crossEntropy(
        _ target: Tensor, _ weight: Tensor?, ignoring ignored: Int, smoothing: Double, _ reduction: Together
    ) throws -> Tensor {
        let axis = try classAxis()
        if target.shape == shape, target.dtype.isFloat {
            let classes = Double(shape[axis])
            return try composed("DivBackward1", [self, target]) { inputs in
                let t = smoothing > 0 ? try inputs[1] * (1 - smoothing) + smoothing / classes : inputs[1]
                var losses = try inputs[0].logSoftmax(axis) * t
                if let weight { losses = try losses * weight.asColumn(axis, losses.ndim) }
                let each = try -losses.sum([axis])
                guard reduction == .mean else { return try each.together(reduction) }
                return try each.sum() / Double(Swift.max(1, each.count))
            }
        }
        let logs = try logSoftmax(axis)
        let plain = try logs.negativeLogLikelihood(target, weight, ignoring: ignored, reduction)
        guard smoothing > 0 else { return plain }
        let classes = Double(shape[axis])
        var all = logs
        if let weight { all = try logs * weight.asColumn(axis, ndim) }
        let kept = try Tensor.compare(.notEqual, .tensor(target), .number(.int(ignored)), recorder).cast(to: dtype)
        let spread = try -(all.sum([axis]) * kept)
        let part: Tensor
        switch reduction {
        case .none: part = spread
        case .sum: part = try spread.sum()
        case .mean:
            var divisor = try kept.sum()
            if let weight {
                let safe = try target.filled(
                    where: Tensor.compare(.equal, .tensor(target), .number(.int(ignored)), recorder), 0)
                divisor = try (weight.detached().indexed([.tensor(safe)]) * kept).sum()
            }
            part = try spread.sum() / divisor
        }
        return try plain * (1 - smoothing) + part * (smoothing / classes)
    }

    /// The axis of the classes: the second one, of an example alone the first one.
    private func classAxis() throws -> Int {
        guard ndim > 0 else {
            throw Mistake("class scores without axes", expected: "(batch, classes)").raised(
                as: "RuntimeError", "softmax() expected at least one dimension")
        }
        return ndim == 1 ? 0 : 1
    }

    private func asColumn(_ axis: Int, _ ndim: Int) throws -> Tensor {
        var shape = [Int](repeating: 1, count: ndim)
        shape[axis] = count
        return try reshaped(shape)
    }

    /// t·(log t − x), of log-probabilities x; `batchmean` divides the sum by the length of the first axis.
    public func divergence(_ target: Tensor, isLogarithm: Bool, _ reduction: Together, perBatch: Bool) throws -> Tensor
    {
        let losses: Tensor
        if isLogarithm {
            losses = try target.exp() * (target - self)
        } else {
            let zero = try Tensor.compare(.lessEqual, .tensor(target), .number(.float(0)), recorder)
            let entropy = try (target * target.filled(where: zero, 1).log())
            losses = try entropy - target * self
        }
        if perBatch { return try losses.sum() / Double(Swift.max(1, shape.first ?? 1)) }
        return try losses.together(reduction)
    }
}
