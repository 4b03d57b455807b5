// The facts under a title: what the title says is not said again.

extension Figure {
    /// The caption without what stands in the title.
    var facts: [String] { caption.filter { !$0.isEmpty && !title.contains($0) } }
}

extension [String] {
    /// Facts joined by middle dots, as many to a line as fit.
    func lines(fitting isFitting: (String) -> Bool) -> [String] {
        reduce(into: []) { lines, fact in
            if let last = lines.last, isFitting(last + " · " + fact) {
                lines[lines.count - 1] = last + " · " + fact
            } else {
                lines.append(fact)
            }
        }
    }
}
