import Answers
import Arrays
import Datasets
import Language

/// NumPy's functions of tables and columns: pandas answers them itself, with the rows and columns called as before.
extension NumPyCall {
    /// A function of every cell; nil where `x` is neither a table nor a column, or the result goes into `out`.
    func labelled(_ function: UnaryFunction) throws -> Value? {
        guard value(1, "out") == nil else { return nil }
        return try byColumn("x") {
            try Series($0, labels: RowLabels(count: $0.count)).array().apply(function, work: work)
        }
    }

    /// A function of the cells of two, matched by what rows and columns are called; nil where neither is a table or a column.
    func labelled(_ function: BinaryFunction) throws -> Value? {
        let (first, second) = (try required(0, "x1"), try required(1, "x2"))
        let (frame, other) = (first.asThing(Frame.self), second.asThing(Frame.self))
        let (series, another) = (first.asThing(Series.self), second.asThing(Series.self))
        guard value(2, "out") == nil, frame != nil || other != nil || series != nil || another != nil else {
            return nil
        }
        let isRight = frame == nil && (other != nil || series == nil)
        let operand = isRight ? first : second
        if let table = frame ?? other {
            guard operand.asThing(Series.self) == nil || function.isOperator else {
                throw Mistake(
                    "\(name) of a table and a column", expected: "two tables, or a table and a number",
                    try: "data.apply(lambda column: np.\(function.rawValue)(column, other))"
                ).raised(
                    as: "NotImplementedError",
                    "Cannot apply ufunc <ufunc '\(function.rawValue)'> to mixed DataFrame and Series inputs.")
            }
            let found = try table.byColumn(operand, work) {
                try $0.applying(function, $1, isRight: isRight, work).map { .thing($0) }
            }
            return try found ?? { throw unfit(operand, table.table.columns.count) }()
        }
        guard let own = isRight ? another : series, (operand.array?.ndim ?? 0) < 2 else { return nil }
        return try own.applying(function, operand, isRight: isRight, work).map { .thing($0) }
    }

    private func unfit(_ operand: Value, _ count: Int) -> Mistake {
        Mistake(
            "\(name) is given a table of \(count) columns and \(operand.brief)",
            expected: "a number, a table, or a value for each column"
        ).raised(as: "ValueError", "Unable to coerce to Series, length must be \(count)")
    }

    /// The cells of each column through a function; nil where the argument is neither a table nor a column.
    func byColumn(_ name: String, _ body: (Column) throws -> NDArray) throws -> Value? {
        let given = try required(0, name)
        if let series = given.asThing(Series.self) {
            return .thing(Series(try body(series.column), name: series.column.name, labels: series.labels))
        }
        guard let frame = given.asThing(Frame.self) else { return nil }
        return .thing(
            frame.with(
                try Table(
                    frame.table.columns.map {
                        Series(try body($0), name: $0.name, labels: frame.labels).column
                    }, name: frame.table.name)))
    }

    /// `np.round`: columns of names stay as they are.
    func rounded(_ decimals: Int) throws -> Value? {
        let given = try required(0, "a")
        if let series = given.asThing(Series.self) {
            return .thing(series.with(try ColumnWork.rounded(series.column, decimals)))
        }
        guard let frame = given.asThing(Frame.self) else { return nil }
        return .thing(
            frame.with(
                try Table(frame.table.columns.map { try ColumnWork.rounded($0, decimals) }, name: frame.table.name)))
    }

    /// `np.clip`; nil where the argument is neither a table nor a column.
    func clipped(_ low: Operand?, _ high: Operand?) throws -> Value? {
        let given = try required(0, "a")
        if let series = given.asThing(Series.self) {
            return .thing(
                Series(
                    try series.array().clipped(low, high, work: work), name: series.column.name, labels: series.labels))
        }
        guard let frame = given.asThing(Frame.self) else { return nil }
        func part(_ operand: Operand?, _ place: Int) throws -> Operand? {
            guard case .array(let array)? = operand else { return operand }
            let whole = try array.broadcast(to: [frame.length, frame.table.columns.count])
            return .array(try whole.at(place, axis: 1))
        }
        return .thing(
            frame.with(
                try Table(
                    frame.table.columns.enumerated().map { place, column in
                        let cells = try Series(column, labels: frame.labels).array()
                        return Series(
                            try cells.clipped(part(low, place), part(high, place), work: work), name: column.name,
                            labels: frame.labels
                        ).column
                    }, name: frame.table.name)))
    }

    /// A statistic of what is there, as pandas leaves gaps out: a number of all, or a column along an axis of a table; nil where the
    /// argument is neither a table nor a column, or is to be worked on as an array.
    ///
    /// - Parameter asArray: what only arrays have, and is given.
    func statistic(_ name: String, ddof: Double = 0, asArray: [(place: Int, name: String)] = []) throws -> Value? {
        let given = try required(0, "a")
        let frame = given.asThing(Frame.self)
        guard frame != nil || given.asThing(Series.self) != nil, !asArray.contains(where: { value($0, $1) != nil })
        else { return nil }
        let axes = try axes(1)
        let found = try StatisticsArrayWords.withoutNaN(
            name, array(given, "a"), axes: axes, keepsAxes: false, ddof: ddof, self)
        guard let frame, let axis = axes?.first, axes?.count == 1, let array = found.array, array.ndim == 1 else {
            return found
        }
        let labels = try NDArray.axis(axis, 2) == 0 ? frame.columnLabels : frame.labels
        return .thing(Series(array, name: "", labels: labels))
    }

    /// Running sums or products down a column, or along an axis of a table; gaps stay where they are and count for nothing.
    func running(_ reduction: Reduction) throws -> Value? {
        let given = try required(0, "a")
        let axis = try int(1, "axis", 0)
        func along(_ array: NDArray, _ axis: Int) throws -> NDArray {
            guard array.dtype.isFloat else { return try array.cumulative(reduction, axis: axis, work: work) }
            let isGap = try array.apply(.isnan)
            let filled = try isGap.choosing(.number(.float(reduction == .prod ? 1 : 0)), .array(array))
            return try isGap.choosing(
                .number(.float(.nan)), .array(filled.cumulative(reduction, axis: axis, work: work)))
        }
        guard let frame = given.asThing(Frame.self), try NDArray.axis(axis, 2) == 1 else {
            return try byColumn("a") { try along(Series($0, labels: RowLabels(count: $0.count)).array(), 0) }
        }
        let whole = try along(frame.array(), 1)
        return .thing(
            frame.with(
                try Table(
                    frame.table.names.enumerated().map {
                        Series(try whole.at($0, axis: 1), name: $1, labels: frame.labels).column
                    }, name: frame.table.name)))
    }
}

extension BinaryFunction {
    /// Whether it has a sign of its own between two operands.
    fileprivate var isOperator: Bool { sign != rawValue }
}
