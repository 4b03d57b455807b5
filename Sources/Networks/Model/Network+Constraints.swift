internal import Tensors

extension Network {
    /// Puts constrained parameters back where they may be, after an update.
    ///
    /// - Parameter wasMoved: which of them, by their places among the entries.
    public func constrain(where wasMoved: (Int) -> Bool = { _ in true }) {
        for (place, entry) in entries.enumerated() where entry.constraint != nil && wasMoved(place) {
            entry.constraint?.apply(parameters.base + entry.range.lowerBound, shape: entry.shape)
        }
    }
}
