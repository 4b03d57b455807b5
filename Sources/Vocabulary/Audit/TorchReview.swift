import Answers
import Language

/// What there is to say about a PyTorch listing.
enum TorchReview {
    /// What PyTorch 2 raises when a plateau scheduler is stepped without a metric.
    static let missingMetric = "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'"

    static func findings(in listing: Listing) -> [Finding] {
        let plateaus = listing.calls(of: "ReduceLROnPlateau").filter {
            !$0.positional.isEmpty && $0.positional[0].literalText == nil
        }
        return plateaus.flatMap { scheduler($0, listing) } + loop(listing) + closures(listing) + mode(listing)
            + cycle(listing) + outputs(listing) + graph(listing) + decay(listing) + meanImage(listing)
            + fullBatch(listing)
    }

    private static func scheduler(_ call: Listing.Call, _ listing: Listing) -> [Finding] {
        var findings: [Finding] = []
        if let name = call.target, name.contains("stop") {
            findings.append(
                Finding(
                    line: call.line, weight: .wrong,
                    problem: "\(name) is a learning-rate scheduler. It lowers the rate and never stops the training.",
                    action: "Keep the best loss and a counter, and break when the counter reaches patience."))
        }
        if let factor = call.argument("factor", at: 2)?.literalNumber, factor >= 1 {
            findings.append(
                Finding(
                    line: call.line, weight: .wrong,
                    problem: "factor=\(factor.short()) does not lower the rate: ValueError, Factor should be < 1.0.",
                    action: "factor=0.1, or another number below 1."))
        }
        for step in listing.calls(of: "step") where step.path.first == call.target && step.arguments.isEmpty {
            findings.append(
                Finding(
                    line: step.line, weight: .wrong,
                    problem: "A plateau scheduler must be told the metric: TypeError: \(missingMetric).",
                    action: "\(step.path.first ?? "scheduler").step(loss), better with a validation loss."))
        }
        return findings
    }

    // MARK: The loop

    /// The names that an optimizer of torch.optim is bound to.
    static func optimizers(_ listing: Listing) -> Set<String> {
        Set(
            listing.calls.compactMap { call in
                let takesParameters = call.positional.first.map {
                    $0.calledName == "parameters" || $0.namePath.contains("param") || $0.listed != nil
                }
                let isOptimizer =
                    KerasListing.rates[call.name] != nil
                    || ["NAdam", "RAdam", "Rprop", "ASGD", "LBFGS"].contains(call.name)
                return isOptimizer && (takesParameters ?? call.path.contains("optim")) ? call.target : nil
            })
    }

    /// One pass of a loop with a `backward()`: what comes when.
    private static func loop(_ listing: Listing) -> [Finding] {
        let names = optimizers(listing)
        let schedulers = schedulers(listing)
        let callsByLoop = listing.callsByLoop
        var findings: [Finding] = []
        var seen: Set<Int> = []
        for backward in listing.calls(of: "backward") {
            guard let loop = listing.loop(of: backward), seen.insert(loop).inserted, let inside = callsByLoop[loop]
            else {
                continue
            }
            let steps = inside.filter {
                $0.name == "step" && (names.contains($0.owner) || names.isEmpty && $0.owner.hasPrefix("opt"))
            }
            guard let step = steps.first else { continue }
            let clears = inside.filter { $0.name == "zero_grad" || $0.name == "zero_" && $0.path.contains("grad") }
            let isSet = listing.settings.contains { $0.name.hasSuffix(".grad") && $0.blocks.contains(loop) }
            if clears.isEmpty, !isSet, listing.calls(of: "grad").isEmpty {
                findings.append(
                    Finding(
                        line: step.line, weight: .wrong,
                        problem:
                            "The gradients are never set to zero: backward() adds to those of all batches before, so every "
                            + "step goes along their sum.",
                        action: "\(step.owner).zero_grad() at the beginning of each batch."))
            }
            if let clear = clears.first(where: {
                $0.line > backward.line && $0.line < step.line && $0.blocks == step.blocks
            }) {
                findings.append(
                    Finding(
                        line: clear.line, weight: .wrong,
                        problem:
                            "The gradients are set to zero between backward() and step(): the step has nothing to go by.",
                        action: "zero_grad() before backward(), or after step()."))
            }
            findings += late(backward, step, clears)
            findings += clips(inside, backward, step)
            findings += order(listing, step, schedulers)
        }
        return findings + neverDifferentiated(listing, names)
    }

    private static func clips(
        _ inside: [Listing.Call], _ backward: Listing.Call, _ step: Listing.Call
    ) -> [Finding] {
        inside.filter { ["clip_grad_norm_", "clip_grad_value_"].contains($0.name) }.compactMap { clip in
            let when =
                if clip.line > step.line {
                    "after step(), when the step has been taken"
                } else if clip.line < backward.line {
                    "before backward(), when there is no gradient of this batch yet"
                } else {
                    nil as String?
                }
            return when.map {
                Finding(
                    line: clip.line, weight: .wrong, problem: "The gradients are clipped \($0): it changes nothing.",
                    action: "\(clip.name)(…) between backward() and step().")
            }
        }
    }

    /// The names that schedulers of the rate are bound to.
    private static func schedulers(_ listing: Listing) -> Set<String> {
        Set(listing.calls.filter { $0.path.contains("lr_scheduler") || cycles.contains($0.name) }.compactMap(\.target))
    }

    /// A scheduler that moves before the optimizer does, in the same loop or at the beginning of an epoch.
    private static func order(_ listing: Listing, _ step: Listing.Call, _ schedulers: Set<String>) -> [Finding] {
        let early = listing.calls(of: "step").first { call in
            schedulers.contains(call.owner) && call.line < step.line && step.blocks.starts(with: call.blocks)
                && call.blocks.last.map { listing.headers[$0].isLoop } ?? false
        }
        guard let early else { return [] }
        return [
            Finding(
                line: early.line, weight: .wrong,
                problem:
                    "\(early.owner).step() comes before \(step.owner).step(): the first rate is skipped, and PyTorch "
                    + "warns.",
                action: "First \(step.owner).step(), then \(early.owner).step().")
        ]
    }

    private static let cycles: Set<String> = [
        "OneCycleLR", "StepLR", "ExponentialLR", "CosineAnnealingLR", "MultiStepLR", "CyclicLR", "LambdaLR", "LinearLR",
    ]

    /// Steps in a loop without a gradient.
    private static func neverDifferentiated(_ listing: Listing, _ names: Set<String>) -> [Finding] {
        guard listing.calls(of: "backward").isEmpty, listing.calls(of: "grad").isEmpty else { return [] }
        return listing.calls(of: "step").filter { names.contains($0.owner) && listing.loop(of: $0) != nil }.prefix(1)
            .map {
                Finding(
                    line: $0.line, weight: .wrong,
                    problem: "There is a step and no backward(): no gradient is ever computed, and nothing is learnt.",
                    action: "loss.backward() before \($0.owner).step().")
            }
    }

    // MARK: eval() and train()

    /// Whether the model is in evaluation mode at a `backward()`, in the first or in the second turn of its outermost loop.
    private static func mode(_ listing: Listing) -> [Finding] {
        let switches = listing.calls.filter {
            ($0.name == "eval" || $0.name == "train") && $0.path.count == 2 && !$0.owner.isEmpty
        }
        guard switches.contains(where: { $0.name == "eval" }) else { return [] }
        func functions(_ call: Listing.Call) -> [Int] {
            call.blocks.filter { listing.headers[$0].text.hasPrefix("def ") }
        }
        return listing.calls(of: "backward").prefix(1).compactMap { backward in
            let switches = switches.filter { functions($0).allSatisfy(functions(backward).contains) }
            guard let outer = backward.blocks.first(where: { listing.headers[$0].isLoop }) else { return nil }
            let before = switches.filter { !$0.blocks.contains(outer) && $0.line < backward.line }
            let turn = switches.filter { $0.blocks.contains(outer) }
            let (head, tail) = (turn.filter { $0.line < backward.line }, turn.filter { $0.line > backward.line })
            if let last = (before + head).last, last.name == "eval" {
                return Finding(
                    line: last.line, weight: .wrong,
                    problem:
                        "\(last.owner).eval() holds while it is trained: dropout does nothing, and batch normalisation "
                        + "uses its running values and does not learn them.",
                    action: "\(last.owner).train() before training, \(last.owner).eval() before validation.")
            }
            guard let last = (tail + head).last, last.name == "eval" else { return nil }
            return Finding(
                line: last.line, weight: .wrong,
                problem:
                    "After this \(last.owner).eval() nothing puts the model back: from the second epoch on it is trained in "
                    + "evaluation mode, without dropout and with frozen running values.",
                action: "\(last.owner).train() at the beginning of every epoch.")
        }
    }

    // MARK: OneCycleLR

    private static func cycle(_ listing: Listing) -> [Finding] {
        listing.calls(of: "OneCycleLR").compactMap { call in
            guard let name = call.target,
                let step = listing.calls(of: "step").first(where: { $0.owner == name }),
                let loop = listing.loop(of: step),
                listing.headers.indices.contains(where: { inner in
                    listing.headers[inner].isLoop
                        && listing.calls.contains {
                            $0.name == "backward" && $0.blocks.contains(inner) && $0.blocks.contains(loop)
                        } && inner > loop
                })
            else { return nil }
            let isForBatches =
                call.keyword("steps_per_epoch") != nil
                || call.keyword("total_steps").map { steps in
                    let turns = listing.turns(of: loop) ?? .infinity
                    return !steps.calls("len").isEmpty || listing.resolved(steps)?.literalNumber ?? 0 > turns
                } ?? false
            guard isForBatches else { return nil }
            return Finding(
                line: step.line, weight: .wrong,
                problem:
                    "OneCycleLR is made for one step per batch and stepped once per epoch: the rate stays in the first part "
                    + "of its climb.",
                action: "\(name).step() inside the loop over the batches, after the optimizer's step.")
        }
    }

    // MARK: Outputs and losses

    private static let finals = ["softmax", "Softmax", "log_softmax", "LogSoftmax", "sigmoid", "Sigmoid"]

    /// The last function of the model, where the listing shows it.
    private static func last(_ listing: Listing) -> (name: String, line: Int)? {
        for result in listing.results.reversed() {
            let isForward = result.blocks.contains { listing.headers[$0].text.hasPrefix("def forward") }
            guard isForward, let name = final(result.value, listing) else { continue }
            return (name, result.line)
        }
        for call in listing.calls(of: "Sequential").reversed() {
            if let name = call.positional.last?.calledName, finals.contains(name) {
                return (name.lowercased(), call.line)
            }
        }
        return nil
    }

    /// `softmax` of `F.softmax(x, dim=1)`, `self.softmax(x)` and of a name that was given one of these.
    private static func final(_ value: Expression, _ listing: Listing) -> String? {
        guard let call = listing.resolved(value)?.call, let name = call.path.last else { return nil }
        if finals.contains(name) { return name.lowercased() }
        let made = listing.values[call.path.joined(separator: ".")]?.calledName
        return made.flatMap { finals.contains($0) ? $0.lowercased() : nil }
    }

    private static func outputs(_ listing: Listing) -> [Finding] {
        var findings: [Finding] = []
        let output = last(listing)
        let direct = listing.calls(of: "softmax", "sigmoid").first { call in
            call.target.map { name in
                listing.calls.contains {
                    $0.path.count == 1 && $0.positional.first?.namePath == name && isLoss($0, listing)
                }
            } ?? false
        }
        let given = output ?? direct.map { ($0.name.lowercased(), $0.line) }
        let logits = listing.calls(of: "CrossEntropyLoss", "cross_entropy").first
        if let logits, let given, given.name.hasSuffix("softmax") {
            let isLogarithm = given.name.hasPrefix("log")
            findings.append(
                Finding(
                    line: given.line, weight: isLogarithm ? .note : .wrong,
                    problem:
                        "\(logits.name) takes the log-softmax itself, and \(given.name) has been taken of the output"
                        + (isLogarithm
                            ? ": twice is the same as once, and costs time."
                            : ": the loss cannot come near 0, and its slope is small."),
                    action: "The bare output of the last linear layer."))
        }
        if let loss = listing.calls(of: "BCEWithLogitsLoss", "binary_cross_entropy_with_logits").first, let given,
            given.name == "sigmoid"
        {
            findings.append(
                Finding(
                    line: given.line, weight: .wrong,
                    problem:
                        "\(loss.name) takes the sigmoid itself, and the model's output has been through one: its loss cannot "
                        + "come near 0.",
                    action: "The bare output of the last linear layer, or BCELoss."))
        }
        if let loss = listing.calls(of: "NLLLoss", "nll_loss").first, let given, given.name == "softmax" {
            findings.append(
                Finding(
                    line: loss.line, weight: .wrong,
                    problem:
                        "\(loss.name) takes log-probabilities and is given probabilities: the loss is negative, and its "
                        + "slope is wrong.",
                    action: "log_softmax(x, dim=1), or CrossEntropyLoss of the bare output."))
        }
        return findings + oneClass(listing)
    }

    /// Whether a call is of something that was made a loss: `criterion(out, y)`.
    private static func isLoss(_ call: Listing.Call, _ listing: Listing) -> Bool {
        listing.values[call.name]?.calledName.map { $0.hasSuffix("Loss") } ?? call.name.hasSuffix("cross_entropy")
    }

    /// Cross-entropy of a single output.
    private static func oneClass(_ listing: Listing) -> [Finding] {
        guard let loss = listing.calls(of: "CrossEntropyLoss").first, let layer = listing.calls(of: "Linear").last,
            layer.argument("out_features", at: 1)?.literalNumber == 1
        else { return [] }
        return [
            Finding(
                line: loss.line, weight: .wrong,
                problem:
                    "CrossEntropyLoss of one output: the only class has probability 1, so the loss is 0 from the start.",
                action: "BCEWithLogitsLoss for two classes, or one output for each class.")
        ]
    }

    // MARK: Memory and decay

    /// `total += loss` keeps every batch's graph.
    private static func graph(_ listing: Listing) -> [Finding] {
        let losses = Set(listing.calls(of: "backward").map(\.owner))
        let added = listing.additions.filter { losses.contains($0.value.namePath) && !$0.blocks.isEmpty }.map {
            Finding(
                line: $0.line, weight: .misleading,
                problem:
                    "Adding up \($0.value.namePath) itself keeps the graph of every batch: memory grows until the epoch ends.",
                action: "\($0.value.namePath).item().")
        }
        let collected = listing.calls(of: "append").compactMap { call -> Finding? in
            guard let name = call.positional.first?.namePath, losses.contains(name), listing.loop(of: call) != nil
            else { return nil }
            return Finding(
                line: call.line, weight: .misleading,
                problem: "Collecting \(name) itself keeps the graph of every batch: memory grows with the list.",
                action: "\(call.owner).append(\(name).item()).")
        }
        return Array(added.prefix(1) + collected.prefix(1))
    }

    private static func decay(_ listing: Listing) -> [Finding] {
        let names = optimizers(listing)
        return listing.calls(of: "Adam", "NAdam", "RAdam").filter { call in
            (call.number("weight_decay") ?? 0) > 0 && call.target.map(names.contains) ?? false
        }.map { call in
            Finding(
                line: call.line, weight: .note,
                problem:
                    "In PyTorch weight_decay of \(call.name) is added to the gradient and divided by its size with it: weights "
                    + "with large gradients decay less.",
                action: "AdamW(…, weight_decay=…), where it is not.")
        }
    }

    /// A generator trained by squared error on targets that do not belong to its noise.
    private static func meanImage(_ listing: Listing) -> [Finding] {
        guard let header = listing.headers.first(where: { $0.text.contains("Generator") }),
            let loss = listing.calls(of: "MSELoss").first
        else { return [] }
        return [
            Finding(
                line: loss.line, weight: .wrong,
                problem:
                    "The generator of line \(header.line) is fed noise, and no noise belongs to any target. Squared error "
                    + "is then smallest when every output is the mean of all targets: one grey picture, whatever the noise.",
                action: "Use an adversarial loss, or pair each code with its target (an autoencoder).")
        ]
    }

    private static func fullBatch(_ listing: Listing) -> [Finding] {
        guard let loop = listing.headers.first(where: { $0.text.hasPrefix("for epoch") }),
            !listing.headers.contains(where: { $0.text.hasPrefix("for ") && $0.line > loop.line }),
            listing.calls(of: "backward").contains(where: { $0.line > loop.line })
        else { return [] }
        return [
            Finding(
                line: loop.line, weight: .misleading,
                problem:
                    "Each epoch is a single step on the same full batch, and nothing is held out: the printed loss is the "
                    + "training loss.",
                action: "Loop over a DataLoader inside the epoch and measure a validation loss after it.")
        ]
    }
}

extension Expression {
    /// The calls of that name in it, itself included.
    fileprivate func calls(_ name: String) -> [Expression] {
        (calledName == name ? [self] : []) + kind.children.flatMap { $0.calls(name) }
    }
}
