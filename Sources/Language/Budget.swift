/// How much work a lesson or experiment may make: enough for a first look, or all of it.
///
/// The program is in one of the two modes; `budget(quick=3, full=10)` in a text takes the one of its two values that
/// belongs to it.
public enum Budget: String, Sendable, CaseIterable {
    /// A first look, in seconds: what a prompt and the checks of an author begin with.
    case quick
    /// Everything: what a lesson is graded by.
    case full
}

extension Budget {
    /// In words, after `the budget is quick:`.
    public var meaning: String {
        switch self {
        case .quick: "small counts, and exercises tried on a few held-back seeds"
        case .full: "full counts, and every held-back seed"
        }
    }
}
