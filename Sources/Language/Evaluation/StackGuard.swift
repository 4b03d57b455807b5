/// How far the current thread's stack may be used before recursion is refused: a count of calls alone says nothing
/// about how large their frames are.
struct StackGuard: Sendable {
    private let floor: UInt

    /// Leaves the evaluator `size` bytes below the place where this is called.
    init(_ size: Int) {
        let here = StackGuard.here()
        floor = here > UInt(size) ? here - UInt(size) : 0
    }

    var isExhausted: Bool { StackGuard.here() < floor }

    @inline(never) private static func here() -> UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
