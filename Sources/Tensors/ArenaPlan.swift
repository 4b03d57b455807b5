/// Where the values and gradients of a tape stand in its arena.
///
/// Values that `backward` reads must all be kept. A gradient is needed only from the moment a later operation writes it until
/// its own operation has read it, so gradients that do not meet share memory. Gradients of inputs stay to be read.
struct ArenaPlan {
    private(set) var valueOffsets: [Int]
    private(set) var gradientOffsets: [Int]
    private(set) var valueTotal = 0
    private(set) var gradientTotal = 0
    /// Stretches of the gradients' memory that nobody holds, by offset.
    private var free: [Range<Int>] = []

    /// - Parameters:
    ///   - sizes: elements of each matrix.
    ///   - holdsValues, holdsGradient: whether its values and its gradient are kept here; parameters' stand elsewhere.
    ///   - operations: the matrix that each operation writes and those that it reads, in the order of their recording.
    init(
        sizes: [Int], holdsValues: [Bool], holdsGradient needs: [Bool], operations: [(output: Int, inputs: [Int])]
    ) {
        valueOffsets = Array(repeating: 0, count: sizes.count)
        gradientOffsets = Array(repeating: 0, count: sizes.count)
        for index in sizes.indices where holdsValues[index] {
            valueOffsets[index] = valueTotal
            valueTotal += sizes[index]
        }
        var isPlaced = Array(repeating: false, count: sizes.count)
        for (output, inputs) in operations.reversed() {
            for index in [output] + inputs where needs[index] && !isPlaced[index] {
                gradientOffsets[index] = take(sizes[index])
                isPlaced[index] = true
            }
            if isPlaced[output] { giveBack(gradientOffsets[output]..<gradientOffsets[output] + sizes[output]) }
        }
        for index in sizes.indices where needs[index] && !isPlaced[index] {
            gradientOffsets[index] = take(sizes[index])
        }
    }

    /// The first free stretch that is long enough, or new memory at the end.
    private mutating func take(_ size: Int) -> Int {
        guard size > 0 else { return 0 }
        if let place = free.firstIndex(where: { $0.count >= size }) {
            let start = free[place].lowerBound
            if free[place].count == size {
                free.remove(at: place)
            } else {
                free[place] = start + size..<free[place].upperBound
            }
            return start
        }
        // A free stretch at the very end grows instead of being left behind.
        if let last = free.last, last.upperBound == gradientTotal {
            free.removeLast()
            gradientTotal = last.lowerBound + size
            return last.lowerBound
        }
        gradientTotal += size
        return gradientTotal - size
    }

    private mutating func giveBack(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let place = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.count
        free.insert(range, at: place)
        if place + 1 < free.count, free[place].upperBound == free[place + 1].lowerBound {
            free[place] = free[place].lowerBound..<free[place + 1].upperBound
            free.remove(at: place + 1)
        }
        if place > 0, free[place - 1].upperBound == free[place].lowerBound {
            free[place - 1] = free[place - 1].lowerBound..<free[place].upperBound
            free.remove(at: place)
        }
    }
}
