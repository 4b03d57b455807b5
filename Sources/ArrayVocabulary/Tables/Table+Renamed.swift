import Datasets

extension Table {
    /// The same table with other names of columns.
    ///
    /// - Parameter name: of a name and its place.
    func renamed(_ name: (String, Int) -> String) throws -> Table {
        var goal = target
        let columns = columns.enumerated().map { place, column -> Column in
            var renamed = column
            renamed.name = name(column.name, place)
            if column.name == target { goal = renamed.name }
            return renamed
        }
        var out = try Table(columns, name: self.name, target: goal, decisions: decisions)
        (out.plan, out.truth) = (plan, truth)
        return out
    }
}
