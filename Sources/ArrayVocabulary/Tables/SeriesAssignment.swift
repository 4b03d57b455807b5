import Answers
import Arrays
import Datasets
package import Language

/// Cells of a column that are set: `s[0] = 5`, `s.loc["a"] = 1`, `s[s > 2] = 0`.
extension Series: ElementAssignable {
    package func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        // Numbers with a colon between them are places, as where cells are read.
        let isSlice = if case .slice? = subscripts.first { true } else { false }
        try assign(value, by: RowAccess(series: self, way: isSlice ? .place : .label), subscripts, context)
    }

    /// Puts a value into the rows that `access` means by the subscripts, or a row of a new name at the end.
    ///
    /// - Throws: `Mistake` (pandas's TypeError) for a value that the column cannot hold.
    func assign(_ value: Value, by access: RowAccess, _ subscripts: [Subscript], _ context: Context) throws {
        var cells = try values(context.work)
        let (places, new) = try access.rows(toSet: subscripts, context.work)
        if let new {
            guard labels.levels.count == 1 else {
                throw Mistake("no row is called \(new.brief)", expected: "one of its names").raised(
                    as: "KeyError", new.plain.repr)
            }
            cells.append(value.isGap ? .number(.nan) : value)
            let names = try labels.values(context.work) + [new.plain]
            let rows = RowLabels([try Column(labels.name, of: names, stoppedBy: context.work)])
            return take(
                try Series(cells, name: column.name, labels: rows, stoppedBy: context.work).keeping(self, context.work))
        }
        let source = value.asThing(Series.self)
        let items = value.asText == nil && source == nil ? value.places : nil
        if let items, items.count != places.count {
            throw Mistake("\(items.count) values for \(places.count) rows", expected: "one, or one for each row")
                .raised(
                    as: "ValueError", "cannot set using a list-like indexer with a different length than the value")
        }
        let rows = try source.map { try labels.at(places, context.work).rows(in: $0.labels, context.work) }
        let hasGaps = column.missingCount > 0
        var check = StopCheck(context.work)
        for (number, place) in places.enumerated() {
            try check.pass()
            let cell = rows.map { found in found[number].map { source?.value($0) ?? .none } ?? .number(.nan) }
            let given = cell ?? items?[number] ?? value
            cells[place] = mixed == nil ? try column.holding(given, hasGaps: hasGaps) : given
        }
        if mixed != nil { return take(Series(mixed: cells, name: column.name, labels: labels)) }
        take(
            with(try Column(column.name, of: cells, stoppedBy: context.work).kept(like: column, context.work)))
    }

    /// With the kind of an other column where its cells allow that.
    private func keeping(_ other: Series, _ work: Work) throws -> Series {
        guard mixed == nil, other.mixed == nil else { return self }
        return with(try column.kept(like: other.column, work))
    }
}

extension Column {
    /// A value as the column can hold it: a text as a date among dates, 2.0 as 2 among whole numbers; what is missing may be missing
    /// anywhere but among True and False.
    ///
    /// - Parameter hasGaps: whether cells are missing, which is counted once for all values.
    /// - Throws: `Mistake` (pandas's TypeError) for a value of another kind.
    func holding(_ value: Value, hasGaps: Bool) throws -> Value {
        let plain = value.plain
        let isFlag = if case .bool = plain { true } else { false }
        let fits: Bool
        switch cells {
        case _ where holdsLiterals: return value
        case .flags: fits = isFlag || hasGaps
        case _ where value.isGap: return .number(.nan)
        case .numbers:
            guard !isFlag, value.asText == nil, let number = value.asNumber else { throw refusing(value) }
            fits = !isWhole || hasGaps || number == number.rounded()
            if fits, isWhole, !hasGaps, let whole = Int(exactly: number) { return .int(whole) }
        case .dates:
            guard let seconds = Timestamp.seconds(of: value) else { throw refusing(value) }
            return Timestamp.value(seconds)
        case .categories where levelOrder != .met:
            let key = CellKey(value)
            guard let level = categories.first(where: { CellKey(levelType.value($0)) == key }) else {
                throw Mistake(
                    "\(value.brief) is no category", expected: categories.joined(separator: ", "),
                    try: ".cat.add_categories"
                ).raised(
                    as: "TypeError",
                    "Cannot setitem on a Categorical with a new category (\(value.asText ?? plain.repr)), set the "
                        + "categories first")
            }
            return levelType.value(level)
        case .categories, .texts: fits = value.asText != nil
        }
        guard fits else { throw refusing(value) }
        return value
    }

    func refusing(_ value: Value) -> Mistake {
        let shown = value.asText ?? (value.isGap ? "nan" : value.plain.repr)
        let ending =
            pandasType == "str"
            ? ". Value should be a string or missing value, got '\(value.plain.typeName)' instead." : ""
        return Mistake(
            "\(value.brief) does not fit \(called), which holds \(pandasType)",
            expected: "a value of that kind", try: ".astype(\(kind == .number ? "float" : "object"))"
        ).raised(as: "TypeError", "Invalid value '\(shown)' for dtype '\(pandasType)'\(ending)")
    }
}
