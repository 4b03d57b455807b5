/// What a rule remembers of each coordinate between steps. Rules use as many of the five places as they need,
/// and say which by name.
struct Slots<V: Lane> {
    /// A first moment, velocity or other mean of gradients.
    var m: V
    /// A second moment or another measure of the gradients' size.
    var v: V
    /// What else a rule keeps; each rule says what.
    var a: V
    var b: V
    var c: V

    @inline(__always) init(m: V = V(0), v: V = V(0), a: V = V(0), b: V = V(0), c: V = V(0)) {
        self.m = m
        self.v = v
        self.a = a
        self.b = b
        self.c = c
    }
}

/// Which of the five places a rule uses; only these take memory beside a network's parameters.
struct SlotSet: OptionSet, Sendable {
    let rawValue: UInt8

    static let m = SlotSet(rawValue: 1)
    static let v = SlotSet(rawValue: 2)
    static let a = SlotSet(rawValue: 4)
    static let b = SlotSet(rawValue: 8)
    static let c = SlotSet(rawValue: 16)

    var count: Int { rawValue.nonzeroBitCount }
}

/// The numbers of a run that belong to no coordinate: the step, and products or sums that run along with it
/// (β₁ᵗ, β₂ᵗ …). Each rule says what its four registers hold.
struct Clock: Sendable, Equatable {
    /// The number of the update being made, from 1.
    var step = 0
    var p1 = 1.0
    var p2 = 1.0
    var p3 = 1.0
    var p4 = 1.0

    /// p·β for a running product. Below 1e-30, 1 − p is 1 in any case; stopping there keeps long runs away from
    /// subnormal numbers, which cost a hundred cycles each.
    @inline(__always) static func decayed(_ p: Double, by β: Double) -> Double {
        let next = p * β
        return next < 1e-30 ? 0 : next
    }
}
