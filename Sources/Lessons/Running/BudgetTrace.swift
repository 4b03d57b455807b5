/// What in a lesson depends on the budget: texts that name `budget`, and all that use what such a text has set.
///
/// Outputs are written for a quick look. With the full budget those of such cells are other ones, and not wrong for it.
struct BudgetTrace {
    private var names: Set<String> = ["budget"]

    /// Takes note of a text in the order of the lesson.
    ///
    /// - Returns: whether what it comes to depends on the budget.
    mutating func follow(_ text: String) -> Bool {
        var isDependent = false
        for (used, assigned) in AssignedNames.byStatement(of: text) {
            let depends = !names.isDisjoint(with: used)
            isDependent = isDependent || depends
            for name in assigned {
                if depends { names.insert(name) } else { names.remove(name) }
            }
        }
        return isDependent
    }
}
