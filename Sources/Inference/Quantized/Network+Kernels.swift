internal import Answers
internal import Networks
internal import Tensors

extension Network {
    /// The kernels: what pruning and quantisation change. Biases, embeddings and the numbers of normalisations are few, and stay.
    var kernelEntries: [Entry] {
        entries.filter { entry in
            let last = entry.role.split { $0 == "." || $0 == "_" }.last.map(String.init)
            return last == "kernel" && entry.shape.count >= 2
        }
    }

    /// The numbers of a parameter tensor.
    func values(of entry: Entry) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: parameters.base + entry.range.lowerBound, count: entry.range.count)
    }

    /// What the parameters and running values take in a file.
    ///
    /// - Parameters:
    ///   - bits: of the numbers of a kernel.
    ///   - extra: bytes beside them: scales and zeros.
    func storedSize(bits: (Entry) -> Int = { _ in 32 }, extra: (Entry) -> Int = { _ in 0 }) -> StoredSize {
        var size = StoredSize()
        let kernels = Set(kernelEntries.map(\.name))
        for entry in entries {
            guard kernels.contains(entry.name) else {
                size.add(count: entry.range.count, zeros: 0, bits: 32)
                continue
            }
            let zeros = values(of: entry).reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
            size.add(count: entry.range.count, zeros: zeros, bits: bits(entry), extra: extra(entry))
        }
        size.add(count: state.count, zeros: 0, bits: 32)
        return size
    }

    /// - Throws: `Mistake` for a model without kernels.
    func checkKernels() throws {
        guard !kernelEntries.isEmpty else {
            throw Mistake(
                "the model has no kernel", expected: "a model with Dense or Conv2D layers, or others with kernels",
                argument: "model")
        }
    }
}
