/// Colours of classes: points in the strong colour whose soft one fills the region of their class.
enum ClassColors {
    /// Places in `Color.cycle` that go with `Color.areas`, in the same order.
    private static let strong = [3, 0, 5, 4, 6, 1, 7, 2]

    /// The place in the cycle for points of a class.
    static func cycle(_ label: Int) -> Int { strong[((label % strong.count) + strong.count) % strong.count] }
}
