/// Numbers layers that are called alone, so that no two draw the same weights.
final class LayerSeeds {
    private var count: UInt64 = 0

    func next() -> UInt64 {
        count += 1
        return count &* 7919
    }
}
