/// One thing that was looked for.
struct SystemCheck {
    /// What it is.
    var term: String
    /// What was found.
    var found: String
    /// What is to be typed where something is missing.
    var advice: String?

    init(_ term: String, _ found: String, advice: String? = nil) {
        self.term = term
        self.found = found
        self.advice = advice
    }
}
