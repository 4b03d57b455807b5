import Language

extension Budget {
    /// Held-back seeds that a quick look takes.
    private static let few = 5

    /// How many seeds are tried where the lesson asks for so many.
    func seeds(of asked: Int) -> Int { self == .quick ? Swift.min(asked, Budget.few) : asked }

    /// For how many of them a condition has to hold: the same share, rounded in the learner's favour.
    func least(_ least: Int, of asked: Int) -> Int {
        let seeds = seeds(of: asked)
        return seeds == asked ? least : Swift.max(1, least * seeds / asked)
    }
}
