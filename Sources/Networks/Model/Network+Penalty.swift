public import Tensors

extension Network {
    /// What the regularisers add to the loss now.
    public var penalty: Double { entries.reduce(0) { $0 + penalty(on: $1) } }

    /// What the regularisers add to the loss now, with its gradient added to a store as long as `parameters`.
    public func penalty(addingGradientTo gradients: FloatStore) -> Double {
        var penalty = 0.0
        for entry in entries where entry.regulariser != nil {
            penalty += self.penalty(on: entry, addingGradientTo: gradients.base + entry.range.lowerBound)
        }
        return penalty
    }

    /// What an entry's regulariser adds to the loss, with its gradient added to `gradient`.
    func penalty(on entry: Entry, addingGradientTo gradient: UnsafeMutablePointer<Float>? = nil) -> Double {
        guard let regulariser = entry.regulariser else { return 0 }
        if let own = regulariser.own {
            let start = parameters.base + entry.range.lowerBound
            let numbers = Array(UnsafeBufferPointer(start: start, count: entry.range.count))
            let (value, slopes) = own.answer(numbers, entry.shape)
            if let gradient {
                for (place, slope) in slopes.prefix(numbers.count).enumerated() { gradient[place] += slope }
            }
            return value
        }
        return kernels.penalty(
            entry.range.count, parameters.base + entry.range.lowerBound, l1: regulariser.l1, l2: regulariser.l2,
            addingGradientTo: gradient)
    }
}
