import Answers
import Arrays
import Glibc

/// PyTorch's losses of counts, of normal distributions, of pairs and triples.
extension Tensor {
    /// Of counts t whose mean is x, or eˣ where x is its logarithm; with Stirling's approximation of log t! where it is full.
    public func poisson(
        _ target: Tensor, isLogarithm: Bool, isFull: Bool, _ epsilon: Double, _ reduction: Together
    ) throws -> Tensor {
        var losses =
            isLogarithm ? try exp() - target * self : try self - target * (self + epsilon).log()
        if isFull {
            let counts = !target.dtype.isFloat ? try target.cast(to: dtype) : target
            let isSmall = try Tensor.compare(.lessEqual, .tensor(counts), .number(.float(1)), recorder)
            let safe = try counts.filled(where: isSmall, 1)
            let stirling = try safe * safe.log() - safe + (safe * (2 * Double.pi)).log() * 0.5
            losses = try losses + stirling.filled(where: isSmall, 0)
        }
        return try losses.together(reduction)
    }

    /// ½(log v + (x − t)²/v) of normal distributions with the mean x and the variance v, which counts as ε where it is smaller.
    ///
    /// - Throws: `Mistake` where variances do not fit, or are negative.
    public func gaussian(
        _ target: Tensor, _ variance: Tensor, isFull: Bool, _ epsilon: Double, _ reduction: Together
    ) throws -> Tensor {
        var variance = variance
        if variance.shape != shape {
            if variance.shape == Array(shape.dropLast()) {
                variance = try variance.unsqueezed(-1)
            } else {
                guard variance.shape == Array(shape.dropLast()) + [1] else {
                    throw Mistake(
                        "variances of shape \(variance.shape.listText) for outputs of shape \(shape.listText)",
                        expected: "one for each output, or one for each row"
                    ).raised(as: "ValueError", "var is of incorrect size")
                }
            }
        }
        if variance.count > 0, let least = try variance.array.reduce(.min, work: recorder.work).only,
            least.asDouble < 0
        {
            throw Mistake(
                "a variance of \(least.asDouble.short())", expected: "variances of 0 or more", try: "var.exp()"
            ).raised(as: "ValueError", "var has negative entry/entries")
        }
        // The gradient goes through as if nothing had been raised.
        let isSmall = try Tensor.compare(.less, .tensor(variance), .number(.float(epsilon)), recorder)
        let safe = try Tensor.choose(isSmall, variance + (epsilon - variance.detached()), variance)
        let apart = try self - target
        var losses = try (safe.log() + apart * apart / safe) * 0.5
        if isFull { losses = try losses + 0.5 * Glibc.log(2 * Double.pi) }
        return try losses.together(reduction)
    }

    /// 1 − cos of the rows where the label is 1, max(0, cos − margin) where it is −1.
    public func cosineEmbedding(
        _ other: Tensor, _ labels: Tensor, _ margin: Double, _ reduction: Together
    ) throws -> Tensor {
        guard labels.ndim + 1 == ndim, ndim == other.ndim, ndim == 1 || ndim == 2 else {
            throw Mistake(
                "labels of shape \(labels.shape.listText) for rows of shapes \(shape.listText) and "
                    + other.shape.listText,
                expected: "one label, 1 or −1, for each row"
            ).raised(
                as: "RuntimeError",
                labels.ndim == 0
                    ? "0D target tensor expects 1D input tensors, but found inputs with sizes \(shape.listText) and "
                        + "\(other.shape.listText)."
                    : labels.ndim == 1
                        ? "1D target tensor expects 2D input tensors, but found inputs with sizes \(shape.listText) "
                            + "and \(other.shape.listText)."
                        : "0D or 1D target tensor expected, multi-target not supported")
        }
        let dim = ndim - 1
        let lengths = try ((self * self).sum([dim]) + 1e-12) * ((other * other).sum([dim]) + 1e-12)
        let cosine = try (self * other).sum([dim]) / lengths.squareRoot()
        let (alike, unlike) = (try 1 - cosine, try (cosine - margin).clamped(0, nil))
        return try (alike.kept(where: labels, is: 1) + unlike.kept(where: labels, is: -1)).together(reduction)
    }

    /// max(0, margin − t(x₁ − x₂)) of labels t: 1 where x₁ is to be the larger one, −1 where x₂ is.
    public func marginRanking(
        _ other: Tensor, _ labels: Tensor, _ margin: Double, _ reduction: Together
    ) throws -> Tensor {
        try checkAxes(
            other, labels,
            "shapes \(shape.listText), \(other.shape.listText) and labels of \(labels.shape.listText)",
            torch: "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: "
                + "\(shape.listText), input2: \(other.shape.listText), target: \(labels.shape.listText) ")
        return try (-labels * (self - other) + margin).clamped(0, nil).together(reduction)
    }

    /// The distance x itself where the label is 1, max(0, margin − x) where it is −1.
    public func hingeEmbedding(_ labels: Tensor, _ margin: Double, _ reduction: Together) throws -> Tensor {
        let far = try (margin - self).clamped(0, nil)
        let isAlike = try Tensor.compare(.equal, .tensor(labels), .number(.float(1)), recorder)
        let isUnlike = try Tensor.compare(.equal, .tensor(labels), .number(.float(-1)), recorder)
        return try (far.filled(where: isAlike, 0) + filled(where: isUnlike, 0)).together(reduction)
    }

    /// max(0, margin + d(a, p) − d(a, n)) of an anchor, one like it and one unlike it, by the distances of their last axis.
    public func tripletMargin(
        _ positive: Tensor, _ negative: Tensor, _ margin: Double, power: Double, _ epsilon: Double, swaps: Bool,
        _ reduction: Together
    ) throws -> Tensor {
        try checkAxes(
            positive, negative, "shapes \(shape.listText), \(positive.shape.listText) and \(negative.shape.listText)",
            torch:
                "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
                + "anchor \(ndim)D, positive \(positive.ndim)D, and negative \(negative.ndim)D inputs")
        let near = try distance(to: positive, power, epsilon)
        var far = try distance(to: negative, power, epsilon)
        if swaps { far = try Tensor.extremum(.minimum, far, positive.distance(to: negative, power, epsilon)) }
        return try (near - far + margin).clamped(0, nil).together(reduction)
    }

    /// - Parameter torch: what PyTorch says.
    private func checkAxes(
        _ second: Tensor, _ third: Tensor, _ problem: @autoclosure () -> String, torch: @autoclosure () -> String
    ) throws {
        guard ndim == second.ndim, ndim == third.ndim else {
            throw Mistake(problem(), expected: "as many axes in all three").raised(as: "RuntimeError", torch())
        }
    }

    /// (Σ|x − y + ε|ᵖ)^(1/p) over the last axis.
    public func distance(
        to other: Tensor, _ power: Double, _ epsilon: Double, keepsAxes: Bool = false
    ) throws -> Tensor {
        try (self - other + epsilon).norm(power, [-1], keepsAxes: keepsAxes)
    }

    /// log(1 + e^(−t·x)) of labels 1 and −1.
    public func softMargin(_ labels: Tensor, _ reduction: Together) throws -> Tensor {
        guard (try? NDArray.broadcast(shape, labels.shape)) != nil else {
            throw Mistake(
                "an input of shape \(shape.listText) and labels of \(labels.shape.listText)", expected: "one shape"
            ).raised(
                as: "RuntimeError",
                "The size of tensor a (\(shape.last ?? 1)) must match the size of tensor b (\(labels.shape.last ?? 1)) at "
                    + "non-singleton dimension \(Swift.max(0, ndim - 1))")
        }
        return try composed("SoftMarginLossBackward0", [self, labels]) { inputs in
            try (-inputs[0] * inputs[1]).exp().log1p().together(reduction)
        }
    }

    /// Σ max(0, margin − x of the class + x of another)ᵖ over the other classes, divided by their number and one.
    public func multiMargin(
        _ classes: Tensor, power: Int, _ margin: Double, _ weight: Tensor?, _ reduction: Together
    ) throws -> Tensor {
        let rows = ndim == 2 ? shape[0] : 1
        let width = shape.last ?? 0
        guard ndim == 1 || ndim == 2, width > 0, classes.count == rows, classes.ndim <= 1 else {
            throw Mistake(
                "outputs of shape \(shape.listText) and class numbers of shape \(classes.shape.listText)",
                expected: "(batch, classes) and one class number for each row"
            ).raised(
                as: "RuntimeError",
                "inconsistent target size, expected \([rows].listText) but got \(classes.shape.listText)"
            )
        }
        guard classes.dtype == .int64 else {
            throw Mistake(
                "class numbers of \(classes.dtype.torchName)", expected: "whole numbers of torch.int64",
                try: "target.long()"
            ).raised(as: "RuntimeError", "expected scalar type Long but found \(classes.dtype.torchKind)")
        }
        let numbers = try classes.array.elements(as: Int.self, stoppedBy: recorder.work)
        guard numbers.allSatisfy({ (0..<width).contains($0) }) else {
            throw Mistake(
                "class numbers \(numbers.prefix(4).map(String.init).joined(separator: ", ")) of \(width) classes",
                expected: "0 to \(width - 1)"
            )
            .raised(as: "RuntimeError", "target out of range")
        }
        guard weight.map({ $0.shape == [width] }) ?? true else {
            throw Mistake(
                "weights of shape \(weight?.shape.listText ?? "")", expected: "one for each of \(width) classes"
            ).raised(as: "RuntimeError", "inconsistent weight size, expected \([width].listText)")
        }
        let places = recorder.tensor(try NDArray(numbers, shape: [rows, 1]))
        let mask = try NDArray.zeros([rows, width], .bool, work: recorder.work)
        for (row, number) in numbers.enumerated() { mask.set(.bool(true), at: row * width + number) }
        let own = recorder.tensor(mask)
        let factors = try weight.map { try $0.detached().indexed([.tensor(places)]) }
        let flattened = ndim == 1
        return try composed("MultiMarginLossBackward0", [self]) { inputs in
            let x = flattened ? try inputs[0].unsqueezed(0) : inputs[0]
            var each = try (x - x.gathered(1, places) + margin).relu()
            if power == 2 { each = try each * each }
            if let factors { each = try each * factors }
            let losses = try each.filled(where: own, 0).sum([1]) / Double(width)
            return try (flattened ? losses.squeezed([0]) : losses).together(reduction)
        }
    }

    /// −(t·log σ(x) + (1 − t)·log σ(−x)), the mean over the classes of the last axis.
    public func multiLabelSoftMargin(
        _ target: Tensor, _ weight: Tensor?, _ reduction: Together
    ) throws -> Tensor {
        var losses = try -(target * logSigmoid() + (1 - target) * (-self).logSigmoid())
        if let weight { losses = try losses * weight }
        return try (losses.sum([-1]) / Double(Swift.max(1, shape.last ?? 1))).together(reduction)
    }

    /// Itself where the labels are this number, else 0.
    private func kept(where labels: Tensor, is label: Double) throws -> Tensor {
        try filled(where: Tensor.compare(.notEqual, .tensor(labels), .number(.float(label)), recorder), 0)
    }
}
