import Numbers
import Testing

@Suite("Random streams")
struct RandomTests {
    @Test("Normal deviates have the moments and the tails of the normal distribution")
    func normal() {
        var stream = RandomStream(seed: 4, purpose: "normal test")
        let count = 200_000
        var sums = [Double](repeating: 0, count: 5)
        var beyondTwo = 0
        for _ in 0..<count {
            let pair = stream.normalPair()
            for value in [pair.x, pair.y] {
                var power = 1.0
                for order in 1...4 {
                    power *= value
                    sums[order] += power
                }
                if value.magnitude > 2 { beyondTwo += 1 }
            }
        }
        let n = Double(2 * count)
        // Five standard errors each: √(1/n), √(2/n), √(15/n), √(96/n).
        #expect((sums[1] / n).magnitude < 5 * (1 / n).squareRoot())
        #expect((sums[2] / n - 1).magnitude < 5 * (2 / n).squareRoot())
        #expect((sums[3] / n).magnitude < 5 * (15 / n).squareRoot())
        #expect((sums[4] / n - 3).magnitude < 5 * (96 / n).squareRoot())
        #expect((Double(beyondTwo) / n - 0.0455002639).magnitude < 0.002)
    }

    @Test("The same key gives the same bits, another seed, purpose or index others")
    func keys() {
        func first(_ seed: UInt64, _ purpose: StaticString, _ index: UInt64) -> [UInt64] {
            var stream = RandomStream(seed: seed, purpose: purpose, index: index)
            return (0..<4).map { _ in stream.next() }
        }
        let base = first(1, "noise", 0)
        #expect(base == first(1, "noise", 0))
        #expect(base != first(2, "noise", 0))
        #expect(base != first(1, "shuffle", 0))
        #expect(base != first(1, "noise", 1))
    }

    @Test("A shuffle keeps every element and makes every order of three equally often")
    func shuffle() {
        var counts: [[Int]: Int] = [:]
        var stream = RandomStream(seed: 9, purpose: "shuffle test")
        for _ in 0..<60_000 {
            let order = stream.permutation(3)
            #expect(order.sorted() == [0, 1, 2])
            counts[order, default: 0] += 1
        }
        #expect(counts.count == 6)
        for (order, count) in counts {
            #expect((count - 10_000).magnitude < 500, "\(order) came \(count) times of 60,000")
        }
    }

    @Test(
        "FNV-1a gives the published hashes",
        arguments: [
            ("", 0xcbf2_9ce4_8422_2325 as UInt64), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
        ])
    func fnv(text: String, hash: UInt64) {
        #expect(text.utf8.fnv1a == hash)
    }
}
