extension Range<Int> {
    /// At most so many places from the first to the last, evenly between: what a table or a picture with little room shows of many.
    package func spread(atMost most: Int) -> [Int] {
        let count = Swift.min(most, self.count)
        return (0..<count).map { lowerBound + (count == 1 ? 0 : $0 * (self.count - 1) / (count - 1)) }
    }
}

extension Array {
    /// Drops every second element where there are more than so many; the first and the last stay.
    package mutating func thin(past most: Int) {
        guard count > most else { return }
        let last = count - 1
        self = enumerated().filter { $0.offset % 2 == 0 || $0.offset == last }.map(\.element)
    }
}
