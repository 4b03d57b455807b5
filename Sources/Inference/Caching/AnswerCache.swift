/// Answers by the row that was asked, the least recently asked ones forgotten first (LRU).
///
/// A dictionary from the bits of a row to a place in a ring of links: asking and forgetting take the same time however many there are.
struct AnswerCache {
    /// The bits of a row. −0 and 0, which are equal, are two rows; so are NaNs of different bits: the answer is the row's own.
    struct Key: Hashable {
        private let bits: [UInt32]
        private let mixed: UInt64

        init(_ row: ArraySlice<Float>) {
            bits = row.map(\.bitPattern)
            // A row has hundreds of numbers: one product for two of them in place of a hasher's round for each.
            var mixed = UInt64(bits.count)
            bits.withUnsafeBufferPointer { bits in
                var i = 0
                while i + 1 < bits.count {
                    mixed = (mixed ^ (UInt64(bits[i]) | UInt64(bits[i + 1]) << 32)) &* 0x9e37_79b9_7f4a_7c15
                    mixed ^= mixed >> 29
                    i += 2
                }
                if i < bits.count { mixed = (mixed ^ UInt64(bits[i])) &* 0x9e37_79b9_7f4a_7c15 }
            }
            self.mixed = mixed
        }

        static func == (one: Key, other: Key) -> Bool { one.mixed == other.mixed && one.bits == other.bits }

        func hash(into hasher: inout Hasher) { hasher.combine(mixed) }
    }

    private struct Entry {
        var key: Key
        var answer: [Float]
        var newer: Int
        var older: Int
    }

    /// Answers that are kept at most.
    let size: Int
    private var places: [Key: Int] = [:]
    private var entries: [Entry] = []
    private var newest = -1
    private var oldest = -1

    init(size: Int) { self.size = size }

    /// Answers that are kept.
    var count: Int { entries.count }

    /// The answer that is kept for a row, which is thereby the most recently asked.
    mutating func answer(_ key: Key) -> [Float]? {
        guard let place = places[key] else { return nil }
        detach(place)
        lead(place)
        return entries[place].answer
    }

    /// Keeps an answer, in the place of the least recently asked where all are taken.
    mutating func keep(_ answer: [Float], for key: Key) {
        if let place = places[key] {
            entries[place].answer = answer
            return
        }
        if entries.count < size {
            entries.append(Entry(key: key, answer: answer, newer: -1, older: -1))
            places[key] = entries.count - 1
            lead(entries.count - 1)
            return
        }
        let place = oldest
        detach(place)
        places[entries[place].key] = nil
        entries[place].key = key
        entries[place].answer = answer
        places[key] = place
        lead(place)
    }

    private mutating func detach(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
        entries[place].newer = -1
        entries[place].older = -1
    }

    private mutating func lead(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = -1
        if newest >= 0 { entries[newest].newer = place }
        newest = place
        if oldest < 0 { oldest = place }
    }
}
