/// The Sobol sequence: point i of 2^k covers every elementary interval evenly (Sobol 1967), in Gray-code order (Antonov &
/// Saleev 1979), with the direction numbers of Joe & Kuo (2008) for up to 64 dimensions.
///
/// Scrambled, each coordinate goes through a random tree of bit flips (Owen 1995), drawn by hashing (Laine & Karras 2011;
/// Burley 2020): every point alone is then uniform, and all of them together still cover evenly.
struct SobolSequence: Sendable {
    /// Dimensions that there are direction numbers for.
    static let maximum = 64

    /// For each dimension 32 direction numbers.
    private let directions: [[UInt32]]

    init(dimension: Int) {
        directions = Array(SobolSequence.all.prefix(max(dimension, 0)))
    }

    private static let all = (0..<maximum).map(directions)

    /// Coordinate `axis` of point `index` as a whole number of 2⁻³².
    func bits(_ index: UInt32, _ axis: Int) -> UInt32 {
        let numbers = directions[axis]
        var gray = index ^ (index >> 1)
        var bits: UInt32 = 0
        while gray != 0 {
            bits ^= numbers[gray.trailingZeroBitCount]
            gray &= gray - 1
        }
        return bits
    }

    /// Coordinate `axis` of point `index`, in [0, 1).
    func coordinate(_ index: UInt32, _ axis: Int) -> Double { Double(bits(index, axis)) * 0x1p-32 }

    /// The same scrambled: in (0, 1).
    func scrambled(_ index: UInt32, _ axis: Int, seed: UInt32) -> Double {
        (Double(SobolSequence.scramble(bits(index, axis), seed)) + 0.5) * 0x1p-32
    }

    /// Every bit flipped or not by a hash of the bits above it.
    private static func scramble(_ bits: UInt32, _ seed: UInt32) -> UInt32 {
        var x = reversed(bits)
        x &+= seed
        x ^= x &* 0x6c50_b47c
        x ^= x &* 0xb82f_1e52
        x ^= x &* 0xc7af_e638
        x ^= x &* 0x8d22_f6e6
        return reversed(x)
    }

    private static func reversed(_ bits: UInt32) -> UInt32 {
        var x = bits.byteSwapped
        x = (x >> 4) & 0x0f0f_0f0f | (x & 0x0f0f_0f0f) << 4
        x = (x >> 2) & 0x3333_3333 | (x & 0x3333_3333) << 2
        return (x >> 1) & 0x5555_5555 | (x & 0x5555_5555) << 1
    }

    /// The recurrence of Bratley & Fox (1988) over a primitive polynomial, whose bits the table gives.
    private static func directions(_ dimension: Int) -> [UInt32] {
        guard dimension > 0 else { return (0..<32).map { 1 << (31 - $0) } }
        let (polynomial, first) = table[dimension - 1]
        let degree = first.count
        var numbers = first
        for k in degree..<32 {
            var number = numbers[k - degree] ^ (numbers[k - degree] << UInt32(degree))
            for j in 1..<degree where polynomial >> UInt32(degree - j) & 1 == 1 {
                number ^= numbers[k - j] << UInt32(j)
            }
            numbers.append(number)
        }
        return numbers.enumerated().map { $1 << UInt32(31 - $0) }
    }

    /// Primitive polynomial (its bits, the highest power first) and first direction numbers of dimensions 2, 3, …
    private static let table: [(polynomial: UInt32, first: [UInt32])] = [
        (3, [1]), (7, [1, 3]), (11, [1, 3, 1]), (13, [1, 1, 1]), (19, [1, 1, 3, 3]), (25, [1, 3, 5, 13]),
        (37, [1, 1, 5, 5, 17]), (41, [1, 1, 5, 5, 5]), (47, [1, 1, 7, 11, 19]), (55, [1, 1, 5, 1, 1]),
        (59, [1, 1, 1, 3, 11]), (61, [1, 3, 5, 5, 31]), (67, [1, 3, 3, 9, 7, 49]), (91, [1, 1, 1, 15, 21, 21]),
        (97, [1, 3, 1, 13, 27, 49]), (103, [1, 1, 1, 15, 7, 5]), (109, [1, 3, 1, 15, 13, 25]),
        (115, [1, 1, 5, 5, 19, 61]), (131, [1, 3, 7, 11, 23, 15, 103]), (137, [1, 3, 7, 13, 13, 15, 69]),
        (143, [1, 1, 3, 13, 7, 35, 63]), (145, [1, 3, 5, 9, 1, 25, 53]), (157, [1, 3, 1, 13, 9, 35, 107]),
        (167, [1, 3, 1, 5, 27, 61, 31]), (171, [1, 1, 5, 11, 19, 41, 61]), (185, [1, 3, 5, 3, 3, 13, 69]),
        (191, [1, 1, 7, 13, 1, 19, 1]), (193, [1, 3, 7, 5, 13, 19, 59]), (203, [1, 1, 3, 9, 25, 29, 41]),
        (211, [1, 3, 5, 13, 23, 1, 55]), (213, [1, 3, 7, 3, 13, 59, 17]), (229, [1, 3, 1, 3, 5, 53, 69]),
        (239, [1, 1, 5, 5, 23, 33, 13]), (241, [1, 1, 7, 7, 1, 61, 123]), (247, [1, 1, 7, 9, 13, 61, 49]),
        (253, [1, 3, 3, 5, 3, 55, 33]), (285, [1, 3, 1, 15, 31, 13, 49, 245]),
        (299, [1, 3, 5, 15, 31, 59, 63, 97]), (301, [1, 3, 1, 11, 11, 11, 77, 249]),
        (333, [1, 3, 1, 11, 27, 43, 71, 9]), (351, [1, 1, 7, 15, 21, 11, 81, 45]),
        (355, [1, 3, 7, 3, 25, 31, 65, 79]), (357, [1, 3, 1, 1, 19, 11, 3, 205]),
        (361, [1, 1, 5, 9, 19, 21, 29, 157]), (369, [1, 3, 7, 11, 1, 33, 89, 185]),
        (391, [1, 3, 3, 3, 15, 9, 79, 71]), (397, [1, 3, 7, 11, 15, 39, 119, 27]),
        (425, [1, 1, 3, 1, 11, 31, 97, 225]), (451, [1, 1, 1, 3, 23, 43, 57, 177]),
        (463, [1, 3, 7, 7, 17, 17, 37, 71]), (487, [1, 3, 1, 5, 27, 63, 123, 213]),
        (501, [1, 1, 3, 5, 11, 43, 53, 133]), (529, [1, 3, 5, 5, 29, 17, 47, 173, 479]),
        (539, [1, 3, 3, 11, 3, 1, 109, 9, 69]), (545, [1, 1, 1, 5, 17, 39, 23, 5, 343]),
        (557, [1, 3, 1, 5, 25, 15, 31, 103, 499]), (563, [1, 1, 1, 11, 11, 17, 63, 105, 183]),
        (601, [1, 1, 5, 11, 9, 29, 97, 231, 363]), (607, [1, 1, 5, 15, 19, 45, 41, 7, 383]),
        (617, [1, 3, 7, 7, 31, 19, 83, 137, 221]), (623, [1, 1, 1, 3, 23, 15, 111, 223, 83]),
        (631, [1, 1, 5, 13, 31, 15, 55, 25, 161]), (637, [1, 1, 3, 13, 25, 47, 39, 87, 257]),
    ]
}
