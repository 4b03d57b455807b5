import Figures

/// Colours of classes: points in the strong colour whose soft one fills the region of their class.
enum ClassColors {
    /// Places in `Color.cycle`, and two colours of their own, that go with `Color.areas`, in the same order: ten classes are told apart.
    private static let strong = [3, 0, 5, 4, 6, 1, 7, 2, Color.place(Color(0x00a0b0)), Color.place(Color(0x8c8c8c))]

    /// The place in the cycle for points of a class.
    static func cycle(_ label: Int) -> Int { strong[((label % strong.count) + strong.count) % strong.count] }
}
