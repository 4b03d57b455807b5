import Answers

extension Finding {
    /// What a critical reader finds in a line of a listing.
    init(line: Int, weight: Weight, problem: String, action: String) {
        self.init(
            "listing", weight, problem, action: action, place: .line(line),
            missing: "the listing run with its data: audit reads it without running it")
    }
}
