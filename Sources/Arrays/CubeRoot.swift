internal import Glibc

extension Double {
    /// The cube root: 3 for 27. The C library's may be off by one in the last digit, which one step of Newton's with the exact
    /// rest y³ − x puts right.
    @inline(__always)
    var cubeRoot: Double {
        let y = Glibc.cbrt(self)
        // Beyond these, the products below overflow or lose their last digits.
        guard magnitude > 1e-280, magnitude < 1e300 else { return y }
        let square = y * y
        let cube = square * y
        let lostInSquare = Glibc.fma(y, y, -square)
        let lostInCube = Glibc.fma(square, y, -cube)
        let rest: Double = (cube - self) + (lostInCube + lostInSquare * y)
        return y - rest / (3 * square)
    }
}
