import Answers
import Arrays
import Datasets
import Language

/// What is looked at in every cell of a column, until the work is stopped.
extension Column {
    /// The cells as they are compared.
    func keys(_ work: Work) throws -> [CellKey] { try (0..<count).map(stoppedBy: work) { key($0) } }

    /// The cells as they are shown; nil where one is missing.
    func texts(_ work: Work) throws -> [String?] { try (0..<count).map(stoppedBy: work) { text($0) } }

    /// The cells as values of the language.
    func values(_ work: Work) throws -> [Value] { try (0..<count).map(stoppedBy: work) { value($0) } }

    /// Whether the cells are in order, equal ones beside each other; with a gap they are in none.
    func isMonotonic(rising: Bool) -> Bool {
        guard missingCount == 0 else { return false }
        return stride(from: 1, to: count, by: 1).allSatisfy { row in
            ColumnWork.order(self, row - 1, row).map { $0 == rising } ?? true
        }
    }

    /// The rows whose cell is there.
    func filledRows(_ work: Work) throws -> [Int] { try (0..<count).filter(stoppedBy: work) { !isMissing($0) } }

    /// For every row whether its cell is as none above it.
    func areNew(_ work: Work) throws -> [Bool] {
        var seen: Set<CellKey> = []
        return try (0..<count).map(stoppedBy: work) { seen.insert(key($0)).inserted }
    }

    /// How many different cells there are, without the missing ones.
    func distinctCount(_ work: Work) throws -> Int {
        switch cells {
        case .numbers(let values), .dates(let values):
            return try ColumnWork.distinctCount(values.filter(stoppedBy: work) { !$0.isNaN }, work)
        case .flags, .categories, .texts: return distinctCount
        }
    }

    /// Of these rows the first one whose cell goes before all others.
    func first(_ rows: [Int], _ work: Work, where precedes: (CellKey, CellKey) -> Bool) throws -> Int? {
        guard let start = rows.first else { return nil }
        var (found, best) = (start, key(start))
        var check = StopCheck(work)
        for row in rows.dropFirst() {
            try check.pass()
            let own = key(row)
            if precedes(own, best) { (found, best) = (row, own) }
        }
        return found
    }

    /// The cells at these rows; nil leaves a gap.
    func picked(_ places: [Int?], _ work: Work) throws -> Column {
        guard places.contains(nil) else { return try rows(at: places.compactMap { $0 }, stoppedBy: work) }
        func cells<Cell>(_ cells: [Cell], _ gap: Cell) throws -> [Cell] {
            try places.map(stoppedBy: work) { $0.map { cells[$0] } ?? gap }
        }
        var part = self
        switch self.cells {
        case .numbers(let values):
            (part.cells, part.isWhole) = (.numbers(try cells(values, .nan)), isNullable && isWhole)
        case .dates(let values): part.cells = .dates(try cells(values, .nan))
        case .flags(let flags): part.cells = .flags(try cells(flags, -1))
        case .categories(let codes, let levels): part.cells = .categories(try cells(codes, -1), levels: levels)
        case .texts(let codes, let levels): part.cells = .texts(try cells(codes, -1), distinct: levels)
        }
        return part
    }

    /// The cells, and those of another column where they are missing.
    func merged(with other: Column, _ work: Work) throws -> Column {
        if case .numbers(let a) = cells, case .numbers(let b) = other.cells {
            let numbers = try zip(a, b).map(stoppedBy: work) { $0.isNaN ? $1 : $0 }
            let isFull = !numbers.contains { $0.isNaN }
            let areWhole = isFull && numbers.allSatisfy { $0 == $0.rounded() }
            return Column(name, .numbers(numbers), isWhole: areWhole && (isWhole || other.isWhole || missingCount > 0))
        }
        if case .dates(let a) = cells, case .dates(let b) = other.cells {
            var found = self
            found.cells = .dates(try zip(a, b).map(stoppedBy: work) { $0.isNaN ? $1 : $0 })
            return found
        }
        if case .flags(let a) = cells, case .flags(let b) = other.cells {
            return Column(name, .flags(try zip(a, b).map(stoppedBy: work) { $0 < 0 ? $1 : $0 }))
        }
        let texts = try (0..<count).map(stoppedBy: work) { text($0) ?? other.text($0) }
        return try Column(name, categories: texts, as: .text, stoppedBy: work)
    }
}

extension RowLabels {
    /// Whether the names are in order, equal ones beside each other.
    func isMonotonic(rising: Bool) -> Bool {
        guard levels.count > 1 else { return levels.first?.isMonotonic(rising: rising) ?? true }
        return stride(from: 1, to: count, by: 1).allSatisfy { row in
            rising ? key(row - 1) <= key(row) : key(row - 1) >= key(row)
        }
    }
}

extension ColumnWork {
    /// The smallest first; none is nan.
    static func ordered(_ numbers: [Double], _ work: Work) throws -> [Double] {
        guard numbers.count > 1 << 15 else { return numbers.sorted() }
        return try NDArray(numbers).sorted(work: work).elements(as: Double.self, stoppedBy: work)
    }

    /// How many different numbers there are; none is nan.
    static func distinctCount(_ numbers: [Double], _ work: Work) throws -> Int {
        let order = try ordered(numbers, work)
        var check = StopCheck(work)
        var count = order.isEmpty ? 0 : 1
        for place in order.indices.dropFirst() {
            try check.pass()
            if order[place] != order[place - 1] { count += 1 }
        }
        return count
    }
}
