internal import Networks
internal import Answers
internal import Optimizers
internal import Tensors

/// A checkpoint: parameters, running values, the optimizer's memory, what callbacks know and where training stands.
extension Model {
    func checkpoint(_ network: Network, _ optimizer: VectorOptimizer) -> SafeTensors {
        var file = network.safeTensors
        func add(_ name: String, _ doubles: [Double]) {
            file.tensors.append((name, SafeTensors.Tensor(shape: [doubles.count], doubles: doubles)))
        }
        func add(_ name: String, floats: [Float]) {
            file.tensors.append((name, SafeTensors.Tensor(shape: [floats.count], floats: floats)))
        }
        let state = optimizer.state
        add("optimizer/numbers", floats: state.numbers)
        add("optimizer/registers", state.registers)
        if let rate { add("optimizer/rate", [rate]) }
        file.metadata = [
            "format": "descent", "seed": String(seed), "epochs": String(epochsDone),
            "optimizer": optimizer.optimizer.summary,
        ]
        for (number, callback) in remembered.enumerated() {
            file.metadata["callback/\(number)"] = callback.summary
            add("callback/\(number)/numbers", callback.memory.numbers)
            guard let weights = callback.memory.weights else { continue }
            add("callback/\(number)/parameters", floats: weights.parameters)
            add("callback/\(number)/state", floats: weights.state)
        }
        if let openEpoch {
            add("epoch/numbers", openEpoch.numbers)
            for (number, metric) in openEpoch.metrics.enumerated() { add("epoch/metric/\(number)", metric) }
        }
        return file
    }

    /// Writes parameters, running values and, once training has begun, the optimizer's memory, what the callbacks know and
    /// an epoch that was interrupted, as safetensors.
    ///
    /// - Throws: `Mistake` when the model is not built or the file cannot be written.
    public func save(_ path: String) throws {
        let network = try build()
        let file = optimizerState.map { checkpoint(network, $0) } ?? network.safeTensors
        try file.write(to: path)
    }

    /// Takes over what `save` wrote. The optimizer's memory comes with it when the model is compiled with the same optimizer,
    /// and the callbacks of the next fit go on where those of the saved training were, if they are the same calls.
    ///
    /// What cannot be taken over is named in the history of the next fit.
    ///
    /// - Throws: `Mistake` when the file is cut short or of another model, or while the model is being trained; the model is
    ///   unharmed then.
    public func load(_ path: String) throws {
        try refuseWhileTraining("load")
        let file = try SafeTensors(path: path)
        let network = try build()
        var restored: VectorOptimizer?
        if let plan, let numbers = file["optimizer/numbers"], let registers = file["optimizer/registers"] {
            let layout = Layout(
                tensors: network.entries.map { Layout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
            let fresh = plan.optimizer.vectorState(layout: layout, seed: seed)
            if file.metadata["optimizer"] == plan.optimizer.summary {
                try fresh.restore(VectorOptimizer.State(numbers: numbers.floats, registers: registers.values))
            }
            restored = fresh
        }
        try network.load(file, name: path)
        if let restored { optimizerState = restored }
        lossesOfLoading = losses(from: file)
        // A file may hold anything; a rate that no callback could have set is left out.
        rate = file["optimizer/rate"]?.values.first.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
        // A file is a stranger's: a count that no training reaches is passed over.
        let epochs = file.metadata["epochs"].flatMap { Int($0) }
        if let epochs, (0...1_000_000_000).contains(epochs) { epochsDone = epochs }
        remembered = Model.callbacks(in: file, of: network)
        resumesCallbacks = true
        openEpoch = file["epoch/numbers"].flatMap { numbers in
            let metrics = (0..<1000).lazy.map { file["epoch/metric/\($0)"]?.values }.prefix { $0 != nil }.compactMap {
                $0
            }
            return OpenEpoch(numbers: numbers.values, metrics: Array(metrics))
        }
    }

    /// What of the file's training this model does not go on with; nil when it goes on with all of it.
    private func losses(from file: SafeTensors) -> String? {
        guard let optimizer = file.metadata["optimizer"] else { return nil }
        var losses: [String] = []
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

    /// What the callbacks knew; weights of another size than the network's are left out with their callback.
    private static func callbacks(in file: SafeTensors, of network: Network) -> [RememberedCallback] {
        var found: [RememberedCallback] = []
        for number in 0..<1000 {
            guard let summary = file.metadata["callback/\(number)"],
                let numbers = file["callback/\(number)/numbers"]?.values
            else { break }
            var memory = CallbackMemory(numbers: numbers)
            if let parameters = file["callback/\(number)/parameters"]?.floats,
                let state = file["callback/\(number)/state"]?.floats
            {
                guard parameters.count == network.parameters.count, state.count == network.state.count else { continue }
                memory.weights = ModelWeights(parameters: parameters, state: state)
            }
            found.append(RememberedCallback(summary: summary, memory: memory))
        }
        return found
    }
}
