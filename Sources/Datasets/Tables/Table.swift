public import Answers

/// Rows and typed columns, as a CSV file holds them, with the target that is to be predicted and an account of every decision
/// that was made on the way.
public struct Table: Sendable, Equatable {
    /// Something that was decided or noticed, for `describe`.
    public struct Decision: Sendable, Equatable {
        /// What a decision concerns.
        public enum Sort: Sendable, Equatable {
            /// How the file is written: encoding, delimiter, marks.
            case format
            /// How the file was read.
            case reading
            /// A column was left out.
            case dropped
            /// How a column enters a model.
            case entering
            /// A danger for honest numbers.
            case warning
            /// Rows that are copies of others.
            case copies
        }

        /// Whether it is about the file, its reading, a column, a danger or copies.
        public var sort: Sort
        /// The column it concerns; nil for the whole table.
        public var column: String?
        /// What was decided, and the keyword that decides otherwise.
        public var text: String

        /// A decision about a column, or about the whole table (nil), with the keyword that decides otherwise.
        public init(_ sort: Sort, _ column: String?, _ text: String) {
            (self.sort, self.column, self.text) = (sort, column, text)
        }

        /// `PID: an identifier, dropped`
        public var line: String { column.map { "\($0.visible): \(text)" } ?? text }
    }

    /// How the logarithm of a generated target is distributed, row by row.
    public struct Truth: Sendable, Equatable {
        /// E ln y
        public var mean: [Double]
        /// The standard deviation of ln y without outliers.
        public var deviation: [Double]
        /// Whether an outlier was added to each row.
        public var isOutlier: [Bool]
        /// The variance that outliers add to each row before it is known where they fall.
        public var outlierVariance: Double

        /// The root mean squared error in ln y that no model can better on rows such as these: √mean(σ² + outliers').
        public var floor: Double { (square + outlierVariance).squareRoot() }

        /// The same on rows without outliers.
        public var cleanFloor: Double { square.squareRoot() }

        private var square: Double {
            deviation.reduce(0) { $0 + $1 * $1 } / Double(Swift.max(1, deviation.count))
        }

        func rows(at places: [Int]) -> Truth {
            Truth(
                mean: places.map { mean[$0] }, deviation: places.map { deviation[$0] },
                isOutlier: places.map { isOutlier[$0] }, outlierVariance: outlierVariance)
        }
    }

    /// What to call it: the file's name.
    public var name: String
    /// The columns in the file's order.
    public private(set) var columns: [Column]
    /// How many rows every column has.
    public private(set) var rowCount: Int
    /// What is to be predicted; nil where nothing was said.
    public var target: String?
    /// How the columns enter a model.
    public var plan = PreparationPlan()
    /// What was decided on the way here.
    public var decisions: [Decision]
    /// How the target was made, where the table was generated; nil for data of the world.
    public var truth: Truth?

    /// - Throws: `Mistake` when columns differ in length or two have one name.
    public init(_ columns: [Column], name: String = "table", target: String? = nil, decisions: [Decision] = []) throws {
        let count = columns.first?.count ?? 0
        if let odd = columns.first(where: { $0.count != count }) {
            throw Mistake(
                "column \"\(odd.name)\" has \(odd.count) rows, \"\(columns[0].name)\" has \(count)",
                expected: "columns of equal length")
        }
        var seen: Set<String> = []
        if let twice = columns.first(where: { !seen.insert($0.name).inserted }) {
            throw Mistake("two columns are called \"\(twice.name)\"", expected: "a name of its own for each column")
        }
        (self.name, self.columns, rowCount, self.target) = (name, columns, count, target)
        self.decisions = decisions
    }

    /// The names of the columns, in the file's order; no two are the same.
    public var names: [String] { columns.map(\.name) }

    /// The column of a name.
    ///
    /// - Throws: `Mistake` that lists names like it.
    public func column(_ name: String) throws -> Column {
        guard let found = columns.first(where: { $0.name == name }) else { throw Table.unknown(name, names, "columns") }
        return found
    }

    static func unknown(_ name: String, _ names: [String], _ argument: String) -> Mistake {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let like = names.filter {
            let other = $0.lowercased().filter { $0.isLetter || $0.isNumber }
            // `prise` begins as `price` does.
            let shared = zip(folded, other).prefix { $0 == $1 }.count
            let isAlike = shared >= Swift.max(3, Swift.min(4, other.count - 2))
            // A name of one letter or two is in nearly every other.
            let isPart =
                folded.count > 2 && other.contains(folded) || other.count > 2 && folded.contains(other)
            return other == folded || isPart || isAlike
        }
        let shown = (like.isEmpty ? names : like).prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        return Mistake(
            "there is no column \"\(name)\"", expected: "one of \(shown)\(like.isEmpty && names.count > 8 ? " …" : "")",
            try: like.first.map { "\"\($0)\"" }, argument: argument
        ).raised(as: "KeyError", "'\(name)'")
    }

    /// The columns of these names, in this order.
    ///
    /// - Throws: `Mistake` for a name that is not there.
    public func selecting(_ names: [String]) throws -> Table {
        var part = self
        part.columns = try names.map { try column($0) }
        if let target, !names.contains(target) { part.target = nil }
        return part
    }

    /// All columns but these.
    ///
    /// - Throws: `Mistake` for a name that is not there.
    public func dropping(_ names: [String]) throws -> Table {
        for name in names { _ = try column(name) }
        var part = self
        part.columns.removeAll { names.contains($0.name) }
        if let target, names.contains(target) { part.target = nil }
        return part
    }

    /// With a column put in the place of the one of its name, or at the end.
    ///
    /// - Throws: `Mistake` when it is not as long as the others.
    public func setting(_ column: Column) throws -> Table {
        guard columns.isEmpty || column.count == rowCount else {
            throw Mistake(
                "Length of values (\(column.count)) does not match length of index (\(rowCount))",
                expected: "\(rowCount) values")
        }
        var table = self
        table.rowCount = column.count
        if let place = columns.firstIndex(where: { $0.name == column.name }) {
            table.columns[place] = column
        } else {
            table.columns.append(column)
        }
        return table
    }

    /// The rows at these places, in this order.
    public func rows(at places: [Int]) -> Table {
        var part = self
        part.columns = columns.map { $0.rows(at: places) }
        part.rowCount = places.count
        part.truth = truth.map { truth in truth.rows(at: places) }
        return part
    }

    /// The same of as many rows as a person has, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    public func rows(at places: [Int], stoppedBy work: Work) throws -> Table {
        var part = self
        part.columns = try columns.map { try $0.rows(at: places, stoppedBy: work) }
        part.rowCount = places.count
        part.truth = truth.map { truth in truth.rows(at: places) }
        return part
    }

    /// The columns that are not the target.
    public var inputs: [Column] { columns.filter { $0.name != target } }
}

extension StringProtocol {
    /// The text on one line: line breaks and tabs as `\\n`, `\\r` and `\\t`.
    public var visible: String {
        guard utf8.contains(where: { $0 < 32 }) else { return String(self) }
        return unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 32:
                out += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Table: Presentable {
    /// `table`
    public static var kind: String { "table" }

    /// `ames.csv: 2,930 rows of 80 columns, target price`
    public var summary: String {
        "\(name): \(Phrase.count(rowCount, "row")) of \(Phrase.count(columns.count, "column"))"
            + (target.map { ", target \($0)" } ?? "")
    }

    /// The first and last rows.
    public func table(width: Int) -> String {
        let shown = rowCount <= 12 ? Array(0..<rowCount) : Array(0..<5) + Array(rowCount - 5..<rowCount)
        return ([summary] + cells(rows: shown, labels: shown.map(String.init), width: width)).joined(separator: "\n")
    }

    /// Some rows as lines, with as many columns as fit: the first and the last ones.
    public func cells(rows: [Int], labels: [String], width: Int) -> [String] {
        var cells = [[""]] + labels.map { [$0] }
        var taken = labels.map(\.columns).max() ?? 0
        var front: [[String]] = []
        var back: [[String]] = []
        var (left, right) = (0, columns.count - 1)
        while left <= right {
            let isFront = front.count <= back.count
            let column = columns[isFront ? left : right]
            let texts = [column.name.visible] + rows.map { column.text($0)?.visible ?? "NaN" }
            let room = Swift.min(24, texts.map(\.columns).max() ?? 0)
            // Three dots stand for the columns that find no place.
            guard taken + room + 2 + (left == right ? 0 : 5) <= width || front.isEmpty else { break }
            taken += room + 2
            let cut = texts.map { $0.columns > 24 ? $0.cut(columns: 24) : $0 }
            if isFront { front.append(cut) } else { back.append(cut) }
            if isFront { left += 1 } else { right -= 1 }
        }
        if left <= right { front.append(["…"] + rows.map { _ in "…" }) }
        for texts in front + back.reversed() { for line in cells.indices { cells[line].append(texts[line]) } }
        return TextTable.lines(cells, width: Swift.max(width, 8), indent: 0)
    }

    /// How many rows and columns, and what is to be predicted.
    public var sentence: String {
        "\(name) has \(rowCount.grouped) rows and \(columns.count.grouped) columns"
            + (target.map { "; \($0) is to be predicted." } ?? ".")
    }

    /// `rows`, `target` and the columns with kind, missing and distinct cells.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "rows": .integer(rowCount),
            "target": target.map { .string($0) } ?? .null,
            "columns": .array(
                columns.map {
                    .members([
                        "name": .string($0.name), "type": .string($0.kind.rawValue),
                        "missing": .integer($0.missingCount),
                    ])
                }),
        ])
    }
}
