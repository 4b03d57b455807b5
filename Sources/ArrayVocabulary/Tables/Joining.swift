import Answers
import Arrays
import Datasets
import Language

/// Tables one below the other, side by side, and matched by keys.
enum Joining {
    // MARK: One below the other

    static func below(_ frames: [Frame], ignoresLabels: Bool, inner: Bool, _ work: Work) throws -> Frame {
        guard let first = frames.first else {
            throw Mistake("nothing to join", expected: "tables", argument: "objs").raised(
                as: "ValueError", "No objects to concatenate")
        }
        var names: [String] = []
        for name in frames.flatMap(\.table.names) where !names.contains(name) { names.append(name) }
        if inner { names = names.filter { name in frames.allSatisfy { $0.table.names.contains(name) } } }
        let columns = try names.map { name -> Column in
            if work.isCancelled { throw Stopped() }
            return try stacked(
                name, frames.map { frame in (frame.table.columns.first { $0.name == name }, frame.length) }, work)
        }
        return Frame(
            try Table(columns, name: first.table.name),
            labels: try ignoresLabels ? nil : labels(frames.map(\.labels), work))
    }

    /// What the rows of all are called, one after the other.
    static func labels(_ all: [RowLabels], _ work: Work) throws -> RowLabels {
        guard let first = all.first, all.allSatisfy({ $0.levels.count == first.levels.count }) else {
            throw Mistake("indices of other depth", expected: "the same depth", try: "ignore_index=True")
        }
        return RowLabels(
            try first.levels.indices.map { level in
                let parts = all.map(\.levels[level])
                let name = parts.allSatisfy { $0.name == parts[0].name } ? parts[0].name : ""
                return try stacked(name, parts.map { ($0, $0.count) }, work)
            })
    }

    /// The numbers of all parts; a part without them gives gaps.
    private static func joined(
        _ parts: [(column: Column?, count: Int)], _ work: Work, _ cells: (Column) -> [Double]?
    ) throws -> [Double] {
        var found: [Double] = []
        found.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for (column, count) in parts {
            if work.isCancelled { throw Stopped() }
            guard let own = column.flatMap(cells) else {
                found += repeatElement(.nan, count: count)
                continue
            }
            try found.append(own, stoppedBy: work)
        }
        return found
    }

    /// The cells of all parts; a part that lacks the column gives gaps.
    static func stacked(_ name: String, _ parts: [(column: Column?, count: Int)], _ work: Work) throws -> Column {
        func cells<Cell>(_ cell: (Column?, Int) -> Cell) throws -> [Cell] {
            var found: [Cell] = []
            found.reserveCapacity(parts.reduce(0) { $0 + $1.count })
            var check = StopCheck(work)
            for (column, count) in parts {
                for row in 0..<count {
                    try check.pass()
                    found.append(cell(column, row))
                }
            }
            return found
        }
        let present = parts.compactMap { part in part.count > 0 ? part.column : nil }
        let kinds = Set(present.map(\.kind))
        let isFull = parts.allSatisfy { $0.count == 0 || $0.column != nil }
        let total = parts.reduce(0.0) { $0 + Double($1.count) }
        try MemoryRoom.check(
            total * (kinds == [.number] || kinds == [.date] ? 8 : 24),
            for: "\(Int(saturating: total).grouped) rows below each other"
        ) { _ in "fewer rows" }
        if kinds == [.number] {
            let numbers = try joined(parts, work) { if case .numbers(let cells) = $0.cells { cells } else { nil } }
            var column = Column(
                name, .numbers(numbers),
                isWhole: present.allSatisfy { $0.isWhole && ($0.isNullable || (isFull && $0.missingCount == 0)) })
            column.isNullable = present.contains(where: \.isNullable)
            return column
        }
        let areSpans = present.allSatisfy(\.isSpan)
        if kinds == [.date], areSpans || present.allSatisfy({ !$0.isSpan }) {
            var column = Column(
                name, .dates(try joined(parts, work) { if case .dates(let cells) = $0.cells { cells } else { nil } }))
            column.isSpan = areSpans
            return column
        }
        if kinds.isSubset(of: [.category, .text]), present.allSatisfy({ !$0.holdsLiterals }) {
            if let first = present.first, first.levelOrder != .met,
                present.allSatisfy({ $0.levelOrder == first.levelOrder && $0.categories == first.categories })
            {
                let codes = try cells { column, row in column?.coded?.codes[row] ?? -1 }
                return Column(
                    name, codes: codes, levels: first.categories, isRanked: first.levelOrder == .ranked,
                    type: first.levelType)
            }
            var column = try Column(
                name, categories: cells { $0?.text($1) }, as: present.first?.kind ?? .category, stoppedBy: work)
            if let type = present.first?.levelType,
                present.allSatisfy({ $0.levelOrder == .met && $0.levelType == type })
            {
                (column.levelType, column.isNullable) = (type, present.contains(where: \.isNullable))
            }
            return column
        }
        return try Column(name, of: cells { $0?.value($1) ?? .number(.nan) }, stoppedBy: work)
    }

    // MARK: Side by side

    static func beside(_ frames: [Frame], inner: Bool, _ work: Work) throws -> Frame {
        guard let first = frames.first else {
            throw Mistake("nothing to join", expected: "tables", argument: "objs").raised(
                as: "ValueError", "No objects to concatenate")
        }
        var (columns, labels) = (first.table.columns, first.labels)
        for frame in frames.dropFirst() {
            if frame.labels.isSame(as: labels) {
                columns += frame.table.columns
                continue
            }
            var (own, others): ([Int?], [Int?])
            let known = try (0..<labels.count).reduce(into: Set<CellKey>(), stoppedBy: work) {
                $0.insert(labels.key($1))
            }
            let isLonger = try (0..<frame.length).allSatisfy(stoppedBy: work) { known.contains(frame.labels.key($0)) }
            if isLonger {
                // All names are there: the order stays.
                (own, others) = ((0..<labels.count).map { $0 }, try labels.rows(in: frame.labels, work))
            } else {
                let both = try labels.joined(with: frame.labels, work)
                (own, others) = (both.own, both.others)
                labels = both.labels
            }
            if inner {
                let kept = own.indices.filter { own[$0] != nil && others[$0] != nil }
                (own, others) = (kept.map { own[$0] }, kept.map { others[$0] })
                labels = try labels.at(kept, work)
            }
            columns = try columns.map { try $0.picked(own, work) }
            columns += try frame.table.columns.map { try $0.picked(others, work) }
        }
        return Frame(try Table(columns, name: first.table.name), labels: labels)
    }

    // MARK: By keys

    static func merged(_ left: Frame, _ right: Frame, _ call: NumPyCall) throws -> Frame {
        let how = call.text(.max, "how", "inner")
        guard ["inner", "left", "right", "outer", "cross"].contains(how) else {
            throw Mistake("how = '\(how)'", expected: "'inner', 'left', 'right', 'outer' or 'cross'", argument: "how")
                .raised(
                    as: "ValueError",
                    "'\(how)' is not a valid Merge type: left, right, inner, outer, left_anti, right_anti, cross, asof")
        }
        func names(_ name: String) -> [String]? {
            call.value(.max, name).map { value in
                value.asText.map { [$0] } ?? value.elements?.compactMap(\.asText) ?? []
            }
        }
        let on = names("on")
        let (leftByIndex, rightByIndex) = (try call.flag(.max, "left_index"), try call.flag(.max, "right_index"))
        guard how != "cross" || (!leftByIndex && !rightByIndex && on ?? names("left_on") ?? names("right_on") == nil)
        else {
            throw Mistake(
                "how = 'cross' with keys", expected: "every row with every row, without keys", argument: "how"
            )
            .raised(
                as: "MergeError",
                "Can not pass on, right_on, left_on or set right_index=True or left_index=True")
        }
        var leftNames = on ?? names("left_on") ?? []
        var rightNames = on ?? names("right_on") ?? []
        if leftNames.isEmpty, rightNames.isEmpty, !leftByIndex, !rightByIndex, how != "cross" {
            leftNames = left.table.names.filter(right.table.names.contains)
            rightNames = leftNames
            guard !leftNames.isEmpty else {
                throw Mistake("the tables have no column in common", expected: "on=, or left_on= and right_on=").raised(
                    as: "MergeError", "No common columns to perform merge on.")
            }
        }
        let leftKeys = try leftByIndex ? left.labels.levels : leftNames.map { try left.table.column($0) }
        let rightKeys = try rightByIndex ? right.labels.levels : rightNames.map { try right.table.column($0) }
        guard leftKeys.count == rightKeys.count else {
            throw Mistake("\(leftKeys.count) keys on the left, \(rightKeys.count) on the right", expected: "as many")
                .raised(
                    as: "ValueError", "len(right_on) must equal len(left_on)")
        }
        for (a, b) in zip(leftKeys, rightKeys) where (a.coded == nil) != (b.coded == nil) && a.count > 0 && b.count > 0
        {
            throw Mistake(
                "\"\(a.name)\" holds \(a.pandasType) on the left and \(b.pandasType) on the right",
                expected: "keys of one type", try: "data[\"\(b.name)\"].astype(\(a.coded == nil ? "int" : "str"))"
            ).raised(
                as: "ValueError",
                "You are trying to merge on \(a.pandasType) and \(b.pandasType) columns for key '\(a.name)'. If you wish to "
                    + "proceed you should use pd.concat")
        }
        let (own, others) = try rows(
            leftKeys, rightKeys, left.length, right.length, how, sorts: call.flag(.max, "sort"), call.work)
        // Where both sides have a column of one name that is no key, each gets an ending.
        let shared = Set(leftNames).intersection(zip(leftNames, rightNames).filter { $0 == $1 }.map(\.0))
        let endings = call.value(.max, "suffixes")?.elements?.map { $0.asText ?? "" } ?? ["_x", "_y"]
        guard endings.count == 2 else { throw Mistake("suffixes", expected: "two texts", argument: "suffixes") }
        let clashing = Set(left.table.names).intersection(right.table.names).subtracting(shared)
        guard clashing.isEmpty || endings[0] != endings[1] else {
            throw Mistake(
                "both sides have a column \"\(clashing.sorted()[0])\"", expected: "two endings", argument: "suffixes"
            )
            .raised(as: "ValueError", "columns overlap but no suffix specified: Index(\(clashing.sorted()))")
        }
        var columns = try left.table.columns.map { column -> Column in
            var found = try column.picked(own, call.work)
            if shared.contains(column.name), own.contains(nil) {
                found = try found.merged(
                    with: right.table.column(column.name).picked(others, call.work), call.work)
            }
            if clashing.contains(column.name) { found.name += endings[0] }
            return found
        }
        columns += try right.table.columns.filter { !shared.contains($0.name) }.map { column in
            var found = try column.picked(others, call.work)
            if clashing.contains(column.name) { found.name += endings[1] }
            return found
        }
        if let mark = call.value(.max, "indicator"), try mark.asText != nil || call.context.isTrue(mark) {
            let sides = try zip(own, others).map(stoppedBy: call.work) { $0 == nil ? Int32(1) : $1 == nil ? 0 : 2 }
            columns.append(
                Column(
                    mark.asText ?? "_merge", codes: sides, levels: ["left_only", "right_only", "both"], isRanked: false)
            )
        }
        var labels: RowLabels?
        if leftByIndex, rightByIndex {
            labels = RowLabels(
                try zip(leftKeys, rightKeys).map {
                    try $0.picked(own, call.work).merged(with: $1.picked(others, call.work), call.work)
                })
        } else if rightByIndex {
            labels = RowLabels(try left.labels.levels.map { try $0.picked(own, call.work) })
        } else if leftByIndex {
            labels = RowLabels(try right.labels.levels.map { try $0.picked(others, call.work) })
        }
        return Frame(try Table(columns, name: left.table.name), labels: labels)
    }

    /// The rows of a table by their keys: each different key has a number, and with it its rows.
    private struct KeyedRows {
        private var numbers: [CellKey: Int] = [:]
        private(set) var rows: [[Int]] = []

        init(count: Int, _ work: Work, _ key: (Int) -> CellKey) throws {
            var check = StopCheck(work)
            do {
                for row in 0..<count {
                    try check.pass()
                    let own = key(row)
                    if let number = numbers[own] {
                        rows[number].append(row)
                    } else {
                        numbers[own] = rows.count
                        rows.append([row])
                    }
                }
            } catch {
                leave()
                throw error
            }
        }

        func number(of key: CellKey) -> Int? { numbers[key] }

        /// A million lists of rows take long to be given back, which another thread does.
        mutating func leave() {
            guard rows.count > 10_000 else { return }
            LargeValue.letGo(numbers)
            LargeValue.leaveBehind(&rows)
        }
    }

    /// The rows of both sides that meet.
    private static func rows(
        _ left: [Column], _ right: [Column], _ leftCount: Int, _ rightCount: Int, _ how: String, sorts: Bool,
        _ work: Work
    ) throws -> (own: [Int?], others: [Int?]) {
        var check = StopCheck(work)
        func key(_ columns: [Column], _ row: Int) -> CellKey {
            columns.count == 1 ? columns[0].key(row) : .several(columns.map { $0.key(row) })
        }
        let isSwapped = how == "right"
        let (first, second) = isSwapped ? (right, left) : (left, right)
        let (firstCount, secondCount) = isSwapped ? (rightCount, leftCount) : (leftCount, rightCount)
        var partners = try KeyedRows(count: secondCount, work) { key(second, $0) }
        defer { partners.leave() }
        let numbers = try (0..<firstCount).map(stoppedBy: work) { partners.number(of: key(first, $0)) }
        // How many pairs there are is known before they are made.
        var total = 0
        for case let number? in numbers {
            try check.pass()
            total += partners.rows[number].count
            guard total <= 20_000_000 else {
                throw Mistake(
                    "the tables match in more than 20,000,000 pairs of rows", expected: "keys that tell rows apart")
            }
        }
        var pairs: [(Int?, Int?)] = []
        var met = [Bool](repeating: false, count: partners.rows.count)
        for (row, number) in numbers.enumerated() {
            try check.pass()
            guard let number else {
                if how != "inner", how != "cross" { pairs.append((row, nil)) }
                continue
            }
            met[number] = true
            for partner in partners.rows[number] {
                try check.pass()
                pairs.append((row, partner))
            }
        }
        if how == "outer" {
            for row in 0..<secondCount {
                try check.pass()
                if partners.number(of: key(second, row)).map({ !met[$0] }) ?? true { pairs.append((nil, row)) }
            }
        }
        if how == "outer" || sorts {
            let keys = try pairs.map(stoppedBy: work) { $0.0.map { key(first, $0) } ?? key(second, $0.1 ?? 0) }
            pairs = try Array(pairs.indices).sorted(stoppedBy: work) { a, b in
                keys[a] == keys[b] ? a < b : keys[a] < keys[b]
            }.map { pairs[$0] }
        }
        let (own, others) = (try pairs.map(stoppedBy: work, \.0), try pairs.map(stoppedBy: work, \.1))
        return isSwapped ? (others, own) : (own, others)
    }
}

extension Value {
    /// Whether it stands for nothing.
    var isGap: Bool {
        if case .none = self { return true }
        if case .number(let number) = plain { return number.isNaN }
        return asThing(MissingValue.self) != nil
    }
}
