public import Tensors

extension Network {
    /// What the regularisers add to the loss now, with its gradient added to a store as long as `parameters`.
    public func penalty(addingGradientTo gradients: FloatStore) -> Double {
        var penalty = 0.0
        for entry in entries where entry.regulariser != nil {
            penalty += self.penalty(on: entry, addingGradientTo: gradients.base + entry.range.lowerBound)
        }
        return penalty
    }
}
