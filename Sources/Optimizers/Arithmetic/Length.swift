import RealModule

/// The p-norm (p ≥ 1, perhaps infinite) of some elements, in Double, added up in index order.
func length<S: LaneScalar>(_ x: UnsafePointer<S>, _ range: some Sequence<Int>, _ power: Double = 2) -> Double {
    if power == 2 {
        var sum = 0.0
        for i in range { sum += Double(x[i]) * Double(x[i]) }
        return sum.squareRoot()
    }
    if power == 1 { return range.reduce(0.0) { $0 + Double(x[$1]).magnitude } }
    if power == .infinity {
        // The first NaN stays.
        return range.reduce(0.0) { $0.isNaN || Double(x[$1]).magnitude <= $0 ? $0 : Double(x[$1]).magnitude }
    }
    return Double.pow(range.reduce(0.0) { $0 + Double.pow(Double(x[$1]).magnitude, power) }, 1 / power)
}

func length<S: LaneScalar>(_ x: UnsafeMutablePointer<S>, _ range: some Sequence<Int>, _ power: Double = 2) -> Double {
    length(UnsafePointer(x), range, power)
}

/// |x − y|² of the first elements, in Double, added up in index order.
func squaredDistance<S: LaneScalar>(_ x: UnsafeMutablePointer<S>, _ y: UnsafeMutablePointer<S>, _ count: Int) -> Double
{
    var sum = 0.0
    for i in 0..<count {
        let difference = Double(x[i] - y[i])
        sum += difference * difference
    }
    return sum
}
