import Answers

/// Sorts whole numbers digit by digit, the last digit first: each pass keeps the order of the one before (Seward 1954). Takes time
/// in proportion to the number of elements, and can be stopped within a pass.
final class DigitSort {
    /// Below so many elements comparing them is faster.
    static let least = 256

    /// What is sorted.
    private(set) var keys: UnsafeMutablePointer<UInt64>
    /// What goes with each key; only where places were asked for.
    private(set) var places: UnsafeMutablePointer<Int>
    private var spareKeys: UnsafeMutablePointer<UInt64>
    private var sparePlaces: UnsafeMutablePointer<Int>
    private let count: Int
    private let hasPlaces: Bool
    /// The memory of all four.
    private let storages: [ArrayStorage]

    /// - Throws: `Mistake` where there is not so much memory.
    init(_ count: Int, places hasPlaces: Bool) throws {
        try MemoryRoom.check(Double(count) * (hasPlaces ? 32 : 16), for: "\(count.grouped) numbers to be sorted") { _ in
            nil
        }
        self.count = count
        self.hasPlaces = hasPlaces
        let width = hasPlaces ? count : 1
        storages = try [count, count, width, width].map { try ArrayStorage.make(byteCount: 8 * $0) }
        keys = storages[0].bytes.bindMemory(to: UInt64.self, capacity: count)
        spareKeys = storages[1].bytes.bindMemory(to: UInt64.self, capacity: count)
        places = storages[2].bytes.bindMemory(to: Int.self, capacity: width)
        sparePlaces = storages[3].bytes.bindMemory(to: Int.self, capacity: width)
    }

    /// Puts the keys in order, and the places with them.
    ///
    /// - Throws: `Stopped` once the work was stopped; the keys are then in no order.
    func sort(_ work: Work) throws {
        // Bits in which keys differ; a digit without any is left as it is.
        var different: UInt64 = 0
        try Loop.chunks(count, work) { first, many in
            for place in first..<(first + many) { different |= keys[place] ^ keys[0] }
        }
        let width = count > 1 << 16 ? 11 : 8
        let mask = UInt64(1 << width) - 1
        for shift in stride(from: 0, to: 64, by: width) where different >> UInt64(shift) & mask != 0 {
            try pass(UInt64(shift), mask, work)
        }
    }

    private func pass(_ shift: UInt64, _ mask: UInt64, _ work: Work) throws {
        var check = StopCheck(work)
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: Int(mask) + 1) { starts in
            starts.initialize(repeating: 0)
            guard let start = starts.baseAddress else { return }
            let (keys, spareKeys, places, sparePlaces) = (self.keys, self.spareKeys, self.places, self.sparePlaces)
            try Loop.chunks(count, work) { first, many in
                for place in first..<(first + many) { start[Int(keys[place] >> shift & mask)] += 1 }
            }
            var sum = 0
            for digit in 0...Int(mask) { (start[digit], sum) = (sum, sum + start[digit]) }
            var first = 0
            while first < count {
                let end = Swift.min(count, first + 65_536)
                try check.pass(end - first)
                for place in first..<end {
                    let key = keys[place]
                    let digit = Int(key >> shift & mask)
                    let target = start[digit]
                    start[digit] = target + 1
                    spareKeys[target] = key
                    if hasPlaces { sparePlaces[target] = places[place] }
                }
                first = end
            }
        }
        swap(&keys, &spareKeys)
        swap(&places, &sparePlaces)
    }

    /// The keys that would stand at these places, given in ascending order, if all were sorted. Only what shares its leading digits
    /// with one of them is looked at again.
    static func chosen(
        _ keys: ArraySlice<UInt64>, _ ranks: ArraySlice<Int>, above base: Int = 0, shift: Int = 53, _ work: Work
    ) throws -> [UInt64] {
        guard let first = keys.first, !ranks.isEmpty else { return [] }
        if keys.count <= least {
            let sorted = keys.sorted()
            return ranks.map { sorted[$0 - base] }
        }
        if shift <= -11 { return ranks.map { _ in first } }
        let (shift, mask) = (UInt64(Swift.max(0, shift)), UInt64(shift < 0 ? (1 << (shift + 11)) - 1 : 2047))
        var counts = [Int](repeating: 0, count: 2048)
        var check = StopCheck(work)
        for key in keys {
            try check.pass()
            counts[Int(key >> shift & mask)] += 1
        }
        var found: [UInt64] = []
        var (start, next) = (base, ranks.startIndex)
        for digit in 0..<2048 where next < ranks.endIndex {
            let end = start + counts[digit]
            let inside = ranks[next...].prefix { $0 < end }
            if !inside.isEmpty {
                let alike = try keys.filter(stoppedBy: work) { Int($0 >> shift & mask) == digit }
                found += try chosen(alike[...], inside, above: start, shift: Int(shift) - 11, work)
                next = inside.endIndex
            }
            start = end
        }
        return found
    }
}
