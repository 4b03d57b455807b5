/// Arithmetic on long vectors in Double, as directions in the space of all weights need it.
enum Vectors {
    static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }

    static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

    /// a ← a + factor·b
    static func add(_ factor: Double, _ b: [Double], to a: inout [Double]) {
        for i in a.indices { a[i] += factor * b[i] }
    }

    static func scale(_ a: inout [Double], by factor: Double) {
        for i in a.indices { a[i] *= factor }
    }

    /// b − a
    static func difference(_ b: [Float], _ a: [Float]) -> [Double] {
        zip(b, a).map { Double($0) - Double($1) }
    }
}
