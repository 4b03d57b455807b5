import Answers

/// Everything one step of a rule reads and writes: parameters, gradient and memory of all tensors.
struct TensorBlock<S: Lane & BinaryFloatingPoint> {
    let layout: ParameterLayout
    let count: Int
    let parameters: UnsafeMutablePointer<S>
    let gradient: UnsafePointer<S>
    /// The used slots one after another, `count` numbers each.
    let memory: UnsafeMutablePointer<S>
    let slots: SlotSet
    /// The objective's value where the gradient was taken.
    let loss: Double
    /// ηλ: what decoupled weight decay takes off each parameter before the rule's own update.
    var decay = 0.0
    /// Which parameters decay at all; nil for all.
    var decays: [Bool]?
    /// A rule whose step takes long asks it before it changes anything, and may leave the step undone: it takes the clock back then.
    var work: Work?

    /// λ, or what stands for it, of one parameter: 0 where the mask lets nothing decay.
    @inline(__always) func masked(_ λ: Double, at i: Int) -> Double {
        guard let decays else { return λ }
        return decays[i] ? λ : 0
    }

    /// The memory of one slot. Asking for a slot that the rule did not declare gives the first one's.
    func slot(_ slot: SlotSet) -> UnsafeMutablePointer<S> {
        let before = slots.rawValue & (slot.rawValue &- 1)
        return memory + count * before.nonzeroBitCount
    }
}
