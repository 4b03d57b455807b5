internal import Networks
public import Answers
internal import Optimizers
internal import Tensors

/// What `save` writes once training has begun: parameters, running values, the optimizer's memory, what callbacks know and
/// where training stands.
extension SafeTensors {
    /// - Parameter state: of a training; one that has not begun, and so has no optimizer's memory, leaves the file with the
    ///   network alone.
    /// - Throws: `Stopped` when the work was stopped.
    init(_ network: Network, _ state: TrainingState, stoppedBy work: Work) throws(Stopped) {
        self = try network.safeTensors(stoppedBy: work)
        metadata["layers"] = network.architecture.layersInWords
        metadata["program"] = network.program(name: "model")
        guard state.players.isEmpty else {
            try add(players: state, seed: network.seed, stoppedBy: work)
            return
        }
        guard let optimizer = state.optimizer else { return }
        metadata.merge([
            "format": "descent", "seed": String(network.seed), "epochs": String(state.epochsDone),
            "next_epoch": String(state.nextEpoch),
            "optimizer": optimizer.optimizer.summary,
        ]) { $1 }
        let memory = try optimizer.state(stoppedBy: work)
        add("optimizer/numbers", floats: memory.numbers)
        add("optimizer/registers", memory.registers)
        addProgress(state)
    }

    /// The same of a procedure: a memory for each player.
    private mutating func add(
        players state: TrainingState, seed: UInt64, stoppedBy work: Work
    ) throws(Stopped) {
        metadata.merge([
            "format": "descent", "seed": String(seed), "epochs": String(state.epochsDone),
            "next_epoch": String(state.nextEpoch), "steps": String(state.steps),
        ]) { $1 }
        for player in state.players {
            metadata["player/\(player.name)"] = player.rule.summary
            let memory = try player.optimizer.state(stoppedBy: work)
            add("player/\(player.name)/numbers", floats: memory.numbers)
            add("player/\(player.name)/registers", memory.registers)
        }
        addProgress(state)
    }

    /// Where training stands, and what callbacks know.
    private mutating func addProgress(_ state: TrainingState) {
        if let rate = state.rate { add("optimizer/rate", [rate]) }
        if let scaler = state.scaler { add("optimizer/loss_scale", scaler.numbers) }
        for (number, callback) in state.callbacks.enumerated() {
            metadata["callback/\(number)"] = callback.summary
            add("callback/\(number)/numbers", callback.memory.numbers)
            guard let weights = callback.memory.weights else { continue }
            add("callback/\(number)/parameters", floats: weights.parameters)
            add("callback/\(number)/state", floats: weights.state)
        }
        if let openEpoch = state.openEpoch {
            add("epoch/numbers", openEpoch.numbers)
            for (number, metric) in openEpoch.metrics.enumerated() { add("epoch/metric/\(number)", metric) }
            if !openEpoch.told.isEmpty { add("epoch/told", openEpoch.told) }
        }
    }

    private mutating func add(_ name: String, _ doubles: [Double]) {
        tensors.append((name, Tensor(shape: [doubles.count], doubles: doubles)))
    }

    private mutating func add(_ name: String, floats: [Float]) {
        tensors.append((name, Tensor(shape: [floats.count], floats: floats)))
    }

    // MARK: Reading. A file is a stranger's and may hold anything: what no training leaves behind is passed over.

    /// The layers of the model that was saved, in words; nil in a file of another program.
    var savedLayers: String? { metadata["layers"] }

    /// The optimizer whose memory the file holds, in words.
    var savedOptimizer: String? { metadata["optimizer"] }

    /// - Throws: `Mistake` when the file's memory is of another optimizer or network; nothing has changed then.
    func restore(_ optimizer: VectorOptimizer) throws {
        guard let numbers = self["optimizer/numbers"], let registers = self["optimizer/registers"] else { return }
        try optimizer.restore(VectorOptimizer.State(numbers: numbers.floats, registers: registers.values))
    }

    /// - Throws: `Mistake` when the file's memory is of another optimizer or network.
    func restore(_ player: PlayerOptimizer) throws {
        guard metadata["player/\(player.name)"] == player.rule.summary,
            let numbers = self["player/\(player.name)/numbers"],
            let registers = self["player/\(player.name)/registers"]
        else { return }
        try player.optimizer.restore(VectorOptimizer.State(numbers: numbers.floats, registers: registers.values))
    }

    /// How many steps a procedure had behind it.
    var savedSteps: Int? { epochs("steps") }

    /// A rate that a callback had set.
    var savedRate: Double? { self["optimizer/rate"]?.values.first.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil } }

    /// The loss scale of a training in a narrow format, and what it had met.
    var savedScaler: [Double] { self["optimizer/loss_scale"]?.values ?? [] }

    /// How many epochs the training had behind it.
    var savedEpochs: Int? { epochs("epochs") }

    /// The number of the epoch that came next.
    var savedNextEpoch: Int? { epochs("next_epoch") }

    private func epochs(_ name: String) -> Int? {
        metadata[name].flatMap { Int($0) }.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }

    /// The epoch in which the training was interrupted.
    var savedOpenEpoch: OpenEpoch? {
        self["epoch/numbers"].flatMap { numbers in
            let metrics = (0..<1000).lazy.map { self["epoch/metric/\($0)"]?.values }.prefix { $0 != nil }
            var epoch = OpenEpoch(numbers: numbers.values, metrics: metrics.compactMap { $0 })
            epoch?.told = self["epoch/told"]?.values ?? []
            return epoch
        }
    }

    /// What the callbacks knew; weights of another size than the network's are left out with their callback.
    func savedCallbacks(of network: Network) -> [RememberedCallback] {
        var found: [RememberedCallback] = []
        for number in 0..<1000 {
            guard let summary = metadata["callback/\(number)"],
                let numbers = self["callback/\(number)/numbers"]?.values
            else { break }
            var memory = CallbackMemory(numbers: numbers)
            if let parameters = self["callback/\(number)/parameters"]?.floats,
                let state = self["callback/\(number)/state"]?.floats
            {
                guard parameters.count == network.parameters.count, state.count == network.state.count else { continue }
                memory.weights = ModelWeights(parameters: parameters, state: state)
            }
            found.append(RememberedCallback(summary: summary, memory: memory))
        }
        return found
    }
}

extension Model {
    /// Writes parameters, running values and, once training has begun, the optimizer's memory, what the callbacks know and
    /// an epoch that was interrupted, as safetensors.
    ///
    /// - Parameter work: writing ends when it is cancelled; the old file is whole then.
    /// - Throws: `Mistake` when the model is not built or the file cannot be written, `Stopped` when the work was stopped.
    public func save(_ path: String, work: Work = Work()) throws {
        let network = try build()
        var file = try SafeTensors(network, state, stoppedBy: work)
        file.metadata["program"] = network.program(name: name)
        file.metadata["compile"] = plan?.call
        try file.write(to: path, work: work)
    }

    /// Takes over what `save` wrote. The optimizer's memory comes with it when the model is compiled with the same optimizer,
    /// and the callbacks of the next fit go on where those of the saved training were, if they are the same calls.
    ///
    /// What cannot be taken over is named in the history of the next fit.
    ///
    /// - Parameter work: reading ends when it is cancelled.
    /// - Throws: `Mistake` when the file is cut short or of another model, or while the model is being trained, or when
    ///   reading was stopped. The model is unharmed then.
    public func load(_ path: String, work: Work = Work()) throws {
        try refuseWhileTraining("load")
        let network = try build()
        let file = try SafeTensors(path: path, work: work) { try network.check($0.shapes, of: path) }
        let loaded = TrainingState()
        if let plan, file["optimizer/numbers"] != nil {
            let optimizer = try plan.optimizer.vectorState(layout: network.layout, seed: seed)
            if file.savedOptimizer == plan.optimizer.summary { try file.restore(optimizer) }
            loaded.optimizer = optimizer
        } else {
            loaded.optimizer = state.optimizer
        }
        for player in state.players { try player.restart() }
        for player in state.players { try file.restore(player) }
        loaded.players = state.players
        loaded.steps = file.savedSteps ?? state.steps
        try network.load(file, name: path)
        loaded.lossesOfLoading = losses(from: file)
        loaded.rate = file.savedRate
        loaded.savedScaler = file.savedScaler
        loaded.epochsDone = file.savedEpochs ?? state.epochsDone
        loaded.nextEpoch = file.savedNextEpoch ?? loaded.epochsDone
        loaded.callbacks = file.savedCallbacks(of: network)
        loaded.resumesCallbacks = true
        loaded.openEpoch = file.savedOpenEpoch
        state = loaded
    }

    /// What the last `load` could not take over, in words; the history of the next fit tells it too.
    public var remarkOnLoading: String? { state.lossesOfLoading }

    /// What of the file's training this model does not go on with; nil when it goes on with all of it.
    private func losses(from file: SafeTensors) -> String? {
        var losses: [String] = []
        if let other = file.savedLayers, other != architecture.layersInWords {
            losses.append(
                "the file's weights are of another model, whose tensors have the same names and shapes: \(other)")
        }
        for player in state.players {
            guard let optimizer = file.metadata["player/\(player.name)"], optimizer != player.rule.summary else {
                continue
            }
            losses.append(
                "the file's \(player.name) was moved by \(optimizer); \(player.rule.summary) begins with an empty memory"
            )
        }
        guard let optimizer = file.savedOptimizer else { return losses.isEmpty ? nil : losses.joined(separator: "; ") }
        if let plan, plan.optimizer.summary != optimizer {
            losses.append(
                "the file's training was by \(optimizer); \(plan.optimizer.summary) begins with an empty memory")
        }
        if plan == nil {
            losses.append(
                "the model was not compiled when the file was loaded: the memory of \(optimizer), the callbacks and an "
                    + "interrupted epoch are not gone on with; call compile before load")
        }
        if let other = file.metadata["seed"], other != String(seed) {
            losses.append(
                "the file's training had seed \(other) and this model has \(seed): shuffling and dropout differ")
        }
        return losses.isEmpty ? nil : losses.joined(separator: "; ")
    }
}
