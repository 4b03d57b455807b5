public import Answers
internal import Tensors

/// Reading, replacing, saving and loading the numbers of a network.
extension Network {
    /// A parameter or state tensor by layer and role: `("dense", "kernel")`.
    public func tensor(layer: String, role: String) -> (shape: [Int], values: [Float])? {
        if let entry = entries.first(where: { $0.layer == layer && $0.role == role }) {
            return (entry.shape, parameters.buffer[entry.range].map { $0 })
        }
        guard let entry = stateEntries.first(where: { $0.layer == layer && $0.role == role }) else { return nil }
        return (entry.shape, state.buffer[entry.range].map { $0 })
    }

    /// Overwrites a tensor.
    ///
    /// - Throws: `Mistake` when there is none of that name, or the count of numbers differs; nothing has changed then.
    public func setTensor(layer: String, role: String, to values: [Float]) throws {
        let own = entries.first { $0.layer == layer && $0.role == role }
        let other = stateEntries.first { $0.layer == layer && $0.role == role }
        guard let entry = own ?? other else {
            let roles = (entries + stateEntries).filter { $0.layer == layer }.map(\.role)
            throw Mistake(
                "layer '\(layer)' has no \(role)",
                expected: roles.isEmpty ? "one of \(names.joined(separator: ", "))" : roles.joined(separator: ", "))
        }
        guard values.count == entry.range.count else {
            throw Mistake(
                "\(entry.name) is given \(values.count) numbers",
                expected: "\(entry.range.count) of them, shape \(entry.shape.shapeText)")
        }
        let store = own == nil ? state : parameters
        for (i, value) in values.enumerated() { store.base[entry.range.lowerBound + i] = value }
    }

    /// All parameters and state, by name.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    public func safeTensors(stoppedBy work: Work = Work()) throws(Stopped) -> SafeTensors {
        var file = SafeTensors()
        for (list, store) in [(entries, parameters), (stateEntries, state)] {
            for entry in list {
                let floats = try [Float](joining: [store.buffer[entry.range]], stoppedBy: work)
                file.tensors.append((entry.fileName, SafeTensors.Tensor(shape: entry.shape, floats: floats)))
            }
        }
        return file
    }

    /// Whether a file that holds tensors of these shapes is of this network.
    ///
    /// - Throws: `Mistake` when a tensor is missing or of another shape.
    public func check(_ shapes: [String: [Int]], of name: String) throws {
        for entry in entries + stateEntries {
            guard let shape = shapes[entry.fileName] else {
                throw Mistake(
                    "\(name) has no tensor '\(entry.fileName)': it is of another model",
                    expected: "a file of this model",
                    argument: "path")
            }
            guard shape == entry.shape else {
                throw Mistake(
                    "'\(entry.fileName)' in \(name) has shape \(shape.shapeText)",
                    expected: "shape \(entry.shape.shapeText), as this model has it", argument: "path")
            }
        }
    }

    /// Takes all parameters and state from a file.
    ///
    /// - Throws: `Mistake` when a tensor is missing, of another shape or not finite; nothing has changed then.
    public func load(_ file: SafeTensors, name: String) throws {
        try check(Dictionary(file.tensors.map { ($0.name, $0.tensor.shape) }) { $1 }, of: name)
        for entry in entries + stateEntries {
            guard let values = file[entry.fileName]?.floats, let place = values.firstIndex(where: { !$0.isFinite })
            else {
                continue
            }
            throw Mistake(
                "'\(entry.fileName)' in \(name) holds \(values[place]) at place \(place)",
                expected: "finite numbers: a checkpoint from before the training diverged", argument: "path")
        }
        for (list, store) in [(entries, parameters), (stateEntries, state)] {
            for entry in list {
                guard let values = file[entry.fileName]?.floats else { continue }
                (store.base + entry.range.lowerBound).update(from: values, count: entry.range.count)
            }
        }
    }
}
