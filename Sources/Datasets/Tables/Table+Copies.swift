public import Answers

/// Rows that are exact copies of others: an evaluation that has one in its training and one in its test part is too good.
extension Table {
    /// Rows of which an equal one stands above.
    public func duplicates(_ work: Work) throws -> [Bool] {
        var keys = [UInt64](repeating: 0xcbf2_9ce4_8422_2325, count: rowCount)
        for column in columns {
            if work.isCancelled { throw Stopped() }
            for row in 0..<rowCount {
                keys[row] = (keys[row] ^ column.bits(row)) &* 0x9e37_79b9_7f4a_7c15 ^ keys[row] >> 31
            }
        }
        var first: [UInt64: [Int]] = [:]
        var check = StopCheck(work)
        return try (0..<rowCount).map { row in
            try check.pass(16)
            let equals = first[keys[row], default: []].contains { other in
                columns.allSatisfy { $0.bits(row) == $0.bits(other) }
            }
            if !equals { first[keys[row], default: []].append(row) }
            return equals
        }
    }

    /// The rows that are not marked as copies of others, and how many were.
    public func leavingOut(copies: [Bool]) -> Table {
        var part = rows(at: copies.indices.filter { !copies[$0] })
        let count = copies.count { $0 }
        guard count > 0 else { return part }
        part.decisions.removeAll { $0.sort == .copies }
        part.decisions.append(
            Decision(
                .reading, nil,
                count == 1
                    ? "1 row that was a copy of another was left out"
                    : "\(count.grouped) rows that were copies of others were left out"))
        return part
    }

    /// How many rows are copies of rows above them.
    func duplicateCount(_ work: Work) throws -> Int {
        columns.isEmpty ? 0 : try duplicates(work).count { $0 }
    }
}

extension Column {
    /// The cell as bits that are equal for equal cells.
    fileprivate func bits(_ row: Int) -> UInt64 {
        switch cells {
        case .numbers(let values), .dates(let values):
            values[row].isNaN ? .max : values[row] == 0 ? 0 : values[row].bitPattern
        case .flags(let flags): UInt64(bitPattern: Int64(flags[row]))
        case .categories(let codes, _), .texts(let codes, _): UInt64(bitPattern: Int64(codes[row]))
        }
    }
}
