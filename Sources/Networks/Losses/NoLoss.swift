/// What makes nothing small by itself: what layers add, and penalties on weights, are all that there is.
struct NoLoss: LossFormula {
    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        if let gradient { for j in 0..<columns { gradient[j] = 0 } }
        return 0
    }
}

extension Loss {
    /// That of a model which is compiled without one.
    public static let nothing = Loss("None", NoLoss(), call: "None")

    /// Whether it is none, of a model of several outputs: for none of them.
    public var isNothing: Bool {
        formula is NoLoss || terms?.allSatisfy { $0.loss?.isNothing ?? true } == true
    }
}
