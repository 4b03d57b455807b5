import Answers
import Testing

@testable import Datasets

struct GeneratorTests {
    static let makers: [(String, @Sendable (UInt64) throws -> Dataset)] = [
        ("moons", { try .moons(n: 200, noise: 0.1, seed: $0) }),
        ("circles", { try .circles(n: 200, noise: 0.1, factor: 0.5, seed: $0) }),
        ("spirals", { try .spirals(n: 201, noise: 0.02, classes: 3, turns: 1.5, seed: $0) }),
        ("xor", { try .xor(n: 200, noise: 0.0, seed: $0) }),
        ("blobs", { try .blobs(n: 200, classes: 4, spread: 0.5, seed: $0) }),
        ("curve", { try .curve("sine", n: 200, noise: 0.1, seed: $0) }),
        ("shapes28", { try .shapes28(n: 40, flat: true, seed: $0) }),
        ("adding", { try .adding(n: 50, length: 12, seed: $0) }),
        ("characters", { try .characters(n: 20, context: 16, seed: $0) }),
    ]

    @Test(arguments: makers.indices)
    func theSameSeedGivesTheSameBitsAndAnotherSeedOthers(index: Int) throws {
        let (name, make) = Self.makers[index]
        #expect(try make(3) == make(3), "\(name)")
        #expect(try make(3).x != make(4).x, "\(name)")
        #expect(try make(3).x.firstNonFinite == nil, "\(name)")
    }

    @Test func noiselessMoonsLieOnTheirTwoHalfCircles() throws {
        let moons = try Dataset.moons(n: 100, noise: 0, seed: 1)
        for index in 0..<100 {
            let row = Array(moons.x.row(index))
            let centre: (Float, Float) = moons.y.values[index] == 0 ? (0, 0) : (1, 0.5)
            let radius = ((row[0] - centre.0) * (row[0] - centre.0) + (row[1] - centre.1) * (row[1] - centre.1))
                .squareRoot()
            #expect(abs(radius - 1) < 1e-6, "point \(index) is \(radius) from its centre")
        }
    }

    @Test func theClassOfAnXorPointIsWhetherItsSignsDiffer() throws {
        let data = try Dataset.xor(n: 400, noise: 0, seed: 2)
        for index in 0..<400 {
            let row = Array(data.x.row(index))
            #expect(((row[0] < 0) != (row[1] < 0)) == (data.y.values[index] == 1), "point \(index): \(row)")
        }
        #expect(data.classCounts == [200, 200])
    }

    @Test func theTargetOfTheAddingProblemIsTheSumOfTheTwoMarkedNumbers() throws {
        let data = try Dataset.adding(n: 60, length: 9, seed: 5)
        for index in 0..<60 {
            let row = Array(data.x.row(index))
            let marks = (0..<9).filter { row[2 * $0 + 1] == 1 }
            #expect(marks.count == 2)
            #expect(abs(marks.reduce(0) { $0 + row[2 * $1] } - data.y.values[index]) < 1e-6, "sample \(index)")
        }
    }

    @Test func everyCharacterTargetIsTheNextInput() throws {
        let data = try Dataset.characters(n: 10, context: 20, seed: 8)
        for index in 0..<10 {
            #expect(Array(data.x.row(index).dropFirst()) == Array(data.y.row(index).dropLast()), "sample \(index)")
        }
    }

    @Test func picturesHaveInkAndPaperAndTheirDigitsDiffer() throws {
        let data = try Dataset.shapes28(n: 20, flat: false, seed: 1)
        #expect(data.x.shape == [20, 28, 28, 1])
        for index in 0..<20 {
            let ink = data.x.row(index).filter { $0 > 0.5 }.count
            #expect((15..<350).contains(ink), "picture \(index) has \(ink) dark pixels")
            #expect(data.x.row(index).allSatisfy { (0...1).contains($0) })
        }
        #expect(data.x.row(1).reduce(0, +) < data.x.row(8).reduce(0, +), "a one has less ink than an eight")
    }

    @Test func aSplitKeepsEverySampleOnceAndRoundsTheTestPartUp() throws {
        let data = try Dataset.blobs(n: 10, classes: 2, spread: 1, seed: 0)
        let (train, test) = try data.split(test: 0.25, seed: 1)
        #expect((train.count, test.count) == (7, 3))
        #expect((train.x.values + test.x.values).sorted() == data.x.values.sorted())
        let ordered = try data.split(test: 0.25, seed: nil)
        #expect(ordered.test.x == data.x.rows(7..<10))
    }

    @Test func impossibleRequestsAreRefusedInWords() {
        #expect(throws: Mistake.self) { try Dataset.moons(n: 1, noise: 0, seed: 0) }
        #expect(throws: Mistake.self) { try Dataset.curve("cosine", n: 10, noise: 0, seed: 0) }
        #expect(throws: Mistake.self) { try Dataset.adding(n: 5, length: 1, seed: 0) }
        #expect(throws: Mistake.self) { try Dataset.xor(n: 4, noise: 0, seed: 0).split(test: 0.99, seed: 0) }
        #expect(throws: Mistake.self) { try Samples(shape: [2, 2], values: [1, 2, 3]) }
        #expect(throws: Mistake.self) { try Samples(shape: [0, .max, 2], values: []) }
        for length in [1 << 40, Int.max] {
            #expect(throws: Mistake.self, "\(length)") { try Dataset.adding(n: 2, length: length, seed: 0) }
            #expect(throws: Mistake.self, "\(length)") { try Dataset.characters(n: 2, context: length, seed: 0) }
            #expect(throws: Mistake.self, "\(length)") { try Dataset.shapes28(n: length, flat: true, seed: 0) }
            #expect(throws: Mistake.self, "\(length)") { try Dataset.moons(n: length, noise: 0, seed: 0) }
            #expect(throws: Mistake.self, "\(length)") { try Dataset.curve("sine", n: length, noise: 0, seed: 0) }
        }
    }

    @Test func aCancelledGeneratorGivesNoHalfDataSet() {
        let work = Work()
        work.cancel()
        let makers: [(String, () throws -> Dataset)] = [
            ("moons", { try .moons(n: 9, noise: 0, seed: 0, work: work) }),
            ("circles", { try .circles(n: 9, noise: 0, factor: 0.5, seed: 0, work: work) }),
            ("spirals", { try .spirals(n: 9, noise: 0, classes: 2, turns: 1, seed: 0, work: work) }),
            ("xor", { try .xor(n: 9, noise: 0, seed: 0, work: work) }),
            ("blobs", { try .blobs(n: 9, classes: 2, spread: 1, seed: 0, work: work) }),
            ("curve", { try .curve("sine", n: 9, noise: 0, seed: 0, work: work) }),
            ("shapes28", { try .shapes28(n: 9, flat: true, seed: 0, work: work) }),
            ("adding", { try .adding(n: 9, length: 4, seed: 0, work: work) }),
            ("characters", { try .characters(n: 9, context: 4, seed: 0, work: work) }),
        ]
        for (name, make) in makers {
            #expect("\(name)") {
                _ = try make()
            } throws: { error in
                (error as? Mistake)?.problem.contains("interrupted") ?? false
            }
        }
    }

    @Test func sortedTargetsAreNoticed() throws {
        let x = Samples(column: [1, 2, 3, 4])
        let sorted = try Dataset(
            name: "s", x: x, y: Samples(column: [0, 0, 1, 1]), task: .classification(classes: 2), remark: "")
        #expect(sorted.isSorted)
        #expect(try !Dataset.moons(n: 50, noise: 0, seed: 0).isSorted)
    }
}
