internal import Networks
internal import Numbers
internal import Optimizers

/// A checkpoint: parameters, running values, the optimizer's memory and where training stands.
extension Model {
    func checkpoint(_ network: Network, _ optimizer: VectorOptimizer, rate: Double?) -> SafeTensors {
        var file = network.safeTensors
        let state = optimizer.state
        file.tensors.append(
            ("optimizer/numbers", SafeTensors.Tensor(shape: [state.numbers.count], floats: state.numbers)))
        file.tensors.append(
            ("optimizer/registers", SafeTensors.Tensor(shape: [state.registers.count], doubles: state.registers)))
        if let rate { file.tensors.append(("optimizer/rate", SafeTensors.Tensor(shape: [1], doubles: [rate]))) }
        file.metadata = [
            "format": "descent", "seed": String(seed), "epochs": String(epochsDone),
            "optimizer": optimizer.optimizer.summary,
        ]
        return file
    }

    /// Writes parameters, running values and, once training has begun, the optimizer's memory as safetensors.
    ///
    /// - Throws: `Mistake` when the model is not built or the file cannot be written.
    public func save(_ path: String) throws {
        let network = try build()
        var file = network.safeTensors
        if let optimizerState { file = checkpoint(network, optimizerState, rate: rate) }
        try file.write(to: path)
    }

    /// Takes over what `save` wrote, the optimizer's memory included when the model is compiled with the same optimizer.
    ///
    /// - Throws: `Mistake` when the file is cut short or of another model; the model is unharmed then.
    public func load(_ path: String) throws {
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
        // A file may hold anything; a rate that no callback could have set is left out.
        rate = file["optimizer/rate"]?.values.first.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
        // A file is a stranger's: a count that no training reaches is passed over.
        let epochs = file.metadata["epochs"].flatMap { Int($0) }
        if let epochs, (0...1_000_000_000).contains(epochs) { epochsDone = epochs }
    }
}
